import { plainRecipe, squareOnWhite } from '../../../shared/recipe-key.ts';
import type { Fill, PhotoRecipe, Ratio, Shape, Target } from '../../../shared/recipe.ts';

/** Pure changes of a recipe that is being edited. */

export const shapes = ['as-shot', 'square', '4:5', 'own'] as const;
export type ShapeName = (typeof shapes)[number];

const ratios: Readonly<Record<string, Ratio>> = {
  square: { width: 1, height: 1 },
  '4:5': { width: 4, height: 5 },
};
const usualOwnRatio: Ratio = { width: 3, height: 2 };
const usualPadding = squareOnWhite.shape.type === 'padding' ? squareOnWhite.shape.padding : 0;
const usualTargets: Readonly<Record<Target['type'], Target>> = {
  usual: { type: 'usual' },
  quality: { type: 'quality', quality: 85 },
  bytes: { type: 'bytes', bytes: 240_000 },
};

/** `isOwn`: the user wants to write the ratio, whichever it is. */
export function shapeName({ shape }: PhotoRecipe, isOwn: boolean): ShapeName {
  if (shape.type === 'as-shot') return 'as-shot';
  const { width, height } = shape.ratio;
  const named = Object.entries(ratios).find(([, ratio]) => ratio.width === width && ratio.height === height);
  return isOwn || named === undefined ? 'own' : (named[0] as ShapeName);
}

export function withShape(recipe: PhotoRecipe, name: ShapeName): PhotoRecipe {
  if (name === 'as-shot') return { ...recipe, shape: { type: 'as-shot' } };
  const before = recipe.shape.type === 'as-shot' ? null : recipe.shape.ratio;
  return withRatio(recipe, ratios[name] ?? before ?? usualOwnRatio);
}

export function withRatio(recipe: PhotoRecipe, ratio: Ratio): PhotoRecipe {
  const { shape } = recipe;
  return { ...recipe, shape: shape.type === 'as-shot' ? paddedBy(ratio) : { ...shape, ratio } };
}

/** A shape that is as shot has none of both. */
export function withMethod(recipe: PhotoRecipe, method: 'padding' | 'crop'): PhotoRecipe {
  const { shape } = recipe;
  if (shape.type === 'as-shot' || shape.type === method) return recipe;
  const { ratio } = shape;
  return { ...recipe, shape: method === 'crop' ? { type: 'crop', ratio } : paddedBy(ratio) };
}

export function withPadding(recipe: PhotoRecipe, part: { padding?: number; fill?: Fill }): PhotoRecipe {
  const { shape } = recipe;
  return shape.type === 'padding' ? { ...recipe, shape: { ...shape, ...part } } : recipe;
}

export function withTarget(recipe: PhotoRecipe, type: Target['type']): PhotoRecipe {
  return recipe.target.type === type ? recipe : { ...recipe, target: usualTargets[type] };
}

/** A PNG loses nothing, so it has no quality. */
export function withFormat(recipe: PhotoRecipe, format: PhotoRecipe['format']): PhotoRecipe {
  return { ...recipe, format, target: format === 'png' ? plainRecipe.target : recipe.target };
}

function paddedBy(ratio: Ratio): Shape {
  return { type: 'padding', ratio, fill: { type: 'white' }, padding: usualPadding };
}
