import { ArrowUpDown } from 'lucide-react';
import { memo } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { ProductSort as Sort } from '../../shared/model.ts';
import { useWindow } from '../state/store.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';

const names: Readonly<Record<Sort, string>> = {
  name: text('products.byName'),
  sku: text('products.bySku'),
  newest: text('products.newestFirst'),
  'fewest-images': text('products.fewestImagesFirst'),
};
const sorts = Object.keys(names) as Sort[];

export const ProductSort = memo(function ProductSort() {
  const sort = useWindow((state) => state.sort);
  return (
    <MenuTrigger>
      <IconButton icon={ArrowUpDown} label={text('products.sortBy', { order: names[sort] })} size="small" />
      <Menu
        aria-label={text('products.sort')}
        placement="bottom end"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[sort]}
        onSelectionChange={(keys) => {
          const next = sorts.find((one) => keys === 'all' || keys.has(one));
          if (next) useWindow.setState({ sort: next });
        }}
      >
        {sorts.map((one) => (
          <MenuItem key={one} id={one}>
            {names[one]}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
});
