import type { ItemChange, Placement, ReviewRow, ReviewSection, ReviewSummary } from '../../shared/review.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { checkAltTemplate, renderAlt } from '../../shared/alt-template.ts';
import { isQueueable } from './arrangement.ts';
import { isReading, type Item, type ItemMatch, type ItemTarget, type ReviewOptions } from './item.ts';
import type { ItemsTable } from './items-table.ts';
import type { Matcher } from './matcher.ts';
import type { Preparer } from './preparer.ts';
import { PreparingQueue } from './preparing-queue.ts';
import { knownProducts } from './product-facts.ts';
import { queueReady, type LeftOver } from './queueing.ts';
import { stillReading, unknownBatch, unknownItem, unknownProduct } from './reasons.ts';
import { ReviewBatch } from './review-batch.ts';
import type { ReviewBytes } from './review-bytes.ts';

export interface ReviewsPorts {
  table: ItemsTable;
  catalog: Catalog;
  outbox: Outbox;
  bytes: ReviewBytes;
  matcher: Matcher;
  preparer: Preparer;
  now: () => number;
  /** The batch's rows or counts changed. */
  changed: (batchId: number) => void;
  /** Photos of the batch were queued; `left`: nothing is left to decide, and these were not queued. */
  queued: (batchId: number, photos: number, left: LeftOver[] | null) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

interface OpenReview {
  storeId: string;
  batch: ReviewBatch;
  preparing: PreparingQueue;
  /** The catalogue that its photos were matched with. */
  matchedWith: string;
}

/** The batches under review: what the user sees and does there, and the way from there into the outbox. */
export class Reviews {
  readonly #ports: ReviewsPorts;
  readonly #open = new Map<number, OpenReview>();

  constructor(ports: ReviewsPorts) {
    this.#ports = ports;
  }

  /** Begins a review, or takes up one that an earlier process left. */
  open(batchId: number, storeId: string, defaults: ReviewOptions): ReviewBatch {
    const { table, catalog, outbox, preparer, bytes, matcher, now, changed, log } = this.#ports;
    const options = table.options(batchId) ?? defaults;
    table.saveOptions(batchId, options);
    const batch = new ReviewBatch(
      {
        table,
        factsOf: (productIds) => knownProducts({ catalog, outbox }, storeId, productIds),
        preparing: (item) => preparer.view(item),
        now,
        changed: () => changed(batchId),
      },
      batchId,
      options,
    );
    const preparing = new PreparingQueue({
      batch,
      preparer,
      bytes,
      log,
      onReady: () => this.#queueReady(batchId),
    });
    this.#open.set(batchId, { storeId, batch, preparing, matchedWith: matcher.edition(storeId) });
    // A crash between queueing photos and taking them out of the review leaves them in both.
    const queued = new Set(outbox.entries.photosOfBatch(batchId));
    batch.remove(batch.items().filter((item) => item.accepted && isIn(queued, item)));
    for (const item of batch.items()) preparing.want(item);
    return batch;
  }

  get(batchId: number): ReviewBatch | undefined {
    return this.#open.get(batchId)?.batch;
  }

  summary(batchId: number): ReviewSummary | null {
    return this.get(batchId)?.summary() ?? null;
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
    review.preparing.close();
    const items = review.batch.items();
    review.batch.remove(items);
    this.#open.delete(batchId);
    for (const item of items) this.#ports.bytes.free(item);
  }

  close(): void {
    for (const { preparing } of this.#open.values()) preparing.close();
    this.#open.clear();
  }

  /** How pictures are prepared was changed: what is not queued is prepared anew. */
  settingsChanged(): void {
    for (const { batch, preparing } of this.#open.values()) {
      for (const item of batch.items()) preparing.want(item);
      batch.touch();
    }
  }

  /** The catalogue may know more now: what found no product of itself is matched again. */
  catalogMayHaveChanged(): void {
    const { matcher } = this.#ports;
    for (const review of this.#open.values()) {
      const { storeId } = review;
      const edition = matcher.edition(storeId);
      if (edition !== review.matchedWith) {
        review.matchedWith = edition;
        const lost = review.batch
          .items()
          .filter(({ match }) => match.is === 'ambiguous' || match.is === 'unmatched');
        review.batch.updateAll(lost.map((item) => ({ ...item, ...matcher.match(storeId, item) })));
      }
      review.batch.touch();
    }
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
    return ok(null);
  }

  move(batchId: number, ids: readonly number[], productId: number, before: number | null): Outcome<null> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const target = this.#target(review.storeId, productId, null);
    if (target === null) return no(unknownProduct);
    review.batch.move(ids, target, before, chosen);
    return ok(null);
  }

