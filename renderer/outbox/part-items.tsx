import { ChevronsUp, RotateCcw, X } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import { tell } from '../state/asking.ts';
import { askToCancel } from './ask-to-cancel.ts';
import { MenuItem } from '../ui/menu.tsx';
import type { PartChoices } from './part-choices.ts';

export function partItems(
  part: { storeId: string; productId: number } | { storeId: string; batchId: number },
  choices: PartChoices,
) {
  const { outbox } = window.packshot;
  return (
    <>
      <MenuItem
        icon={ChevronsUp}
        isDisabled={!choices.sendFirst}
        onAction={() => tell(outbox.sendAllFirst(part))}
      >
        {text('outbox.sendTheseFirst')}
      </MenuItem>
      <MenuItem
        icon={RotateCcw}
        isDisabled={!choices.retryFailed}
        onAction={() => tell(outbox.retryFailed(part))}
      >
        {text('outbox.retryFailedOnes')}
      </MenuItem>
      <MenuItem icon={X} isDisabled={!choices.cancel} onAction={() => void askToCancel(part)}>
        {text('outbox.cancelWhatIsNotSent')}
      </MenuItem>
    </>
  );
}
