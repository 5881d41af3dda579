import { creates } from './entry.ts';
import { findArrived } from './find-arrived.ts';
import type { Lane } from './lane.ts';
import { freeBytes } from './send.ts';

/**
 * Finds out what became of a product's new images that had no answer: lists its images once and looks for each entry's own.
 * What is found is adopted; only what is not may be sent again.
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
  catalog.saveImages(storeId, productId, answer.value);
  const taken = new Set<number>();
  for (const entry of entries.getAll(asked)) {
    if (!creates(entry)) continue;
    const imageId = findArrived(entry, answer.value, taken);
    if (imageId !== null) taken.add(imageId);
    const after = effects.do('record-look', () =>
      lane.apply(entry.id, imageId === null ? { is: 'missing' } : { is: 'found', imageId }, () =>
        settles.wantAnotherLook(storeId, productId),
      ),
    );
    if (after?.progress.is === 'done') freeBytes(lane, after);
  }
  lane.ports.onGallery(productId);
}
