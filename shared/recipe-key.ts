import { limits } from './limits.ts';
import type { PhotoRecipe } from './recipe.ts';

/** What the window needs of recipes besides their types: it loads no schemas. */

export const recipeLimits = {
  edge: { min: 320, max: 20_000 },
  /** Percent of the picture's width and height on each side. */
  padding: { min: 0, max: 30 },
  ratioPart: { min: 1, max: 100 },
  quality: { min: 40, max: 100 },
  bytes: { min: 20_000, max: limits.imageBytes },
  copyright: 500,
  name: 60,
  nameTemplate: 200,
} as const;

/** Of a JPEG or WebP that should reach a size: below this, blocks begin to be seen. */
export const lowestQuality = 60;

/** Changes nothing. */
export const plainRecipe: PhotoRecipe = {
  shape: { type: 'as-shot' },
  trim: false,
  longestEdge: null,
  sharpen: 'off',
  format: 'as-is',
  target: { type: 'usual' },
  copyright: '',
  nameTemplate: '',
};

/** What a store without recipes is offered. */
export const squareOnWhite: PhotoRecipe = {
  ...plainRecipe,
  shape: { type: 'padding', ratio: { width: 1, height: 1 }, fill: { type: 'white' }, padding: 8 },
  trim: true,
  longestEdge: 1600,
  sharpen: 'screen',
  format: 'jpeg',
  nameTemplate: '{product}-{option}-{view}',
};

/**
 * The same text for the same recipe, on every computer and in every version: only what differs from `plainRecipe`, with
 * the names in alphabetical order. A later field must not change it while it has its default. '' for a recipe that
 * changes nothing.
 */
export function recipeKey(recipe: PhotoRecipe): string {
  const fields = Object.entries(recipe).filter(
    ([name, value]) => inOrder(value) !== inOrder(plainRecipe[name as keyof PhotoRecipe]),
  );
  return fields.length === 0 ? '' : inOrder(Object.fromEntries(fields));
}

function inOrder(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, part]) => `${JSON.stringify(name)}:${inOrder(part)}`).join(',')}}`;
}
