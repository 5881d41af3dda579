import type { ItemChange, Placement, ReviewRow, ReviewSection, ReviewSummary } from '../../shared/review.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { PictureFacts } from '../intake/picture-facts.ts';
import { arrange, inOrder, type Arrangement, type ProductFacts } from './arrangement.ts';
import { isReading, type Item, type ItemMatch, type ItemTarget, type ReviewOptions } from './item.ts';
import type { ItemsTable } from './items-table.ts';
import { rowsOf, rowView, summaryOf, type PreparingView, type RowSource } from './rows.ts';

export interface ReviewBatchPorts {
  table: ItemsTable;
  /** What is known of the products named. */
  factsOf: (productIds: readonly number[]) => (productId: number) => ProductFacts;
  preparing: PreparingView;
  /** Milliseconds, for telling how long an arrangement takes. */
  now: () => number;
  changed: () => void;
}

/** A file that was found and matched, not read yet. */
export type FoundItem = Pick<Item, 'ordinal' | 'fileName' | 'folder' | 'root' | 'path'> & {
  match: ItemMatch;
  target: ItemTarget | null;
};

/** While a batch is read its rows change all the time: they are arranged anew at most so many times less often than it takes. */
const restFactor = 6;

/** One batch under review: its photos in memory, on disk with every change, and arranged when somebody looks. */
export class ReviewBatch {
  readonly batchId: number;
  readonly #ports: ReviewBatchPorts;
  readonly #items: Map<number, Item>;
  #options: ReviewOptions;
  #arranged: { arrangement: Arrangement; rows: RowSource[]; at: number; tookMs: number } | null = null;
  #stale = false;
  #version = 0;

  constructor(ports: ReviewBatchPorts, batchId: number, options: ReviewOptions) {
    this.#ports = ports;
    this.batchId = batchId;
    this.#options = options;
    const items = ports.table.ofBatch(batchId);
    this.#items = new Map(items.map((item) => [item.id, item]));
  }

  get options(): ReviewOptions {
    return this.#options;
  }

  items(): Item[] {
    return [...this.#items.values()];
  }

  item(id: number): Item | undefined {
    return this.#items.get(id);
  }

  // ── While it is read ─────────────────────────────────────────────────────────────────────────────────────────────

  /** One transaction for all of them. */
  found(files: readonly FoundItem[]): Item[] {
    if (files.length === 0) return [];
    const added = this.#ports.table.add(
      files.map((file) => ({
        batchId: this.batchId,
        ...file,
        facts: null,
        sha256: null,
        unusable: null,
        place: null,
        included: null,
        asThumbnail: false,
        alt: null,
        destination: null,
        sendAs: 'prepared',
        needsPreparing: false,
        prepared: null,
        preparingFailed: null,
        accepted: false,
      })),
    );
    for (const item of added) this.#items.set(item.id, item);
    this.touch();
    return added;
  }

  read(item: Item, facts: PictureFacts, sha256: string): Item {
    return this.#put([{ ...item, facts, sha256 }])[0] ?? item;
  }

  refuse(item: Item, unusable: Reason): void {
    this.#put([{ ...item, unusable }]);
  }

  // ── What the user does ───────────────────────────────────────────────────────────────────────────────────────────

