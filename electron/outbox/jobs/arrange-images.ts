import { fileStem } from '../../../shared/file-stem.ts';
import { nameOfUnknownImage } from '../../catalog/unknown-names.ts';
import type { Failure } from '../../bigcommerce/failure.ts';
import type { CallOptions, StoreImage } from '../../bigcommerce/image-api.ts';
import { shownOrder, type Put } from '../../ordering/arrange.ts';
import { positionsOf } from '../../ordering/positions.ts';
import { OrderRounds } from '../../ordering/order-rounds.ts';
import { readableName } from '../../catalog/overlay.ts';
import { rebase, type Rebased } from '../../ordering/rebase.ts';
import { rebaseSentence } from '../../ordering/rebase-messages.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { entryKey, imageKey, type TileKey } from '../../../shared/tile-key.ts';
import { baseImages, type ArrangeEntry } from '../edit-entry.ts';
import { creates, isOpen } from '../entry.ts';
import { imageOf } from './image-of.ts';
import type { JobContext } from './job-context.ts';

/** The model needs at most four rounds; concurrent changes by others may need more. */
const maxRounds = 8;

/**
 * Puts a product's images in the user's order: list, plan, send, repeat until a fresh list is right. Other
 * people's moves stay unless the user moved the same image, and are reported.
 */
export async function arrange(
  job: JobContext,
  entry: ArrangeEntry,
  options: CallOptions,
): Promise<Outcome<unknown, Failure>> {
  const arranged = await bringInOrder(job, entry, options);
  if (arranged.ok && arranged.value !== null) job.ports.onNotice(entry.productId, arranged.value);
  return arranged;
}

/** Returns the sentence about other people's changes, if any. */
async function bringInOrder(
  job: JobContext,
  entry: ArrangeEntry,
  options: CallOptions,
): Promise<Outcome<string | null, Failure>> {
  const { api, catalog, effects, storeId } = job.ports;
  const { productId } = entry;
  let notice = entry.reported;
  const rounds = new OrderRounds();
  for (;;) {
    const listed = await effects.do('arrange-list', () => api.list(productId, options));
    if (job.isClosed) return ok(null);
    if (!listed.ok) return listed;
    catalog.saveImages(storeId, productId, listed.value);
    const target = targetOrder(job, entry, listed.value);
    notice ??= rebaseSentence(target, nameIn(listed.value));
    const puts = rounds.next(listed.value, target.order, arrangeEntry(job, entry.id)?.unanswered);
    if (puts.length === 0) break;
    if (rounds.count > maxRounds) return no(notInOrder);
    effects.do('record-edit', () => recordTouched(job, entry.id, puts, notice));
    for (const { imageId, sortOrder } of puts) {
      const updated = await effects.do('arrange-update', () =>
        api.update(productId, imageId, { sortOrder }, options),
      );
      if (job.isClosed) return ok(null);
      // A missing image only changes the next round's plan.
      if (updated.ok || updated.reason.type === 'not-found') continue;
      if (mayBeCarriedOut(updated.reason)) {
        effects.do('record-edit', () => recordUnanswered(job, entry.id, { imageId, sortOrder }));
      }
      return updated;
    }
  }
  // Photos queued meanwhile are named in the saved order.
  updateSortOrders(job, arrangeEntry(job, entry.id) ?? entry, catalog.images(storeId, productId));
  return ok(notice);
}

/**
 * Checks the order again while the store may still carry out an unanswered request: a late one puts its image on an old
 * position. Waits while the user's next order is open.
 */
export async function checkOrderAgain(
  job: JobContext,
  productId: number,
  options: CallOptions,
): Promise<Outcome<unknown, Failure>> {
  const orders = job.ports.entries
    .ofProduct(job.ports.storeId, productId, true)
    .filter((one) => one.type === 'arrange');
  const last = orders.findLast(({ progress }) => progress.type === 'done');
  if (last === undefined || orders.some(({ progress }) => isOpen(progress))) return ok(null);
  return await bringInOrder(job, last, options);
}

