import type { ItemChange, Placement, ReviewRow, ReviewSection, ReviewSummary } from '../../shared/review.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import type { PrepareSettings } from '../../shared/prepare.ts';
import type { Clock } from '../util/clock.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { checkAltTemplate } from '../../shared/alt-template.ts';
import { altOf, isQueueable } from './arrangement.ts';
import { isReading, stagedOf, type Item, type ReviewOptions } from './item.ts';
import type { ItemMatch, ItemTarget } from '../matching/match.ts';
import type { ItemsTable } from './items-table.ts';
import type { Matcher } from '../matching/matcher.ts';
import type { Preparer } from '../intake/preparer.ts';
import { PreparingQueue } from './preparing-queue.ts';
import { knownProducts } from './product-facts.ts';
import { variantName } from './rows.ts';
import { isQueued, leftOf, type LeftOver } from './queueing.ts';
import { Leaving } from './leaving.ts';
import { CatalogDebounce } from './catalog-debounce.ts';
import { matchAnew, type MatchedBatch } from './rematching.ts';
import { preparingView } from './preparing-view.ts';
import { couldNotQueue, stillReading, unknownBatch, unknownItem, unknownProduct } from './review-reasons.ts';
import { ReviewBatch } from './review-batch.ts';
import type { StagedFiles } from '../staging/staged-files.ts';

export interface ReviewsPorts {
  table: ItemsTable;
  catalog: Catalog;
  outbox: Outbox;
  bytes: StagedFiles;
  matcher: Matcher;
  preparer: Preparer;
  clock: Clock;
  /** Stores whose catalogue is made ready for a drop before there is one. */
  storesInUse: () => string[];
  /** The batch's rows or counts changed. */
  changed: (batchId: number) => void;
  /** Photos of the batch were queued; `left`: nothing is left to decide, and these were not queued. */
  queued: (batchId: number, photos: number, left: LeftOver[] | null) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

interface OpenReview extends MatchedBatch {
  preparing: PreparingQueue;
  leaving: Leaving;
}

/** The batches under review: what the user sees and does there, and the way from there into the outbox. */
export class Reviews {
  readonly #ports: ReviewsPorts;
  readonly #open = new Map<number, OpenReview>();
  readonly #catalogWatch: CatalogDebounce;
  #preparedBy = '';

  constructor(ports: ReviewsPorts) {
    this.#ports = ports;
    const { clock, log } = ports;
    this.#catalogWatch = new CatalogDebounce({ clock, log, look: () => this.#lookAtCatalog() });
  }

  /** Begins a review, or takes up one that an earlier process left. */
  open(batchId: number, storeId: string, defaults: ReviewOptions): ReviewBatch {
    const { table, catalog, outbox, preparer, bytes, matcher, changed, queued, log } = this.#ports;
    const options = table.options(batchId) ?? defaults;
    table.saveOptions(batchId, options);
    const batch = new ReviewBatch(
      {
        table,
        factsOf: (productIds) => knownProducts({ catalog, outbox }, storeId, productIds),
        preparing: (item) => preparingView(preparer, item),
        changed: () => changed(batchId),
      },
      batchId,
      options,
    );
    const leaving = new Leaving({
      catalog,
      outbox,
      bytes,
      batch,
      storeId,
      log,
      onQueued: (photos) => queued(batchId, photos, null),
      onDone: (productIds) => this.#hasLeft(batchId, productIds),
    });
    const preparing = new PreparingQueue({
      batch,
      preparer,
      bytes,
      log,
      onSettled: ({ target }) => {
        if (target !== null && batch.hasAccepted(target.productId)) leaving.leave([target.productId]);
      },
    });
    const matchedWith = matcher.edition(storeId);
    this.#open.set(batchId, { storeId, batch, preparing, leaving, matchedWith, habits: null });
    return batch;
  }

