import { ChevronDown } from 'lucide-react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { useWindow, type OutboxList } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';

const groups = ['batch', 'product', 'none'] as const satisfies readonly OutboxList['group'][];
const names: Readonly<Record<OutboxList['group'], string>> = {
  batch: text('outbox.byBatch'),
  product: text('outbox.byProduct'),
  none: text('outbox.ungrouped'),
};

export function GroupChoice() {
  const { group } = useWindow((state) => state.outboxList);
  return (
    <MenuTrigger>
      <Button size="small" look="quiet">
        {`${text('outbox.groupBy')}: ${names[group]}`}
        <ChevronDown size={12} aria-hidden />
      </Button>
      <Menu
        aria-label={text('outbox.groupBy')}
        selectionMode="single"
        selectedKeys={[group]}
        disallowEmptySelection
        onSelectionChange={(keys) => {
          const next = groups.find((one) => keys === 'all' || keys.has(one));
          if (next) useWindow.setState(({ outboxList }) => ({ outboxList: { ...outboxList, group: next } }));
        }}
      >
        {groups.map((one) => (
          <MenuItem key={one} id={one}>
            {names[one]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
