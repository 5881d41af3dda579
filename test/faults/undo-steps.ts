import type { App } from '../../electron/app.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

/**
 * Drops a folder on a product and undoes it once some of its photos have arrived. Goes on with the drop of an earlier
 * process if there is one, as a person would who sees that it was not undone.
 */
export async function dropAndUndo(
  app: App,
  target: { storeId: string; productId: number },
  { path, after }: { path: string; after: number },
): Promise<void> {
  const [known] = app.batches.shown();
  const batchId = known?.id ?? drop(app, target, path);
  for (;;) {
    const batch = app.batches.view(batchId);
    if (batch === null || batch.phase === 'cancelled') return;
    // Undone while its review was still being queued.
    if (batch.takenBack + batch.cancelled > 0) return;
    if (batch.problem !== null) throw new Error(sentenceOf(batch.problem));
    // A large drop is looked over first.
    const ready = batch.review?.ready ?? 0;
    if (batch.phase === 'review' && batch.review?.queueing === 0) {
      if (ready + batch.open + batch.arrived === 0) throw new Error('the review has nothing ready');
      app.reviews.queue(batchId);
    }
    const isWhole = ready === 0 && batch.open === 0 && ['queued', 'review'].includes(batch.phase);
    if (batch.arrived >= after || isWhole) break;
    await new Promise((wake) => setTimeout(wake, 2));
  }
  app.batches.takeBack(batchId);
}

function drop(app: App, target: { storeId: string; productId: number }, path: string): number {
  const added = app.addFiles({ ...target, source: 'drop' }, [path]);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  return added.value.batchId;
}
