import { previewPath } from '../catalog/picture-paths.ts';
import { fileStem } from '../../shared/file-stem.ts';
import { typeFacts, type AcceptedType } from '../../shared/limits.ts';
import { text } from '../../shared/messages/text.ts';
import { checkNameTemplate, isNameTooLong } from '../../shared/name-template.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { recipeKey } from '../../shared/recipe-key.ts';
import type { PhotoRecipe, RecipeUse, SavedRecipe } from '../../shared/recipe.ts';
import type { DrawnRecipe, RecipeExample, RecipePhoto } from '../../shared/recipe-views.ts';
import { fitsVariant, type PreparePlan } from '../pictures/prepare/plan.ts';
import { sentenceOf } from '../pictures/prepare/prepare-messages.ts';
import type { PictureFacts } from '../pictures/picture-facts.ts';
import type { Preparer } from '../intake/preparer.ts';
import type { StagedFiles } from '../staging/staged-files.ts';
import { nameBy, nameFieldsOf, type ArrangedProduct } from './arrangement.ts';
import { isReading, type Item } from './item.ts';
import { isOnlyLabel } from './label-sets.ts';
import { markFor } from './photo-mark.ts';
import type { RecipeBook } from './recipe-book.ts';
import type { ReviewBatch } from './review-batch.ts';
import { notDrawnYet, unknownBatch, unknownItem, unknownRecipe } from './review-messages.ts';
import { previewOf, typeName } from './rows.ts';

/** Photos whose small pictures are shown beside a recipe. */
const maxShown = 200;
/** Drawn copies that are kept: the one shown, and the next while the page still shows the one before. */
const maxDrawn = 2;

interface OpenBatch {
  storeId: string;
  batch: ReviewBatch;
}

interface RecipesPorts {
  book: RecipeBook;
  preparer: Preparer;
  bytes: Pick<StagedFiles, 'releaseAndDelete'>;
  opened: (batchId: number) => OpenBatch | undefined;
  /** Their recipe changed. */
  prepareAgain: (batchId: number, itemIds: readonly number[]) => void;
  savedChanged: () => void;
}

/** Recipes of a store, and how they are tried and given to photos under review. */
export class ReviewRecipes {
  readonly #ports: RecipesPorts;
  #drawn: string[] = [];
  #drawing: AbortController | null = null;

  constructor(ports: RecipesPorts) {
    this.#ports = ports;
  }

