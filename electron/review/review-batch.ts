import type {
  Destination,
  ItemChange,
  Placement,
  ReviewItem,
  ReviewOutline,
  ReviewRow,
  ReviewSection,
  ReviewSummary,
  ReviewView,
  VariantPictures,
} from '../../shared/review.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { PhotoRecipe, RecipeUse } from '../../shared/recipe.ts';
import { inOrder, type ArrangedProduct, type Arrangement, type ProductFacts } from './arrangement.ts';
import { Arranging } from './arranging.ts';
import { droppedSummary } from './dropped.ts';
import { decisionStep, type DecidedItem } from './undo-decision.ts';
import type { TransactionOptions } from '../storage/database.ts';
import { createTimeSlicer } from '../util/time-slicer.ts';
import { UndoStack } from '../util/undo-stack.ts';
import { Groups } from './sets/groups.ts';
import { itemsOf, labelsOf, photoSets, type NextProduct, type PhotoSet } from './sets/photo-sets.ts';
import {
  copyFor,
  isReading,
  isSetAside,
  undecided,
  variantIdsOf,
  type Item,
  type ReviewOptions,
} from './item.ts';
import type { ItemMatch, ItemTarget } from '../matching/match.ts';
import type { ItemsTable } from './items-table.ts';
import {
  isSuggested,
  outlineOf,
  rowsOf,
  rowView,
  summaryOf,
  wholeList,
  type MeasuredView,
  type PreparingView,
  type RowSource,
  type ThumbnailOf,
} from './rows.ts';

interface ReviewBatchPorts {
  table: ItemsTable;
  factsOf: (productIds: readonly number[]) => (productId: number) => ProductFacts;
  preparing: PreparingView;
  nextProduct: NextProduct;
  measured: MeasuredView;
  thumbnailOf: ThumbnailOf;
  changed: () => void;
}

/** Until a batch is read whole, each start reads its files again and finds the same. */
const foundAgain: TransactionOptions = { isDurable: false };

/** Products whose facts are read at once: by a few queries for all of them. */
const productsAtOnce = 200;

/** A file that was found and matched, but not read yet. */
type FoundItem = Pick<Item, 'ordinal' | 'fileName' | 'folder' | 'root' | 'path'> & {
  match: ItemMatch;
  target: ItemTarget | null;
};

/** One batch under review, in memory and on disk. It is arranged on demand. */
export class ReviewBatch {
  readonly batchId: number;
  /** The user's decisions, to undo and redo. */
  readonly history = new UndoStack();
  readonly #ports: ReviewBatchPorts;
  readonly #items: Map<number, Item>;
  #options: ReviewOptions;
  readonly #arranging: Arranging;
  /** Ids of the items that show one photo, by its original's id; only of photos that have copies. */
  readonly #shared = new Map<number, Set<number>>();
  /** The rows of each view that was asked for since they changed, by its JSON. */
  readonly #rows = new Map<string, RowSource[]>();
  /** Null when they must be formed again. */
  #sets: readonly PhotoSet[] | null = null;
  readonly #groups = new Groups(() => this.touch());
  /** How many photos have a label or were looked at for likeness. */
  #clues = 0;
  #reading = 0;
  #version = 0;

  constructor(ports: ReviewBatchPorts, batchId: number, options: ReviewOptions) {
    this.#ports = ports;
    this.batchId = batchId;
    this.#options = options;
    this.#items = new Map();
    this.#arranging = new Arranging(ports.factsOf);
    for (const item of ports.table.ofBatch(batchId)) this.#keep(item);
  }

  get options(): ReviewOptions {
    return this.#options;
  }

  /** Increases when a row may have changed. */
  get version(): number {
    return this.#version;
  }

