import { Ellipsis, FileDown, X } from 'lucide-react';
import { memo } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { batchChoices } from '../outbox/part-choices.ts';
import { partItems } from '../outbox/part-items.tsx';
import { saveReport } from '../outbox/save-report.ts';
import { tell } from '../state/asking.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';

interface Props {
  batchId: number;
  storeId: string;
  name: string;
  /** Some of its photos were queued. */
  isQueued: boolean;
  /** Some of them are not in the store yet. */
  isOpen: boolean;
  canDismiss: boolean;
}

/** What can be done with a batch, besides the button of its row. Progress must not render an open menu. */
export const BatchMenu = memo(function BatchMenu(props: Props) {
  const { batchId, storeId, name, isQueued, isOpen, canDismiss } = props;
  const label = text('outbox.moreFor', { name });
  return (
    <MenuTrigger>
      <IconButton icon={Ellipsis} label={label} size="small" />
      <Menu aria-label={label} placement="bottom end">
        {isQueued ? partItems({ storeId, batchId }, batchChoices({ open: isOpen ? 1 : 0 })) : null}
        <MenuItem icon={FileDown} onAction={() => void saveReport({ storeId, batchId })}>
          {text('common.report')}
        </MenuItem>
        {canDismiss ? (
          <MenuItem icon={X} onAction={() => tell(window.packshot.intake.dismiss({ batchId }))}>
            {text('common.dismiss')}
          </MenuItem>
        ) : null}
      </Menu>
    </MenuTrigger>
  );
});