  /** Goes on with a review that an earlier process left: prepares what is to be prepared and, if all is read, queues what was accepted. */
  resume(batchId: number, isRead: boolean): void {
    const review = this.#open.get(batchId);
    if (!review) return;
    const { batch, preparing, leaving } = review;
    const accepted = batch.items().filter((item) => item.accepted);
    if (accepted.length > 0) {
      const queued = new Set(this.#ports.outbox.entries.photosOfBatch(batchId));
      const gone = accepted.filter((item) => isQueued(queued, item));
      batch.remove(gone);
      for (const sha256 of gone.flatMap(stagedOf)) this.#ports.bytes.deleteUnneeded(sha256);
    }
    for (const item of batch.items()) preparing.want(item);
    const productIds = accepted.flatMap(({ target }) => target?.productId ?? []);
    if (isRead && (productIds.length > 0 || batch.isEmpty)) leaving.leave(productIds);
  }

  get(batchId: number): ReviewBatch | undefined {
    return this.#open.get(batchId)?.batch;
  }

  summary(batchId: number): ReviewSummary | null {
    return this.get(batchId)?.summary() ?? null;
  }

  /** How many photos are under review for a store, those that can't be used left out. */
  photosOf(storeId: string): number {
    return [...this.#open.values()]
      .filter((review) => review.storeId === storeId)
      .reduce((sum, { batch }) => sum + batch.items().filter(({ unusable }) => unusable === null).length, 0);
  }

  /** A photo of the batch was read: it is prepared where it has to be. */
  wasRead(batchId: number, item: Item): void {
    this.#open.get(batchId)?.preparing.want(item);
  }

  /** Reading was stopped: what was not read by then is no part of the review. */
  dropUnread(batchId: number): void {
    const batch = this.get(batchId);
    batch?.remove(batch.items().filter(isReading));
  }

  /** Ends a review; what it had staged goes, unless something else needs it. */
  discard(batchId: number): void {
    const review = this.#open.get(batchId);
    if (!review) return;
    review.leaving.close();
    void review.preparing.close();
    const items = review.batch.items();
    review.batch.remove(items);
    this.#open.delete(batchId);
    for (const sha256 of items.flatMap(stagedOf)) this.#ports.bytes.deleteUnneeded(sha256);
  }

  discardStore(storeId: string): void {
    for (const [batchId, review] of this.#open) if (review.storeId === storeId) this.discard(batchId);
  }

  /** Waits for copies that are being made, and for photos on their way into the outbox. */
  async close(): Promise<void> {
    const open = [...this.#open.values()];
    this.#open.clear();
    for (const { leaving } of open) leaving.close();
    await this.#catalogWatch.close();
    await Promise.all(open.map(({ preparing }) => preparing.close()));
    await Promise.all(open.map(({ leaving }) => leaving.done()));
  }

  /** How pictures are prepared, or names are read, may have been changed: what is not queued is prepared and matched anew. */
  settingsChanged(prepare: PrepareSettings): void {
    const preparedBy = JSON.stringify(prepare);
    if (preparedBy !== this.#preparedBy) {
      this.#preparedBy = preparedBy;
      for (const { batch, preparing } of this.#open.values()) {
        for (const item of batch.items()) preparing.want(item);
        batch.touch();
      }
    }
    this.catalogMayHaveChanged();
  }

  /** The catalogue may know more now: it is looked at a little later, as it may change many times a second. */
  catalogMayHaveChanged(): void {
    this.#catalogWatch.mayHaveChanged();
  }

  /** Matches by name again what nobody has decided, if more is known now. */
  async matchAnew(batchId: number): Promise<void> {
    const review = this.#open.get(batchId);
    if (!review) return;
    const isOver = (): boolean => this.#open.get(batchId) !== review;
    const changed = await matchAnew(review, this.#ports.matcher, isOver);
    for (const item of changed) review.preparing.want(item);
    if (!isOver()) review.batch.factsMayHaveChanged();
  }

  /** Catalogues in use are indexed, what found no product of itself is matched again, what is told of products is renewed. */
  async #lookAtCatalog(): Promise<void> {
    const { matcher, storesInUse } = this.#ports;
    const inUse = new Set([...storesInUse(), ...[...this.#open.values()].map(({ storeId }) => storeId)]);
    matcher.keepOnly(inUse);
    for (const storeId of inUse) await matcher.current(storeId);
    for (const batchId of this.#open.keys()) await this.matchAnew(batchId);
  }

  rows(batchId: number, offset: number, limit: number): Outcome<{ total: number; rows: ReviewRow[] }> {
    return this.#with(batchId, (batch) => batch.rows(offset, limit));
  }

  ids(batchId: number, section: ReviewSection, productId: number | null): Outcome<{ itemIds: number[] }> {
    return this.#with(batchId, (batch) => ({ itemIds: batch.idsOf(section, productId) }));
  }

  assign(
    batchId: number,
    ids: readonly number[],
    productId: number | null,
    variantId: number | null,
  ): Outcome<null> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const target = productId === null ? null : this.#target(review.storeId, productId, variantId);
    if (productId !== null && target === null) return no(unknownProduct);
    review.batch.assign(ids, target, target === null ? takenOut : chosen);
    this.#wantAgain(review, ids);
    return ok(null);
  }

  move(batchId: number, ids: readonly number[], productId: number, before: number | null): Outcome<null> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const target = this.#target(review.storeId, productId, null);
    if (target === null) return no(unknownProduct);
    review.batch.move(ids, target, before, chosen);
    this.#wantAgain(review, ids);
    return ok(null);
  }

  change(batchId: number, ids: readonly number[], change: ItemChange): Outcome<null> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const { batch } = review;
    if (ids.every((id) => batch.item(id) === undefined)) return no(unknownItem);
    batch.change(ids, change);
    if (change.sendAs !== undefined || change.destination !== undefined) this.#wantAgain(review, ids);
    return ok(null);
  }

  changeProduct(batchId: number, productId: number, placement: Placement): Outcome<null> {
    return this.#with(batchId, (batch) => {
      batch.changeProduct(productId, placement);
      return null;
    });
  }

  changeBatch(
    batchId: number,
    change: Partial<Pick<ReviewOptions, 'altTemplate' | 'placement' | 'destination'>>,
  ): Outcome<null> {
    const checked = change.altTemplate === undefined ? ok(null) : checkAltTemplate(change.altTemplate);
    if (!checked.ok) return checked;
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    review.batch.changeOptions(change);
    if (change.destination !== undefined)
      for (const item of review.batch.items()) review.preparing.want(item);
    return ok(null);
  }

  tryTemplate(
    batchId: number,
    altTemplate: string,
  ): Outcome<{
    problem: Reason | null;
    samples: { fileName: string; alt: string }[];
  }> {
    const checked = checkAltTemplate(altTemplate);
    return this.#with(batchId, (batch) => {
      if (!checked.ok) return { problem: checked.reason, samples: [] };
      const samples = batch
        .arrangement()
        .ready.slice(0, 3)
        .flatMap(({ facts, items }) =>
          items.slice(0, 2).map(({ item }, index) => ({
            fileName: item.fileName,
            alt: altOf(item, altTemplate, facts, index + 1),
          })),
        );
      return { problem: null, samples };
    });
  }

  /** Queues what is ready; photos that are still being prepared follow by themselves. Answers how many photos that is. */
  queue(batchId: number): Outcome<{ queued: number }> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    if (review.batch.isReading) return no(stillReading);
    const queued = this.#accept(review, () => true);
    return review.leaving.hasFailed ? no(couldNotQueue) : ok({ queued });
  }

