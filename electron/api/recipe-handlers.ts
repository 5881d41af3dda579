import type { Handlers } from '../../shared/contract.ts';
import { ok } from '../../shared/outcome.ts';
import type { ReviewRecipes } from '../review/review-recipes.ts';
import type { RecipeVerb } from './handlers.ts';

export function createRecipeHandlers({ recipes }: { recipes: ReviewRecipes }): Handlers<RecipeVerb> {
  return {
    'recipes.list': ({ batchId }) => recipes.list(batchId),
    'recipes.save': ({ batchId, name, recipe }) => recipes.save(batchId, { name, recipe }),
    'recipes.remove': ({ batchId, name }) => recipes.remove(batchId, name),
    'recipes.setStandard': ({ storeId, name }) => recipes.setStandard(storeId, name),
    'recipes.photos': ({ batchId, itemIds }) => recipes.photos(batchId, itemIds),
    'recipes.examples': ({ batchId, itemId, recipe }) => recipes.examples(batchId, itemId, recipe),
    'recipes.draw': ({ batchId, itemId, use, recipe }) => recipes.draw(batchId, itemId, use, recipe),
    'recipes.endDrawing': () => {
      recipes.endDrawing();
      return ok(null);
    },
    'recipes.apply': ({ batchId, itemIds, use, recipe }) => recipes.apply(batchId, itemIds, use, recipe),
  };
}
