import { Ellipsis, FileDown, Undo2, X } from 'lucide-react';
import { memo } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { batchChoices } from '../outbox/part-choices.ts';
import { partItems } from '../outbox/part-items.tsx';
import { saveReport } from '../outbox/save-report.ts';
import { tell } from '../state/asking.ts';
import { IconButton } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { takeBackBatch } from './take-back.ts';

interface Props {
  batchId: number;
  storeId: string;
  name: string;
  /** Some of its photos were queued. */
  isQueued: boolean;
  /** Some of them are on their way. */
  isOpen: boolean;
  hasFailed: boolean;
  canTakeBack: boolean;
  canDismiss: boolean;
}

/** What can be done with a batch, besides the button of its row. Progress must not render an open menu. */
export const BatchMenu = memo(function BatchMenu(props: Props) {
  const { batchId, storeId, name, isQueued, isOpen, hasFailed, canTakeBack, canDismiss } = props;
  const choices = batchChoices({ open: isOpen ? 1 : 0, failed: hasFailed ? 1 : 0 });
  const label = text('outbox.moreFor', { name });
  return (
    <MenuTrigger>
      <IconButton icon={Ellipsis} label={label} size="small" />
      <Menu aria-label={label} placement="bottom end">
        {isQueued ? partItems({ storeId, batchId }, choices) : null}
        {canTakeBack ? (
          <MenuItem icon={Undo2} onAction={() => void takeBackBatch(storeId, batchId)}>
            {text('batches.undoAdding')}
          </MenuItem>
        ) : null}
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
