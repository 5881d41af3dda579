import { markIn } from '../../shared/mark.ts';
import type { Lane } from './lane.ts';
import { freeBytes } from './send.ts';

/**
 * Finds out what became of a product's uploads that had no answer: lists its images once and looks for each entry's
 * mark. An image with the mark is adopted; only without one may the photo be sent again.
 */
export async function look(lane: Lane, productId: number): Promise<void> {
  const { api, catalog, clock, effects, entries, random, settles, storeId } = lane.ports;
  const asked = entries
    .ofProduct(storeId, productId)
    .filter((entry) => entry.progress.is === 'verifying')
    .map((entry) => entry.id);
  const answer = await effects.do('look', () => api.list(productId, { lane: 'batch', signal: lane.signal }));
  if (lane.isClosed) return;
  if (!answer.ok) {
    lane.heed(answer.reason);
    for (const id of asked) {
      lane.apply(id, { is: 'look-failed', failure: answer.reason, now: clock.now(), random: random() });
    }
    return;
  }
  const byMark = new Map<string, number>();
  for (const image of answer.value.toSorted((a, b) => b.id - a.id)) {
    const mark = markIn(image.imageFile);
    if (mark !== null) byMark.set(mark, image.id);
  }
  catalog.saveImages(storeId, productId, answer.value);
  for (const entry of entries.getAll(asked)) {
    const imageId = byMark.get(entry.photo.mark);
    const after = effects.do('record-look', () =>
      lane.apply(entry.id, imageId === undefined ? { is: 'missing' } : { is: 'found', imageId }, () =>
        settles.wantAnotherLook(storeId, productId),
      ),
    );
    if (after?.progress.is === 'done') freeBytes(lane, after);
  }
  lane.ports.onGallery(productId);
}