  items(): Item[] {
    return [...this.#items.values()];
  }

  /** Whether photos were accepted that are not in the outbox yet. */
  get isQueueing(): boolean {
    for (const { accepted } of this.#items.values()) if (accepted) return true;
    return false;
  }

  item(id: number): Item | undefined {
    return this.#items.get(id);
  }

  /** All items of the photo that this one shows, this one among them. */
  sharing(item: Pick<Item, 'id' | 'copyOf'>): Item[] {
    const ids = new Set(this.#shared.get(originalOf(item))).add(originalOf(item)).add(item.id);
    return this.#of([...ids]);
  }

  /** Files of it are being looked for or read, also where none is found yet: it is not over. */
  isComing = false;

  get isEmpty(): boolean {
    return this.#items.size === 0;
  }

  get isReading(): boolean {
    return this.#reading > 0;
  }

  found(files: readonly FoundItem[]): Item[] {
    if (files.length === 0) return [];
    const { batchId } = this;
    const recipe = this.#options.recipe ?? null;
    const items = files.map((file) => ({ batchId, ...file, ...undecided, recipe }));
    const added = this.#ports.table.add(items, foundAgain);
    for (const item of added) this.#keep(item);
    this.touch();
    return added;
  }

  refuse(item: Item, unusable: Reason): void {
    this.#put([{ ...item, unusable }]);
  }

  /** Assigns photos to a product, or to none. Their names decide their place in it. */
  assign(ids: readonly number[], target: ItemTarget | null, match: (item: Item) => ItemMatch): void {
    const given = (item: Item): Item => ({
      ...item,
      match: match(item),
      target,
      place: null,
      asThumbnail: item.target?.productId === target?.productId && item.asThumbnail,
      accepted: false,
    });
    const items = this.#of(ids);
    const spare = target === null ? this.#spareCopies(items) : [];
    this.remove(spare);
    this.#put(items.filter((item) => !spare.includes(item)).map(given));
  }

  /**
   * Gives each photo to all of these products, with an item for each. An item that one of them has already stays there.
   * `destinations`: by product; null for the batch's.
   */
  assignEach(
    ids: readonly number[],
    targets: readonly ItemTarget[],
    match: (item: Item) => ItemMatch,
    destinations: ReadonlyMap<number, Destination | null>,
  ): Item[] {
    const [changed, added]: [Item[], Omit<Item, 'id'>[]] = [[], []];
    const photos = new Map(this.#of(ids).map((item) => [originalOf(item), item]));
    for (const item of photos.values()) {
      if (item.unusable !== null) continue;
      const known = new Map(this.sharing(item).map((one) => [one.target?.productId, one]));
      let free = targets.every(({ productId }) => productId !== item.target?.productId) ? item : null;
      for (const target of targets) {
        const there = known.get(target.productId);
        const destination = destinations.get(target.productId) ?? null;
        const given = { target, match: match(there ?? item), destination, accepted: false };
        if (there) changed.push({ ...there, ...given });
        else if (free) changed.push({ ...free, ...given, place: null, asThumbnail: false });
        else added.push({ ...copyFor(item, target, given.match), destination });
        if (!there) free = null;
      }
    }
    return this.#ports.table.transaction(() => [...this.#put(changed), ...this.add(added)]);
  }

  /** Those of the items whose photos other items still show: without a product they would only be duplicates. */
  #spareCopies(items: readonly Item[]): Item[] {
    const gone = new Set<Item>();
    for (const item of items)
      if (this.sharing(item).some((one) => one.id !== item.id && !gone.has(one))) gone.add(item);
    return [...gone];
  }

  /** Gives photos the products that are suggested for them. Answers how many. */
  acceptSuggested(ids: readonly number[], match: (item: Item) => ItemMatch): number {
    const suggested = this.#of(ids).filter((item) => isSuggested({ item }) && !isSetAside(item));
    return this.acceptOnly(suggested, match);
  }

  /** Gives photos their only candidates. Answers how many. */
  acceptOnly(items: readonly Item[], match: (item: Item) => ItemMatch): number {
    const taken = items.flatMap((item): Item[] => {
      const [candidate] = item.match.candidates;
      if (candidate === undefined) return [];
      const { productId, variantId, sku } = candidate;
      const variants = variantId === null ? item.match.variants : null;
      const target = { productId, variantId, sku, ...(variants ? { variants } : {}) };
      return [{ ...item, match: match(item), target, accepted: false }];
    });
    this.#put(taken);
    return taken.length;
  }

  /** Gives the photos of a set to a product, and leaves out the photo of its label. Answers how many. */
  acceptSet(set: PhotoSet, target: ItemTarget, match: (item: Item) => ItemMatch): number {
    const given = (item: Item): Item => ({
      ...item,
      match: match(item),
      target,
      place: null,
      accepted: false,
    });
    const labels = labelsOf(set).map((item) => ({ ...given(item), included: false }));
    this.#put([...labels, ...set.frames.map(({ item }) => given(item))]);
    this.#saveOptions({ ...this.#options, lastGiven: target.productId });
    return set.frames.length;
  }

  excludeSet(set: PhotoSet): void {
    this.#put(itemsOf(set).map((item) => ({ ...item, included: false })));
  }

  /** Puts photos into one set, whatever they look like; `set`: the id of its first photo. */
  group(ids: readonly number[], set: number): void {
    this.#put(this.#of(ids).map((item) => ({ ...item, set })));
  }

  /** Moves photos before another one of the product, or to its end. From then on the product has the user's order. */
  move(
    ids: readonly number[],
    target: ItemTarget,
    before: number | null,
    match: (item: Item) => ItemMatch,
  ): void {
    const moving = new Set(ids);
    const own = inOrder(this.#arranging.itemsOf(target.productId), this.#options.roleOrder);
    const order = own.filter((item) => !moving.has(item.id));
    const at = before === null ? -1 : order.findIndex((item) => item.id === before);
    // In screen order, not in the order of selection.
    const moved = this.#inScreenOrder(ids).map((item) =>
      item.target?.productId === target.productId
        ? item
        : { ...item, target, match: match(item), asThumbnail: false, accepted: false },
    );
    order.splice(at === -1 ? order.length : at, 0, ...moved);
    this.#put(order.map((item, place) => ({ ...item, place })));
  }

  change(ids: readonly number[], change: ItemChange): void {
    const items = this.#of(ids);
    const changed = items.map((item) => ({
      ...item,
      ...change,
      // A photo that is included again is no longer rejected.
      ...(change.included === true ? { rejected: false } : {}),
      // A change by the user retries failed preparing.
      preparingFailed:
        change.sendAs === undefined && change.destination === undefined ? item.preparingFailed : null,
    }));
    const thumbnails = change.asThumbnail === true ? changed.slice(0, 1) : [];
    const losing = thumbnails.flatMap((thumbnail) =>
      (thumbnail.target === null ? [] : this.#arranging.itemsOf(thumbnail.target.productId))
        .filter((item) => item.asThumbnail && item.id !== thumbnail.id)
        .map((item) => ({ ...item, asThumbnail: false })),
    );
    this.#put([...losing, ...(change.asThumbnail === true ? thumbnails : changed)]);
  }

  /** Null: none. */
  setRecipe(ids: readonly number[], use: RecipeUse, recipe: PhotoRecipe | null): void {
    const part = use === 'gallery' ? { recipe } : { variantRecipe: recipe };
    this.#put(this.#of(ids).map((item) => ({ ...item, ...part, preparingFailed: null })));
  }

  changeProduct(productId: number, placement: Placement): void {
    this.#saveOptions({
      ...this.#options,
      placements: { ...this.#options.placements, [productId]: placement },
    });
  }

  /** A placement or destination of the batch overrides those of single products and photos. */
  changeOptions(change: Partial<Pick<ReviewOptions, 'altTemplate' | 'placement' | 'destination'>>): void {
    this.#ports.table.transaction(() => {
      if (change.destination !== undefined) {
        this.#put(
          this.items()
            .filter((item) => item.destination !== null)
            .map((item) => ({ ...item, destination: null })),
        );
      }
      this.#saveOptions({
        ...this.#options,
        ...change,
        placements: change.placement === undefined ? this.#options.placements : {},
      });
    });
  }

  /** The user's answer for the pictures that variants have already. */
  answerVariantPictures(variantPictures: VariantPictures): void {
    this.#saveOptions({ ...this.#options, variantPictures });
  }

  /** Does what the user decided, as one step that can be undone. */
  decide<T>(words: string, work: () => T): T {
    const before = new Map(this.#items);
    const options = this.#options;
    const result = work();
    const changed: DecidedItem[] = this.items().flatMap((after) => {
      const earlier = before.get(after.id) ?? null;
      return earlier === after ? [] : [{ before: earlier, after }];
    });
    for (const earlier of before.values())
      if (!this.#items.has(earlier.id)) changed.push({ before: earlier, after: null });
    if (changed.length > 0 || options !== this.#options) {
      this.history.add(decisionStep(this, words, changed, { before: options, after: this.#options }));
      this.touch();
    }
    return result;
  }

  /** Gives photos and options back what an earlier decision left. One transaction. */
  restore(
    items: readonly Item[],
    options: ReviewOptions,
    { add = [], remove = [] }: { add?: readonly Item[]; remove?: readonly Item[] } = {},
  ): void {
    this.#ports.table.transaction(() => {
      this.remove(remove);
      this.add(add);
      this.#put(items);
      const { variantPictures } = this.#options;
      this.#saveOptions({ ...options, ...(variantPictures ? { variantPictures } : {}) });
    });
  }

  /** From now on, names decide the products. */
  forgetDrop(items: readonly Item[]): void {
    const { droppedOn: _droppedOn, ...options } = this.#options;
    this.restore(items, options);
  }

  update(id: number, news: Partial<Omit<Item, 'id' | 'batchId'>>): Item | null {
    const item = this.#items.get(id);
    return item ? (this.#put([{ ...item, ...news }])[0] ?? null) : null;
  }

  /** Adds copies, new ones or those that an undo removed. */
  add(items: readonly (Omit<Item, 'id'> & { id?: number })[]): Item[] {
    if (items.length === 0) return [];
    const added = this.#ports.table.add(items);
    for (const item of added) this.#keep(item);
    this.touch();
    return added;
  }

  updateAll(items: readonly Item[]): void {
    this.#put(items);
  }

  /** Saves what was read of the files. */
  updateRead(items: readonly Item[]): void {
    this.#put(items, foundAgain);
  }

  accept(ids: readonly number[]): void {
    this.#ports.table.accept(ids);
    for (const item of this.#of(ids)) {
      const accepted = { ...item, accepted: true };
      this.#items.set(item.id, accepted);
      this.#arranging.swap(accepted);
    }
    this.touch();
  }

  remove(items: readonly Item[]): void {
    if (items.length === 0) return;
    this.#ports.table.remove(items.map((item) => item.id));
    for (const { id } of items) {
      const item = this.#items.get(id);
      if (item && isReading(item)) this.#reading -= 1;
      if (item && hasClue(item)) this.#clues -= 1;
      this.#items.delete(id);
      this.#arranging.remove(id);
      if (item) this.#shared.get(originalOf(item))?.delete(id);
    }
    this.touch();
  }

  hasAccepted(productId: number): boolean {
    return this.#arranging.itemsOf(productId).some((item) => item.accepted);
  }

  /** What a variant's photo becomes, by its own choice or the batch's; null without a variant. */
  destinationOf({ target, destination }: Item): Destination | null {
    return variantIdsOf({ target }).length === 0 ? null : (destination ?? this.#options.destination);
  }

  rows(offset: number, limit: number, view = wholeList): { total: number; rows: ReviewRow[] } {
    const { preparing, measured, thumbnailOf } = this.#ports;
    const rows = this.#allRows(view);
    return {
      total: rows.length,
      rows: rows.slice(offset, offset + limit).map((row) => rowView(row, preparing, measured, thumbnailOf)),
    };
  }

  itemsById(ids: readonly number[]): ReviewItem[] {
    const wanted = new Set(ids);
    const { preparing, measured } = this.#ports;
    return this.#allRows().flatMap((source) => {
      if (source.row !== 'item' || !wanted.has(source.one.item.id)) return [];
      const row = rowView(source, preparing, measured);
      return row.row === 'item' ? [row.item] : [];
    });
  }

  outline(view: ReviewView): ReviewOutline {
    return outlineOf(this.#allRows(view), this.arrangement(), this.allSets());
  }

  /** The photos that a view shows in a section, or of one product there. */
  idsOf(section: ReviewSection, productId: number | null, view = wholeList): number[] {
    let current: ReviewSection | null = null;
    return this.#allRows(view).flatMap((row) => {
      if (row.row === 'section') current = row.section;
      if (row.row !== 'item' || current !== section) return [];
      const { item } = row.one;
      return productId === null || item.target?.productId === productId ? [item.id] : [];
    });
  }

  summary(nameOf: (productId: number) => string): ReviewSummary {
    const { droppedOn } = this.#options;
    return {
      ...summaryOf(this.arrangement(), this.#options, this.#version, this.sets()),
      dropped: droppedOn ? droppedSummary(this.items(), droppedOn.productId, nameOf) : null,
      undoSteps: this.history.undoWords,
      redo: this.history.redoWords,
    };
  }

  /** Products of what is ready, in the order of the drop. */
  productIds(): number[] {
    return this.arrangement()
      .ready.filter(({ included }) => included > 0)
      .map(({ facts }) => facts.id);
  }

  arrangement(): Arrangement {
    return this.#arranging.arrangement(this.#options);
  }

  /** Sets with photos to decide on. */
  sets(): readonly PhotoSet[] {
    return this.allSets().filter(
      ({ given, isExcluded, frames, label }) =>
        given === null && !isExcluded && (frames.length > 0 || label !== null),
    );
  }

  /** In the order they were taken, with those that were given to their products. */
  allSets(): readonly PhotoSet[] {
    this.#sets ??=
      this.#clues === 0
        ? []
        : photoSets(this.items(), this.#groups, this.#ports.nextProduct, this.#options.lastGiven ?? null);
    return this.#sets;
  }

  /** Resolves when the sets are formed. */
  async grouped(): Promise<void> {
    this.allSets();
    await this.#groups.idle();
  }

  /** Ends the grouping of a review that is discarded. */
  async close(): Promise<void> {
    await this.#groups.close();
  }

  /** The product's photos, with facts read now. */
  productNow(productId: number): ArrangedProduct | undefined {
    this.factsMayHaveChanged([productId]);
    return this.#arranging.product(productId, this.#options);
  }

  touch(): void {
    this.#version += 1;
    this.#rows.clear();
    this.#sets = null;
    this.#ports.changed();
  }

  /** Facts of these products may have changed. Default: of all products in the batch. */
  factsMayHaveChanged(productIds: readonly number[] = this.#arranging.productIds): void {
    if (this.#arranging.renewFacts(productIds)) this.touch();
  }

  /** The same of all products, in slices. Ends early once `isOver`. */
  async renewFacts(isOver: () => boolean): Promise<void> {
    const slicer = createTimeSlicer();
    const ids = this.#arranging.productIds;
    for (let at = 0; at < ids.length && !isOver(); at += productsAtOnce) {
      this.factsMayHaveChanged(ids.slice(at, at + productsAtOnce));
      if (slicer.isDue()) await slicer.yieldToEventLoop();
    }
  }

  #allRows(view = wholeList): RowSource[] {
    const name = JSON.stringify(view);
    const rows = this.#rows.get(name) ?? rowsOf(this.arrangement(), this.sets(), view);
    this.#rows.set(name, rows);
    return rows;
  }

  #of(ids: readonly number[]): Item[] {
    return ids.flatMap((id) => this.#items.get(id) ?? []);
  }

  #inScreenOrder(ids: readonly number[]): Item[] {
    const wanted = new Set(ids);
    return this.#allRows()
      .flatMap((row) => (row.row === 'item' ? [row.one.item.id] : []))
      .filter((id) => wanted.has(id))
      .flatMap((id) => this.#items.get(id) ?? []);
  }

  #saveOptions(options: ReviewOptions): void {
    this.#ports.table.saveOptions(this.batchId, options);
    this.#options = options;
    this.touch();
  }

  /** On disk first, then in memory. */
  #put(items: readonly Item[], options?: TransactionOptions): readonly Item[] {
    if (items.length === 0) return items;
    this.#ports.table.save(items, options);
    for (const item of items) this.#keep(item);
    this.touch();
    return items;
  }

  #keep(item: Item): void {
    const before = this.#items.get(item.id);
    this.#reading += (isReading(item) ? 1 : 0) - (before && isReading(before) ? 1 : 0);
    this.#clues += (hasClue(item) ? 1 : 0) - (before && hasClue(before) ? 1 : 0);
    this.#items.set(item.id, item);
    this.#arranging.put(item);
    if (item.copyOf === null) return;
    const shared = this.#shared.get(item.copyOf) ?? new Set();
    this.#shared.set(item.copyOf, shared.add(item.id));
  }
}

function originalOf({ id, copyOf }: Pick<Item, 'id' | 'copyOf'>): number {
  return copyOf ?? id;
}

function hasClue({ label, likeness }: Item): boolean {
  return label !== null || likeness !== null;
}
