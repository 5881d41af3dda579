import { useEffect, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Request, Response } from '../../shared/contract.ts';
import { announce } from '../state/actions.ts';
import { askQuietly, tell } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { RadioKnob } from '../ui/radio-knob.tsx';
import { cancelCounts, isNothing, nothingToCancel } from '../wording/cancel-messages.ts';
import { useRecounted } from './use-recounted.ts';
import styles from './cancel-dialog.module.css';

interface Props {
  part: Request<'outbox.countOpen'>;
  counts: Response<'outbox.countOpen'>;
  /** Photos of the batch that are in the store already; 0 for another part of the outbox. */
  arrived: number;
  onClose: () => void;
}

/** Asks before a part of the outbox is cancelled. Its counts are updated while open. */
export function CancelDialog({ part, counts, arrived: given, onClose }: Props) {
  const { arrived, ...now } = useRecounted(part.storeId, { ...counts, arrived: given }, async () => {
    const open = await askQuietly(window.packshot.outbox.countOpen(part));
    const { batchId } = part;
    const taken =
      batchId === undefined ? null : await askQuietly(window.packshot.intake.countTakeBack({ batchId }));
    return open && { ...open, arrived: taken?.arrived ?? 0 };
  });
  const [removes, setRemoves] = useState(false);
  const isEmpty = isNothing(now);
  useEffect(() => {
    if (!isEmpty) return;
    onClose();
    announce(nothingToCancel);
  }, [isEmpty, onClose]);

  function cancel(): void {
    onClose();
    const { batchId } = part;
    if (batchId === undefined) tell(window.packshot.outbox.cancelAll(part));
    else if (removes && arrived > 0) tell(window.packshot.intake.takeBack({ batchId }));
    else tell(window.packshot.intake.cancel({ batchId }));
    announce(text('outbox.cancelling', { counts: cancelCounts(now) }));
  }

  return (
    <Dialog
      title={text('outbox.cancelQuestion', { counts: cancelCounts(now) })}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('outbox.keepSending')}</Button>
          <Button look="danger" onPress={cancel}>
            {removes && arrived > 0
              ? text('outbox.cancelAndRemove', { counts: cancelCounts(now), count: arrived })
              : text('outbox.cancelCounts', { counts: cancelCounts(now) })}
          </Button>
        </>
      }
    >
      <p>{text('outbox.theyStayInTheOutbox')}</p>
      {arrived === 0 ? null : (
        <RadioGroup
          className={styles['choices'] ?? ''}
          aria-label={text('outbox.whatArrived')}
          value={removes ? 'remove' : 'keep'}
          onChange={(value) => setRemoves(value === 'remove')}
        >
          <Radio value="keep" className={styles['choice'] ?? ''}>
            <RadioKnob />
            {text('outbox.keepArrived', { count: arrived })}
          </Radio>
          <Radio value="remove" className={styles['choice'] ?? ''}>
            <RadioKnob />
            <span>
              {text('outbox.removeArrived', { count: arrived })}{' '}
              <span className={styles['soft']}>{text('outbox.removeArrivedDetail')}</span>
            </span>
          </Radio>
        </RadioGroup>
      )}
    </Dialog>
  );
}
