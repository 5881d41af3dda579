import { text } from '../../shared/messages/text.ts';
import type { TakeBackCounts } from '../../shared/take-back.ts';
import { announce, showDialog } from '../state/actions.ts';
import { ask, did } from '../state/asking.ts';

/** Takes a batch back. Asks first if photos of it would be removed from the store. */
export async function takeBackBatch(storeId: string, batchId: number): Promise<void> {
  const counts = await ask(window.packshot.intake.countTakeBack({ batchId }));
  if (counts === null) return;
  const inStore = counts.arrived + (counts.restored ?? 0);
  if (counts.open + inStore === 0) announce(text('batches.nothingToUndo'));
  else if (inStore > 0) showDialog({ type: 'take-back', what: { type: 'batch', storeId, batchId }, counts });
  else if (await did(window.packshot.intake.takeBack({ batchId })))
    announce(text('batches.takenBackNow', { counts: takeBackWords(counts) }));
}

/** What taking back does, in sentences. */
export function takeBackSentences({
  open,
  openVariantImages = 0,
  arrived,
  stays,
  restored = 0,
  changedSince = 0,
  unknownBefore = 0,
}: TakeBackCounts): string[] {
  const openPhotos = open - openVariantImages;
  return [
    ...(openPhotos > 0 ? [text('batches.takeBackOpen', { count: openPhotos })] : []),
    ...(openVariantImages > 0
      ? [text('batches.takeBackOpenVariantImages', { count: openVariantImages })]
      : []),
    ...(arrived > 0 ? [text('batches.takeBackArrived', { count: arrived })] : []),
    ...(restored > 0 ? [text('batches.takeBackRestored', { count: restored })] : []),
    ...(stays > 0 ? [text('batches.takeBackStays', { count: stays })] : []),
    ...(changedSince > 0 ? [text('batches.takeBackChangedSince', { count: changedSince })] : []),
    ...(unknownBefore > 0 ? [text('batches.takeBackUnknownBefore', { count: unknownBefore })] : []),
  ];
}

export function takeBackWords(counts: TakeBackCounts): string {
  return takeBackSentences(counts).join(' ');
}
