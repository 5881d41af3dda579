import { ok } from '../../shared/outcome.ts';
import type { Answer, CallOptions } from '../bigcommerce/image-api.ts';
import type { ClearEntry } from './entry.ts';
import type { Lane, StoreApi } from './lane.ts';

/**
 * Removes every image that a product had when it was asked for. Repeating it does no harm, so a lost answer only means doing it
 * again; what was queued after it and has arrived since, as when it failed and is retried later, is spared.
 */
export async function clear(lane: Lane, entry: ClearEntry): Promise<void> {
  const { api, catalog, effects, entries, storeId } = lane.ports;
  const options = { lane: 'batch', signal: lane.signal } as const;
  const taken = effects.do('record-attempt', () => lane.apply(entry.id, { is: 'taken' }));
  if (taken?.progress.is !== 'sending') return;
  const since = entries
    .ofProduct(storeId, entry.productId, true)
    .flatMap(({ id, progress }) => (id > entry.id && progress.is === 'done' ? [progress.imageId] : []));
  const answer = await effects.do('send', () =>
    since.length === 0
      ? api.removeAll(entry.productId, options)
      : removeAllBut(api, entry.productId, new Set(since), options),
  );
  if (lane.isClosed) return;
  if (!answer.ok) {
    lane.heed(answer.reason);
    effects.do('record-outcome', () => lane.failSend(entry.id, answer.reason));
    return;
  }
  effects.do('record-outcome', () =>
    lane.apply(entry.id, { is: 'arrived', imageId: null }, () => {
      const left = catalog.images(storeId, entry.productId).filter(({ id }) => since.includes(id));
      catalog.saveImages(storeId, entry.productId, left);
    }),
  );
}

async function removeAllBut(
  api: StoreApi,
  productId: number,
  spared: ReadonlySet<number | null>,
  options: CallOptions,
): Answer<null> {
  const listed = await api.list(productId, { ...options, fields: ['sortOrder'] });
  if (!listed.ok) return listed;
  for (const { id } of listed.value) {
    if (spared.has(id)) continue;
    const removed = await api.remove(productId, id, options);
    if (!removed.ok) return removed;
  }
  return ok(null);
}