  /** Gives photos to a product or takes them from theirs; in the new one they stand where their names say. */
  assign(ids: readonly number[], target: ItemTarget | null, match: (item: Item) => ItemMatch): void {
    this.#put(
      this.#of(ids).map((item) => ({
        ...item,
        match: match(item),
        target,
        place: null,
        asThumbnail: item.target?.productId === target?.productId && item.asThumbnail,
        accepted: false,
      })),
    );
  }

  /** Puts photos before another of the same product, or at its end; from then on that product's order is the user's own. */
  move(
    ids: readonly number[],
    target: ItemTarget,
    before: number | null,
    match: (item: Item) => ItemMatch,
  ): void {
    const moving = new Set(ids);
    const own = inOrder(this.items().filter((item) => item.target?.productId === target.productId));
    const order = own.filter((item) => !moving.has(item.id));
    const at = before === null ? -1 : order.findIndex((item) => item.id === before);
    // In the order in which they stand on the screen, not in which they were picked.
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
      // A failed preparing is tried again when the user has looked at the photo once more.
      preparingFailed: change.sendAs === undefined ? item.preparingFailed : null,
    }));
    const thumbnails = change.asThumbnail === true ? changed.slice(0, 1) : [];
    const losing = thumbnails.flatMap((thumbnail) =>
      this.items()
        .filter(
          (item) =>
            item.asThumbnail &&
            item.id !== thumbnail.id &&
            item.target?.productId === thumbnail.target?.productId,
        )
        .map((item) => ({ ...item, asThumbnail: false })),
    );
    this.#put([...losing, ...(change.asThumbnail === true ? thumbnails : changed)]);
  }

  changeProduct(productId: number, placement: Placement): void {
    this.#saveOptions({
      ...this.#options,
      placements: { ...this.#options.placements, [productId]: placement },
    });
  }

  /** A placement or a destination for the whole batch goes for every product and photo in it. */
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

  // ── What the preparing and the queueing do ───────────────────────────────────────────────────────────────────────

  update(id: number, news: Partial<Omit<Item, 'id' | 'batchId'>>): Item | null {
    const item = this.#items.get(id);
    return item ? (this.#put([{ ...item, ...news }])[0] ?? null) : null;
  }

  updateAll(items: readonly Item[]): void {
    this.#put(items);
  }

  remove(items: readonly Item[]): void {
    if (items.length === 0) return;
    this.#ports.table.remove(items.map((item) => item.id));
    for (const item of items) this.#items.delete(item.id);
    this.touch();
  }

  // ── What is shown ────────────────────────────────────────────────────────────────────────────────────────────────

  rows(offset: number, limit: number): { total: number; rows: ReviewRow[] } {
    const { rows } = this.#arrange();
    return {
      total: rows.length,
      rows: rows.slice(offset, offset + limit).map((row) => rowView(row, this.#ports.preparing)),
    };
  }

  idsOf(section: ReviewSection, productId: number | null): number[] {
    const { choose, ready, unusable } = this.arrangement();
    const of = { choose, unusable, ready: ready.flatMap(({ items }) => items) }[section];
    return of
      .filter(({ item }) => productId === null || item.target?.productId === productId)
      .map(({ item }) => item.id);
  }

  summary(): ReviewSummary {
    const { arrangement } = this.#arrange();
    return summaryOf(
      arrangement,
      this.#options,
      (item) => ['waiting', 'working'].includes(this.#ports.preparing(item)?.state ?? ''),
      this.#version,
    );
  }

  /** The batch as it stands now, however busy it is. */
  arrangement(): Arrangement {
    this.#arranged = this.#stale ? null : this.#arranged;
    return this.#arrange().arrangement;
  }

  /** Something that rows are made of changed. */
  touch(): void {
    this.#stale = true;
    this.#ports.changed();
  }

  #arrange(): { arrangement: Arrangement; rows: RowSource[] } {
    const { now, factsOf } = this.#ports;
    const kept = this.#arranged;
    const isBusy = this.items().some(isReading);
    if (kept && (!this.#stale || (isBusy && now() - kept.at < kept.tookMs * restFactor))) return kept;
    const from = now();
    const items = this.items().toSorted((a, b) => a.ordinal - b.ordinal);
    const productIds = [...new Set(items.flatMap((item) => item.target?.productId ?? []))];
    const arrangement = arrange(items, this.#options, factsOf(productIds));
    const rows = rowsOf(arrangement);
    this.#stale = false;
    this.#version += 1;
    this.#arranged = { arrangement, rows, at: now(), tookMs: now() - from };
    return this.#arranged;
  }

  #of(ids: readonly number[]): Item[] {
    return ids.flatMap((id) => this.#items.get(id) ?? []);
  }

  #inScreenOrder(ids: readonly number[]): Item[] {
    const wanted = new Set(ids);
    return this.#arrange()
      .rows.flatMap((row) => (row.row === 'item' ? [row.one.item.id] : []))
      .filter((id) => wanted.has(id))
      .flatMap((id) => this.#items.get(id) ?? []);
  }

  #saveOptions(options: ReviewOptions): void {
    this.#ports.table.saveOptions(this.batchId, options);
    this.#options = options;
    this.touch();
  }

  /** On disk first, then in memory. */
  #put(items: readonly Item[]): readonly Item[] {
    if (items.length === 0) return items;
    this.#ports.table.save(items);
    for (const item of items) this.#items.set(item.id, item);
    this.touch();
    return items;
  }
}