  /** Takes back what was accepted and is not queued yet: it stays under review. */
  stopQueueing(batchId: number): void {
    const review = this.#open.get(batchId);
    if (!review) return;
    review.leaving.stop();
    const accepted = review.batch.items().filter((item) => item.accepted);
    review.batch.updateAll(accepted.map((item) => ({ ...item, accepted: false })));
  }

  /** Resolves when every photo is prepared, and what was accepted is queued. */
  async prepared(batchId: number): Promise<void> {
    const review = this.#open.get(batchId);
    await review?.preparing.idle();
    await review?.leaving.done();
  }

  /**
   * Queues only what was matched without doubt, as a watched folder does by itself. Without the whole catalogue all is in doubt.
   */
  queueCertain(batchId: number): void {
    const review = this.#open.get(batchId);
    if (!review || review.batch.isReading || !this.#ports.matcher.isWhole(review.storeId)) return;
    this.#accept(review, (item) => item.match.is === 'matched');
  }

  #accept({ batch, leaving }: OpenReview, which: (item: Item) => boolean): number {
    const accepted = batch
      .arrangement()
      .ready.flatMap(({ items }) => items)
      .filter((one) => isQueueable(one) && which(one.item))
      .map(({ item }) => item);
    batch.accept(accepted.map(({ id }) => id));
    leaving.leave(accepted.flatMap(({ target }) => target?.productId ?? []));
    return accepted.length;
  }

  #hasLeft(batchId: number, productIds: readonly number[]): void {
    const review = this.#open.get(batchId);
    if (!review) return;
    // The same photo in another batch is one that is on its way now.
    for (const other of this.#open.values()) {
      if (other !== review && other.storeId === review.storeId) other.batch.factsMayHaveChanged(productIds);
    }
    const left = leftOf(review.batch);
    if (left === null) return;
    this.#ports.queued(batchId, 0, left);
    this.discard(batchId);
  }

  #wantAgain({ batch, preparing }: OpenReview, ids: readonly number[]): void {
    for (const id of ids) {
      const item = batch.item(id);
      if (item) preparing.want(item);
    }
  }

  #target(storeId: string, productId: number, variantId: number | null): ItemTarget | null {
    const product = this.#ports.catalog.product(storeId, productId);
    if (!product) return null;
    const variant =
      variantId === null
        ? undefined
        : this.#ports.catalog.variantsOf(storeId, [productId]).find((one) => one.variantId === variantId);
    if (variant === undefined) return { productId, variantId: null, sku: product.sku };
    return { productId, variantId, sku: variant.sku || product.sku, variant: variant.label || variant.sku };
  }

  #with<T>(batchId: number, work: (batch: ReviewBatch) => T): Outcome<T> {
    const batch = this.get(batchId);
    return batch ? ok(work(batch)) : no(unknownBatch);
  }
}

const chosen = (item: Item): ItemMatch => ({
  is: 'chosen',
  why: 'You chose this product.',
  candidates: item.match.candidates,
  where: item.match.where,
  view: item.match.view,
});

const takenOut = (item: Item): ItemMatch => ({
  is: 'unmatched',
  isSettled: true,
  why: 'You took this photo from its product.',
  candidates: item.target
    ? [
        {
          productId: item.target.productId,
          variantId: item.target.variantId,
          sku: variantName(item.target) || item.target.sku,
          productName: '',
        },
      ]
    : item.match.candidates,
  where: item.match.where,
  view: item.match.view,
});
