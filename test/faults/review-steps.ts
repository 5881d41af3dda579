import type { App } from '../../electron/app.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

/**
 * Drops a folder whose photos are matched by name, and queues what is ready. Continues the review of an
 * earlier process if there is one, as a person would. Throws if that is impossible.
 */
export async function review(app: App, storeId: string, path: string): Promise<void> {
  const problem = await app.stores.catalogRefreshed(storeId);
  if (problem) throw new Error(sentenceOf(problem));
  const [known] = app.batches.shown().filter(({ productId }) => productId === null);
  const batchId = known?.id ?? drop(app, storeId, path);
  for (;;) {
    const { phase } = app.batches.view(batchId) ?? {};
    if (phase === 'queued') return;
    if (phase === 'review') {
      const queued = app.reviews.queue(batchId);
      if (!queued.ok) throw new Error(sentenceOf(queued.reason));
      await app.reviews.prepared(batchId);
      if (queued.value.queued === 0) return;
    }
    await new Promise((wake) => setTimeout(wake, 5));
  }
}

function drop(app: App, storeId: string, path: string): number {
  const added = app.addFiles({ storeId, productId: null, source: 'drop' }, [path]);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  return added.value.batchId;
}
