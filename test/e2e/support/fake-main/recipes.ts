import { ok } from '../../../../shared/outcome.ts';
import type { PackshotApi } from '../../../../shared/packshot-api.ts';
import type { DrawnRecipe } from '../../../../shared/recipe-views.ts';
import type { SavedRecipe } from '../../../../shared/recipe.ts';
import type { ReviewItem } from '../../../../shared/review.ts';

/** Recipes of a store, and photos that look the same before and after: enough to view and use the screen. */
export function fakeRecipes(photos: () => readonly ReviewItem[]): PackshotApi['recipes'] {
  let saved: SavedRecipe[] = [];
  const usable = (ids: readonly number[] | null): ReviewItem[] =>
    photos().filter(
      ({ id, unusable, reading }) => unusable === null && !reading && (ids?.includes(id) ?? true),
    );
  return {
    list: () => Promise.resolve(ok({ saved, gallery: null, variants: null })),
    save: ({ name, recipe }) => {
      saved = [...saved.filter((one) => one.name !== name), { name, recipe }];
      return Promise.resolve(ok(null));
    },
    remove: ({ name }) => {
      saved = saved.filter((one) => one.name !== name);
      return Promise.resolve(ok(null));
    },
    setStandard: () => Promise.resolve(ok(null)),
    photos: ({ itemIds }) => {
      const found = usable(itemIds);
      const listed = found.map(({ id, fileName, preview, preparing }) => ({
        id,
        fileName,
        preview,
        asIs: preparing?.sendAs === 'as-is',
        recipe: null,
        variantRecipe: null,
      }));
      const asIs = listed.filter((one) => one.asIs).length;
      return Promise.resolve(ok({ total: listed.length, asIs, photos: listed.slice(0, 200) }));
    },
    examples: () =>
      Promise.resolve(
        ok({
          problem: null,
          examples: [
            {
              stem: 'meridian-stoneware-mug-rose-front',
              mark: '3d5pk6va',
              extension: 'jpg',
              isTooLong: false,
            },
            { stem: 'ember-canvas-trainer-mint-pair', mark: 'c4t6w7hz', extension: 'jpg', isTooLong: false },
          ],
        }),
      ),
    draw: ({ itemId }) => {
      const photo = photos().find(({ id }) => id === itemId);
      const before: DrawnRecipe['before'] = {
        type: photo?.size?.type ?? 'JPEG',
        width: photo?.size?.width ?? 2000,
        height: photo?.size?.height ?? 2500,
        bytes: photo?.size?.bytes ?? 1_900_000,
        preview: photo?.preview ?? '/preview/none',
        profile: 'Display P3',
      };
      const after = { ...before, type: 'JPEG', width: 1600, height: 1600, bytes: 236_000, profile: '' };
      return Promise.resolve(ok({ before, after, sentence: 'Packshot will pad it to a square.' }));
    },
    endDrawing: () => Promise.resolve(ok(null)),
    apply: ({ itemIds }) => Promise.resolve(ok({ count: usable(itemIds).length, asIs: 0 })),
  };
}
