import type { App } from '../../electron/app.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';

interface Reviewed {
  path: string;
  recipes: readonly PhotoRecipe[];
}

/**
 * Drops a folder or ZIP file whose photos are matched by name, applies recipes, and queues what is ready. Continues the
 * review of an earlier process if there is one, as a person would. Throws if that is impossible.
 */
export async function review(app: App, storeId: string, { path, recipes }: Reviewed): Promise<void> {
  const problem = await app.stores.catalogRefreshed(storeId);
  if (problem) throw new Error(sentenceOf(problem));
  const [known] = app.batches.shown().filter(({ productId }) => productId === null);
  const batchId = known?.id ?? drop(app, storeId, path);
  for (;;) {
    const { phase } = app.batches.view(batchId) ?? {};
    if (phase === 'queued') return;
    if (phase === 'review') {
      await applyAll(app, batchId, recipes);
      const queued = app.reviews.queue(batchId);
      if (!queued.ok) throw new Error(sentenceOf(queued.reason));
      await app.reviews.prepared(batchId);
      if (queued.value.queued === 0) return;
    }
    await new Promise((wake) => setTimeout(wake, 5));
  }
}

async function applyAll(app: App, batchId: number, recipes: readonly PhotoRecipe[]): Promise<void> {
  for (const [at, recipe] of recipes.entries()) {
    if (at > 0) await new Promise((wake) => setTimeout(wake, 5));
    const applied = app.recipes.apply(batchId, null, 'gallery', recipe);
    if (!applied.ok) throw new Error(sentenceOf(applied.reason));
  }
}

function drop(app: App, storeId: string, path: string): number {
  const added = app.addFiles({ storeId, productId: null, source: 'drop' }, [path]);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  return added.value.batchId;
}