  /** The store's own recipes, and those that photos were given last. */
  list(
    batchId: number,
  ): Outcome<{ saved: SavedRecipe[]; gallery: PhotoRecipe | null; variants: PhotoRecipe | null }> {
    const { book } = this.#ports;
    return this.#with(batchId, ({ storeId }) => ({
      saved: book.saved(storeId),
      gallery: book.lastUsed(storeId, 'gallery'),
      variants: book.lastUsed(storeId, 'variants'),
    }));
  }

  save(batchId: number, saved: SavedRecipe): Outcome<null> {
    const checked = checkNameTemplate(saved.recipe.nameTemplate);
    if (!checked.ok) return checked;
    return this.#with(batchId, ({ storeId }) => {
      this.#ports.book.save(storeId, saved);
      this.#ports.savedChanged();
      return null;
    });
  }

  remove(batchId: number, name: string): Outcome<null> {
    return this.#with(batchId, ({ storeId }) => {
      this.#ports.book.remove(storeId, name);
      this.#ports.savedChanged();
      return null;
    });
  }

  /** Sets the recipe that every later upload of a store is prepared by; null: none. */
  setStandard(storeId: string, name: string | null): Outcome<null> {
    const { book, savedChanged } = this.#ports;
    if (name !== null) {
      const found = this.named(storeId, name);
      if (!found.ok) return found;
    }
    book.setStandard(storeId, name);
    savedChanged();
    return ok(null);
  }

  /** A saved recipe by its name, whatever the case of its letters. */
  named(storeId: string, name: string): Outcome<SavedRecipe> {
    const saved = this.#ports.book.saved(storeId);
    const isSame = (one: SavedRecipe): boolean => one.name.toLowerCase() === name.trim().toLowerCase();
    const found = saved.find((one) => one.name === name) ?? saved.find(isSame);
    return found === undefined ? no(unknownRecipe(name, saved)) : ok(found);
  }

  /** Names of a store's saved recipes, and of the standard one. */
  summary(storeId: string): { saved: string[]; standard: string | null } {
    const { book } = this.#ports;
    return {
      saved: book.saved(storeId).map(({ name }) => name),
      standard: book.standard(storeId)?.name ?? null,
    };
  }

  /** Photos that can have a recipe, in the order of the drop. `ids`: null for all of the batch but labels. */
  photos(
    batchId: number,
    ids: readonly number[] | null,
  ): Outcome<{ total: number; asIs: number; photos: RecipePhoto[] }> {
    return this.#with(batchId, ({ batch }) => {
      const items = photosOf(batch, ids);
      return {
        total: items.length,
        asIs: items.filter(({ sendAs }) => sendAs === 'as-is').length,
        photos: items.slice(0, maxShown).map((item) => ({
          id: item.id,
          fileName: item.fileName,
          preview: previewOf(item),
          asIs: item.sendAs === 'as-is',
          recipe: item.recipe,
          variantRecipe: item.variantRecipe,
        })),
      };
    });
  }

  /** Names by a recipe's template: of one photo, and of the one with the longest name of a product. */
  examples(
    batchId: number,
    itemId: number,
    recipe: PhotoRecipe,
  ): Outcome<{ problem: Reason | null; examples: RecipeExample[] }> {
    return this.#with(batchId, ({ batch }) => {
      const checked = checkNameTemplate(recipe.nameTemplate);
      if (!checked.ok) return { problem: checked.reason, examples: [] };
      const products = batch.arrangement().ready;
      const longest = products.toSorted((a, b) => b.facts.name.length - a.facts.name.length)[0];
      const shown = products.find(({ items }) => items.some(({ item }) => item.id === itemId));
      const own = shown && this.#example(shown, itemId, recipe);
      const other = longest && this.#example(longest, longest.items[0]?.item.id ?? 0, recipe);
      const alone = shown ? null : this.#exampleWithoutProduct(batch.item(itemId), recipe);
      const examples = [own ?? alone, longest === shown ? null : other].flatMap((one) => one ?? []);
      return { problem: null, examples };
    });
  }

  /** Draws a photo by a recipe, as it would be sent. Cancels a drawing that is still under way. */
  async draw(
    batchId: number,
    itemId: number,
    use: RecipeUse,
    recipe: PhotoRecipe,
  ): Promise<Outcome<DrawnRecipe>> {
    const { opened, preparer } = this.#ports;
    const item = opened(batchId)?.batch.item(itemId);
    if (item?.facts == null || item.sha256 === null)
      return no(item === undefined ? unknownItem : notDrawnYet);
    const { facts, sha256 } = item;
    const plan = this.#plan(facts, use, recipe);
    if (!plan.ok) return plan;
    this.#drawing?.abort();
    const before = viewOf(sha256, facts, facts.profile ?? '');
    const sentence = sentenceOf(facts, plan.value);
    if (plan.value.type === 'as-is') return ok({ before, after: before, sentence });
    const drawing = new AbortController();
    this.#drawing = drawing;
    const made = await preparer.make(sha256, facts, plan.value, drawing.signal, true);
    if (!made.ok) return made;
    if (this.#drawing !== drawing) {
      this.#ports.bytes.releaseAndDelete(made.value.sha256);
      return no(notDrawnYet);
    }
    this.#keep(made.value.sha256);
    return ok({ before, after: viewOf(made.value.sha256, made.value, ''), sentence });
  }

  /** Deletes what was drawn to be looked at. */
  endDrawing(): void {
    this.#drawing?.abort();
    this.#drawing = null;
    for (const sha256 of this.#drawn.splice(0)) this.#ports.bytes.releaseAndDelete(sha256);
  }

  /** Gives photos a recipe; one that changes nothing takes it from them. Answers how many will follow it. */
  apply(
    batchId: number,
    ids: readonly number[] | null,
    use: RecipeUse,
    recipe: PhotoRecipe,
  ): Outcome<{ count: number; asIs: number }> {
    const { book, opened, prepareAgain } = this.#ports;
    const checked = checkNameTemplate(recipe.nameTemplate);
    if (!checked.ok) return checked;
    const review = opened(batchId);
    if (review === undefined) return no(unknownBatch);
    const { batch, storeId } = review;
    const items = photosOf(batch, ids);
    const given = items.map(({ id }) => id);
    const isPlain = recipeKey(recipe) === '';
    if (!isPlain) book.recordUse(storeId, use, recipe);
    const words = text('recipe.edit', { count: items.length, isPlain: isPlain ? 'yes' : 'no' });
    batch.decide(words, () => batch.setRecipe(given, use, isPlain ? null : recipe));
    batch.factsMayHaveChanged();
    prepareAgain(batchId, given);
    const asIs = items.filter(({ sendAs }) => sendAs === 'as-is').length;
    return ok({ count: items.length - asIs, asIs });
  }

  #plan(facts: PictureFacts, use: RecipeUse, recipe: PhotoRecipe): Outcome<PreparePlan> {
    const { preparer } = this.#ports;
    const plan = preparer.plan(facts, 'prepared', recipe);
    if (use === 'gallery' || !plan.ok) return plan;
    const isSentAsIs = plan.value.type === 'as-is' && fitsVariant(facts);
    return isSentAsIs ? plan : ok(preparer.planForVariant(facts, recipe));
  }

  #keep(sha256: string): void {
    this.#drawn.push(sha256);
    for (const old of this.#drawn.splice(0, this.#drawn.length - maxDrawn)) {
      this.#ports.bytes.releaseAndDelete(old);
    }
  }

  #example({ facts, items }: ArrangedProduct, itemId: number, recipe: PhotoRecipe): RecipeExample | null {
    const at = items.findIndex(({ item }) => item.id === itemId);
    const item = items[at]?.item;
    if (item === undefined) return null;
    const number = items.slice(0, at + 1).filter(({ included }) => included).length;
    const fields = nameFieldsOf(item, facts, number);
    return {
      ...this.#named(item, recipe, nameBy(recipe, item, facts, number)),
      isTooLong: recipe.nameTemplate !== '' && isNameTooLong(recipe.nameTemplate, fields),
    };
  }

  #exampleWithoutProduct(item: Item | undefined, recipe: PhotoRecipe): RecipeExample | null {
    return item === undefined ? null : { ...this.#named(item, recipe, null), isTooLong: false };
  }

  #named(
    { facts, sha256, fileName }: Item,
    recipe: PhotoRecipe,
    name: string | null,
  ): Omit<RecipeExample, 'isTooLong'> {
    const plan = facts === null ? null : this.#ports.preparer.plan(facts, 'prepared', recipe);
    const type =
      plan?.ok === true && plan.value.type === 'prepare' && plan.value.recipe.type === 'drawing'
        ? plan.value.recipe.to
        : ((facts?.type ?? 'jpeg') as AcceptedType);
    return {
      stem: name ?? fileStem(fileName),
      mark: sha256 === null ? '' : markFor(sha256, recipe),
      extension: typeFacts[type].extension,
    };
  }

  #with<T>(batchId: number, work: (review: OpenBatch) => T): Outcome<T> {
    const review = this.#ports.opened(batchId);
    return review === undefined ? no(unknownBatch) : ok(work(review));
  }
}

/** Photos that were read and can be sent. */
function photosOf(batch: ReviewBatch, ids: readonly number[] | null): Item[] {
  const items =
    ids === null
      ? batch.items().filter((item) => !isOnlyLabel(item))
      : ids.flatMap((id) => batch.item(id) ?? []);
  return items.filter((item) => item.unusable === null && !isReading(item) && !item.accepted);
}

function viewOf(
  sha256: string,
  { type, width, height, bytes }: Pick<PictureFacts, 'type' | 'width' | 'height' | 'bytes'>,
  profile: string,
): DrawnRecipe['before'] {
  return { type: typeName(type), width, height, bytes, preview: previewPath(sha256), profile };
}
