import { text } from '../../shared/messages/text.ts';
import type { TakeBackCounts } from '../../shared/take-back.ts';
import { undo } from '../state/undo.ts';
import { announce } from '../state/actions.ts';
import { useRecounted } from '../outbox/use-recounted.ts';
import { askQuietly, did } from '../state/asking.ts';
import type { TakeBack } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { takeBackSentences, takeBackWords } from './take-back.ts';

interface Props {
  what: TakeBack;
  counts: TakeBackCounts;
  onClose: () => void;
}

/** Asks before photos are removed from the store again. The counts are updated while it is open. */
export function TakeBackDialog({ what, counts: given, onClose }: Props) {
  const counts = useRecounted(what.storeId, given, async () => {
    if (what.type === 'batch')
      return await askQuietly(window.packshot.intake.countTakeBack({ batchId: what.batchId }));
    const { storeId, productId } = what;
    const asking = await askQuietly(window.packshot.gallery.asksBeforeUndo({ storeId, productId }));
    return asking?.edit === what.edit ? asking.counts : null;
  });
  const { openVariantImages = 0, restored = 0 } = counts;
  const isOnlyRestored = counts.open + counts.arrived === 0;
  const photos = counts.open - openVariantImages + counts.arrived;
  const variantImages = openVariantImages + restored;

  async function takeBack(): Promise<void> {
    onClose();
    if (what.type === 'edit') await undo(what, what.edit);
    else if (await did(window.packshot.intake.takeBack({ batchId: what.batchId })))
      announce(text('batches.takenBackNow', { counts: takeBackWords(counts) }));
  }

  return (
    <Dialog
      title={
        what.type === 'edit'
          ? text('batches.takeBackEdit', { edit: what.edit })
          : photos > 0
            ? text('batches.takeBackBatch', { count: photos })
            : text('batches.takeBackVariantImages', { count: variantImages })
      }
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('batches.takeBackKeep', { count: photos + variantImages })}</Button>
          <Button look="danger" onPress={() => void takeBack()}>
            {isOnlyRestored
              ? text('batches.takeBackRestore', { count: restored })
              : text('batches.takeBackDo', { open: counts.open, arrived: counts.arrived })}
          </Button>
        </>
      }
    >
      {takeBackSentences(counts).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{text('batches.takeBackFiles')}</p>
    </Dialog>
  );
}
