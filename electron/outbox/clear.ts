import type { ClearEntry } from './entry.ts';
import type { Lane } from './lane.ts';

/** Removes every image of a product. Repeating it does no harm, so a lost answer only means doing it again. */
export async function clear(lane: Lane, entry: ClearEntry): Promise<void> {
  const { api, catalog, effects, storeId } = lane.ports;
  const taken = effects.do('record-attempt', () => lane.apply(entry.id, { is: 'taken' }));
  if (taken?.progress.is !== 'sending') return;
  const answer = await effects.do('send', () =>
    api.removeAll(entry.productId, { lane: 'batch', signal: lane.signal }),
  );
  if (lane.isClosed) return;
  if (!answer.ok) {
    lane.heed(answer.reason);
    effects.do('record-outcome', () => lane.failSend(entry.id, answer.reason));
    return;
  }
  effects.do('record-outcome', () =>
    lane.apply(entry.id, { is: 'arrived', imageId: null }, () =>
      catalog.saveImages(storeId, entry.productId, []),
    ),
  );
}