  change(batchId: number, ids: readonly number[], change: ItemChange): Outcome<null> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const { batch, preparing } = review;
    if (ids.every((id) => batch.item(id) === undefined)) return no(unknownItem);
    batch.change(ids, change);
    if (change.sendAs !== undefined) {
      for (const id of ids) {
        const item = batch.item(id);
        if (item) preparing.want(item);
      }
    }
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
    return this.#with(batchId, (batch) => {
      batch.changeOptions(change);
      return null;
    });
  }

  tryTemplate(
    batchId: number,
    altTemplate: string,
  ): Outcome<{
    problem: { code: string; sentence: string; next?: string | undefined } | null;
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
            alt: renderAlt(altTemplate, {
              product: facts.name,
              sku: item.target?.sku ?? facts.sku,
              view: item.match.view?.text ?? '',
              number: String(index + 1),
              file: item.fileName.replace(/\.[^.]*$/, ''),
            }),
          })),
        );
      return { problem: null, samples };
    });
  }

  /** Queues what is ready; photos that are still being prepared follow by themselves. Answers how many photos that is. */
  queue(batchId: number): Outcome<{ queued: number }> {
    const review = this.#open.get(batchId);
    if (!review) return no(unknownBatch);
    const { batch } = review;
    if (batch.items().some(isReading)) return no(stillReading);
    return ok({ queued: this.#accept(batchId, batch, () => true) });
  }

  /** Resolves when every photo is prepared, and what was accepted is queued. */
  async prepared(batchId: number): Promise<void> {
    await this.#open.get(batchId)?.preparing.idle();
  }

  /** Queues only what was matched without doubt, as a watched folder does by itself. */
  queueCertain(batchId: number): void {
    const batch = this.get(batchId);
    if (batch) this.#accept(batchId, batch, (item) => item.match.is === 'matched');
  }

  #accept(batchId: number, batch: ReviewBatch, which: (item: Item) => boolean): number {
    const accepted = batch
      .arrangement()
      .ready.flatMap(({ items }) => items)
      .filter((one) => isQueueable(one) && which(one.item));
    batch.updateAll(accepted.map(({ item }) => ({ ...item, accepted: true })));
    this.#queueReady(batchId);
    return accepted.length;
  }

  #queueReady(batchId: number): void {
    const review = this.#open.get(batchId);
    if (!review) return;
    const { catalog, outbox, bytes, queued } = this.#ports;
    const result = queueReady({ catalog, outbox, bytes }, review.storeId, review.batch);
    if (result.photos > 0 || result.left) queued(batchId, result.photos, result.left);
    if (result.left) this.discard(batchId);
  }

  #target(storeId: string, productId: number, variantId: number | null): ItemTarget | null {
    const product = this.#ports.catalog.product(storeId, productId);
    if (!product) return null;
    const variantSku =
      variantId === null ? null : this.#ports.catalog.variantSku(storeId, productId, variantId);
    return { productId, variantId: variantSku === null ? null : variantId, sku: variantSku ?? product.sku };
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
  why: 'You took this photo from its product.',
  candidates: item.target
    ? [
        {
          productId: item.target.productId,
          variantId: item.target.variantId,
          sku: item.target.sku,
          productName: '',
        },
      ]
    : item.match.candidates,
  where: item.match.where,
  view: item.match.view,
});

function isIn(queued: ReadonlySet<string>, item: Item): boolean {
  return (
    item.target !== null &&
    item.sha256 !== null &&
    queued.has(`${item.target.productId}/${item.prepared?.sha256 ?? item.sha256}`)
  );
}
