import { useEffect, useState } from 'react';
import type { Reason } from '../../../shared/outcome.ts';
import type { DrawnRecipe } from '../../../shared/recipe-views.ts';
import type { PhotoRecipe, RecipeUse } from '../../../shared/recipe.ts';
import { outcomeOf } from '../../state/asking.ts';

/** Pause in changing before a photo is drawn again, milliseconds. */
const restMs = 150;

export interface DrawnState {
  /** The last drawing, also while the next is made. */
  drawn: DrawnRecipe | null;
  problem: Reason | null;
  isDrawing: boolean;
}

/** A photo as it is sent by a recipe, drawn again when either changes. */
export function useDrawnRecipe(
  batchId: number,
  itemId: number | null,
  use: RecipeUse,
  recipe: PhotoRecipe,
): DrawnState {
  const [state, setState] = useState<DrawnState>({
    drawn: null,
    problem: null,
    isDrawing: true,
  });
  // A file's name and copyright are not seen.
  const seen = JSON.stringify({ ...recipe, nameTemplate: '', copyright: '' });

  useEffect(() => {
    if (itemId === null) return undefined;
    let isOver = false;
    const draw = async (): Promise<void> => {
      setState((before) => ({ ...before, isDrawing: true }));
      const asked = { batchId, itemId, use, recipe: JSON.parse(seen) as PhotoRecipe };
      const outcome = await outcomeOf(window.packshot.recipes.draw(asked));
      if (isOver) return;
      setState((before) =>
        outcome.ok
          ? { drawn: outcome.value, problem: null, isDrawing: false }
          : { ...before, problem: outcome.reason, isDrawing: false },
      );
    };
    const timer = setTimeout(() => void draw(), restMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [batchId, itemId, use, seen]);

  useEffect(() => () => void window.packshot.recipes.endDrawing({}), []);
  return state;
}
