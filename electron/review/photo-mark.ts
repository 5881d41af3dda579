import { createHash } from 'node:crypto';
import { markOf } from '../../shared/mark.ts';
import { recipeKey } from '../../shared/recipe-key.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';

/**
 * A photo's mark: of its original's fingerprint, and of the recipe that it is sent by. The same photo under another
 * recipe is another image, on every computer.
 */
export function markFor(sha256: string, recipe: PhotoRecipe | null): string {
  const key = recipe === null ? '' : recipeKey(recipe);
  return markOf(key === '' ? sha256 : fingerprintOf(`${sha256} ${key}`));
}

/** The mark of a wanted duplicate; with the photo's own, the two would be taken for one upload that arrived twice. */
export function markOfDuplicate(sha256: string, recipe: PhotoRecipe | null, itemId: number): string {
  const key = recipe === null ? '' : recipeKey(recipe);
  return markOf(fingerprintOf(key === '' ? `${sha256} ${itemId}` : `${sha256} ${itemId} ${key}`));
}

function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
