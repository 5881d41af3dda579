import { useEffect, useState } from 'react';
import { text } from '../../../shared/messages/text.ts';
import { plainRecipe, recipeKey, squareOnWhite } from '../../../shared/recipe-key.ts';
import type { RecipePhoto } from '../../../shared/recipe-views.ts';
import type { PhotoRecipe, RecipeUse, SavedRecipe } from '../../../shared/recipe.ts';
import { announce } from '../../state/actions.ts';
import { ask, did } from '../../state/asking.ts';

/** A recipe that can be begun with. Saved ones have the user's names. */
export interface Offer {
  readonly key: string;
  readonly name: string;
  readonly recipe: PhotoRecipe;
  readonly isSaved: boolean;
}

export interface RecipeChoice {
  readonly offers: readonly Offer[];
  /** Null for a recipe that has no name. */
  readonly offer: Offer | null;
  readonly recipe: PhotoRecipe;
  readonly isEdited: boolean;
  readonly photos: readonly RecipePhoto[];
  readonly isLoaded: boolean;
  change(recipe: PhotoRecipe): void;
  choose(key: string): void;
  save(name: string): Promise<boolean>;
  remove(): Promise<void>;
}

type Drafts = Partial<Record<RecipeUse, { offerKey: string | null; recipe: PhotoRecipe }>>;

/** What is chosen on the recipe screen, for the gallery and for variants' pictures each. */
export function useRecipeChoice(
  batchId: number,
  itemIds: readonly number[] | null,
  use: RecipeUse,
): RecipeChoice {
  const [saved, setSaved] = useState<readonly SavedRecipe[]>([]);
  const [photos, setPhotos] = useState<readonly RecipePhoto[] | null>(null);
  const [last, setLast] = useState<Record<RecipeUse, PhotoRecipe | null>>({ gallery: null, variants: null });
  const [drafts, setDrafts] = useState<Drafts>({});

  useEffect(() => {
    let isOver = false;
    const load = async (): Promise<void> => {
      const [list, found] = await Promise.all([
        ask(window.packshot.recipes.list({ batchId })),
        ask(window.packshot.recipes.photos({ batchId, itemIds: itemIds === null ? null : [...itemIds] })),
      ]);
      if (isOver || list === null || found === null) return;
      setSaved(list.saved);
      setLast({ gallery: list.gallery, variants: list.variants });
      setPhotos(found.photos);
    };
    void load();
    return () => {
      isOver = true;
    };
  }, [batchId, itemIds]);

  const offers = offersOf(saved);
  const first = photos?.[0];
  const own = (use === 'gallery' ? first?.recipe : first?.variantRecipe) ?? null;
  const begun = own ?? last[use] ?? squareOnWhite;
  const draft = drafts[use] ?? { offerKey: keyOf(offers, begun), recipe: begun };
  const offer = offers.find(({ key }) => key === draft.offerKey) ?? null;
  const put = (next: { offerKey: string | null; recipe: PhotoRecipe }): void =>
    setDrafts((before) => ({ ...before, [use]: next }));

  return {
    offers,
    offer,
    recipe: draft.recipe,
    isEdited: offer === null || recipeKey(offer.recipe) !== recipeKey(draft.recipe),
    photos: photos ?? [],
    isLoaded: photos !== null,
    change: (recipe) => put({ ...draft, recipe }),
    choose(key) {
      const chosen = offers.find((one) => one.key === key);
      if (chosen) put({ offerKey: key, recipe: chosen.recipe });
    },
    async save(name) {
      const { recipe } = draft;
      if (!(await did(window.packshot.recipes.save({ batchId, name, recipe })))) return false;
      setSaved((before) => [...before.filter((one) => one.name !== name), { name, recipe }]);
      put({ offerKey: savedKey(name), recipe });
      announce(text('recipe.isSaved', { name }));
      return true;
    },
    async remove() {
      if (offer === null || !(await did(window.packshot.recipes.remove({ batchId, name: offer.name }))))
        return;
      setSaved((before) => before.filter(({ name }) => name !== offer.name));
      put({ offerKey: null, recipe: draft.recipe });
      announce(text('recipe.isRemoved', { name: offer.name }));
    },
  };
}

function offersOf(saved: readonly SavedRecipe[]): Offer[] {
  const usual = { key: 'square', name: text('recipe.squareOnWhite'), recipe: squareOnWhite, isSaved: false };
  return [
    { key: 'none', name: text('recipe.none'), recipe: plainRecipe, isSaved: false },
    ...(saved.some(({ name }) => name === usual.name) ? [] : [usual]),
    ...saved
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .map(({ name, recipe }) => ({ key: savedKey(name), name, recipe, isSaved: true })),
  ];
}

function savedKey(name: string): string {
  return `saved/${name}`;
}

function keyOf(offers: readonly Offer[], recipe: PhotoRecipe): string | null {
  const same = offers.filter((one) => recipeKey(one.recipe) === recipeKey(recipe));
  return (same.find(({ isSaved }) => isSaved) ?? same[0])?.key ?? null;
}
