import type { App } from '../app.ts';
import { text } from '../../shared/messages/text.ts';
import { ok, type Outcome } from '../../shared/outcome.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import type { Reporter } from './reporter.ts';

/**
 * The recipe that a command's photos are prepared by, which is reported; null for none. `name`: null for none,
 * undefined for the store's standard one.
 */
export function chosenRecipe(
  app: App,
  storeId: string,
  name: string | null | undefined,
  reporter: Reporter,
): Outcome<PhotoRecipe | null> {
  const wanted = name === undefined ? app.recipes.summary(storeId).standard : name;
  if (wanted === null) return ok(null);
  const found = app.recipes.named(storeId, wanted);
  if (!found.ok) return found;
  const { name: recipe } = found.value;
  reporter.event({ event: 'recipe', recipe }, text('recipe.preparedWith', { name: recipe }));
  return ok(found.value.recipe);
}
