import { useEffect, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Request, Response } from '../../shared/contract.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf, tell } from '../state/asking.ts';
import { useOutbox } from '../state/selectors.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { usePaced } from '../ui/use-paced.ts';
import { cancelCounts, nothingToCancel } from '../wording/cancel-messages.ts';

interface Props {
  part: Request<'outbox.countOpen'>;
  counts: Response<'outbox.countOpen'>;
  onClose: () => void;
}

const recountEveryMs = 500;

/** Asks before a part of the outbox is cancelled. Its counts are updated while open. */
export function CancelDialog({ part, counts, onClose }: Props) {
  const version = usePaced(useOutbox(part.storeId)?.version ?? 0, recountEveryMs);
  const [known, setKnown] = useState({ counts, version });
  const now = known.counts;
  useEffect(() => {
    if (known.version === version) return undefined;
    let isOver = false;
    const recount = async (): Promise<void> => {
      const outcome = await outcomeOf(window.packshot.outbox.countOpen(part));
      if (isOver || !outcome.ok) return;
      setKnown({ counts: outcome.value, version });
      if (outcome.value.uploads + outcome.value.changes > 0) return;
      onClose();
      announce(nothingToCancel);
    };
    void recount();
    return () => {
      isOver = true;
    };
  }, [part, version, known.version, onClose]);

  function cancel(): void {
    onClose();
    tell(window.packshot.outbox.cancelAll(part));
    announce(text('outbox.cancelling', { counts: cancelCounts(now) }));
  }

  // Focus starts at the answer that loses nothing.
  // oxlint-disable jsx-a11y/no-autofocus
  return (
    <Dialog
      title={text('outbox.cancelQuestion', { counts: cancelCounts(now) })}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button autoFocus onPress={onClose}>
            {text('outbox.keepSending')}
          </Button>
          <Button look="danger" onPress={cancel}>
            {text('outbox.cancelCounts', { counts: cancelCounts(now) })}
          </Button>
        </>
      }
    >
      <p>{text('outbox.theyStayInTheOutbox')}</p>
    </Dialog>
  );
}
