import { useEffect, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Request, Response } from '../../shared/contract.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf, tell } from '../state/asking.ts';
import { useOutbox } from '../state/selectors.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { RadioKnob } from '../ui/radio-knob.tsx';
import { usePaced } from '../ui/use-paced.ts';
import { cancelCounts, nothingToCancel } from '../wording/cancel-messages.ts';
import styles from './cancel-dialog.module.css';

interface Props {
  part: Request<'outbox.countOpen'>;
  counts: Response<'outbox.countOpen'>;
  /** Photos of the batch that are in the store already; 0 for another part of the outbox. */
  arrived: number;
  onClose: () => void;
}

const recountEveryMs = 500;

/** Asks before a part of the outbox is cancelled. Its counts are updated while open. */
export function CancelDialog({ part, counts, arrived: given, onClose }: Props) {
  const version = usePaced(useOutbox(part.storeId)?.version ?? 0, recountEveryMs);
  const [known, setKnown] = useState({ counts, arrived: given, version });
  const [removes, setRemoves] = useState(false);
  const { arrived, counts: now } = known;
  useEffect(() => {
    if (known.version === version) return undefined;
    let isOver = false;
    const recount = async (): Promise<void> => {
      const outcome = await outcomeOf(window.packshot.outbox.countOpen(part));
      const { batchId } = part;
      const taken =
        batchId === undefined ? null : await outcomeOf(window.packshot.intake.countTakeBack({ batchId }));
      if (isOver || !outcome.ok) return;
      setKnown({ counts: outcome.value, arrived: taken?.ok === true ? taken.value.arrived : 0, version });
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