/** Whether an order of the product was set by requests of which one has no answer. */
export function hasUnansweredOrder(job: JobContext, productId: number): boolean {
  return job.ports.entries
    .ofProduct(job.ports.storeId, productId, true)
    .some((one) => one.type === 'arrange' && one.unanswered.length > 0);
}

function targetOrder(job: JobContext, entry: ArrangeEntry, images: readonly StoreImage[]): Rebased<number> {
  const { entries, storeId } = job.ports;
  const { id, order, productId } = entry;
  const touched = new Set(arrangeEntry(job, id)?.touched);
  const idsOf = (keys: readonly TileKey[]): number[] => keys.flatMap((key) => imageOf(entries, key) ?? []);
  const ours = entries.ofProduct(storeId, productId, true).flatMap((one) => {
    if (one.type === 'remove') return one.imageIds;
    return creates(one) && one.progress.type === 'done' ? (one.progress.imageId ?? []) : [];
  });
  const current = shownOrder(images).map(({ id }) => id);
  return rebase({ base: idsOf(baseImages(entry)), order: idsOf(order), touched }, current, new Set(ours));
}

/** Saved before sending, so that an interrupted attempt does not look like someone else's change. */
function recordTouched(job: JobContext, id: number, puts: readonly Put[], notice: string | null): void {
  const entry = arrangeEntry(job, id);
  if (!entry) return;
  const touched = [...new Set([...entry.touched, ...puts.map(({ imageId }) => imageId)])];
  job.ports.entries.save({ ...entry, touched, reported: notice });
}

function mayBeCarriedOut(failure: Failure): boolean {
  return failure.type === 'unknown' || failure.type === 'transient';
}

function recordUnanswered(job: JobContext, id: number, put: Put): void {
  const entry = arrangeEntry(job, id);
  if (!entry) return;
  const others = entry.unanswered.filter(({ imageId }) => imageId !== put.imageId);
  job.ports.entries.save({ ...entry, unanswered: [...others, put] });
}

function arrangeEntry({ ports: { entries } }: JobContext, id: number): ArrangeEntry | undefined {
  const entry = entries.get(id);
  return entry?.type === 'arrange' ? entry : undefined;
}

/** Merges an interrupted order into the user's later one. Returns false if there is none. */
export function mergeIntoLater(job: JobContext, id: number): boolean {
  const { entries } = job.ports;
  const entry = arrangeEntry(job, id);
  if (!entry) return false;
  const later = entries
    .ofProduct(entry.storeId, entry.productId)
    .find((one) => one.type === 'arrange' && one.id > id && one.progress.type === 'waiting');
  if (later?.type !== 'arrange') return false;
  job.apply(id, { type: 'arrived', imageId: null }, () =>
    entries.save({
      ...later,
      base: entry.base,
      touched: [...entry.touched, ...later.touched],
      unanswered: entry.unanswered,
      reported: entry.reported,
    }),
  );
  return true;
}

/** Saves the user's positions on the upload entries, so that reconciling and a retry keep them. */
function updateSortOrders(
  job: JobContext,
  { productId, order }: ArrangeEntry,
  images: readonly StoreImage[],
): void {
  const { entries, storeId, transaction } = job.ports;
  const nowKey = (key: TileKey): TileKey => {
    const imageId = imageOf(entries, key);
    return imageId === null ? key : imageKey(imageId);
  };
  const shown = shownOrder(images).map(({ id, sortOrder }) => ({ id: imageKey(id), sortOrder }));
  const positions = positionsOf(shown, order.map(nowKey));
  transaction(() => {
    for (const one of entries.ofProduct(storeId, productId, true).filter(creates)) {
      const sortOrder = positions.get(nowKey(entryKey(one.id)));
      if (sortOrder !== undefined && sortOrder !== one.sortOrder) entries.save({ ...one, sortOrder });
    }
  });
}

export function nameIn(images: readonly StoreImage[]): (id: number) => string {
  const names = new Map(
    images.map(({ id, description, imageFile }) => [id, description || fileStem(readableName(imageFile))]),
  );
  return (id) => names.get(id) ?? nameOfUnknownImage(id);
}

const notInOrder: Failure = {
  type: 'transient',
  reason: reason('not-in-order'),
};
