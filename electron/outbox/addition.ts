import type { StoreImage } from '../bigcommerce/image-api.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { ArrangeEntry } from './edit-entry.ts';
import type { Entries } from './records/entries.ts';
import { creates, isOpen, type OutboxEntry } from './entry.ts';
import type { NewIntent } from './intent.ts';
import { behindFailed } from './jobs/assign-sort-order.ts';
import type { ReconcileJobs } from './records/reconcile-jobs.ts';
import type { EntryPatch } from './views/shown-edits.ts';
import { entryKey, type TileKey } from '../../shared/tile-key.ts';

/** The intents to queue for one product. */
export interface Addition {
  productId: number;
  batchId: number | null;
  intents: readonly NewIntent[];
  /** How pending gallery edits change when these entries are added. */
  patch?: (added: readonly OutboxEntry[]) => EntryPatch;
}

interface AdditionPorts {
  entries: Entries;
  reconcileJobs: ReconcileJobs;
  catalog: Catalog;
}

/**
 * Writes the intents; the caller holds the transaction. `superseded`: closed entries removed because the same
 * photos were queued again.
 */
export function addOne(
  { entries, reconcileJobs, catalog }: AdditionPorts,
  storeId: string,
  { productId, batchId, intents }: Addition,
): { superseded: OutboxEntry[]; added: OutboxEntry[] } {
  const marks = intents.flatMap((intent) => (intent.type === 'upload' ? [intent.photo.mark] : []));
  // A photo queued again replaces its failed or cancelled entry; with both, it would be sent twice.
  const superseded = entries.closedWithMarks(storeId, productId, marks);
  const before = entries.ofProduct(storeId, productId);
  // An entry queued before a clear belongs to the old gallery, so its id is not reused.
  const lastClear = Math.max(0, ...before.flatMap(({ type, id }) => (type === 'clear' ? [id] : [])));
  const replaced = superseded.filter(({ id }) => id > lastClear);
  const gone = new Set(superseded.map(({ id }) => id));
  entries.remove([...gone]);
  const open = before.filter(({ id }) => !gone.has(id));
  const inOrder = behindFailed(intents, open, () => catalog.images(storeId, productId));
  const added = entries.add({ storeId, productId, batchId }, inOrder, replaced);
  const [first] = added;
  if (first && creates(first))
    reconcileJobs.request(storeId, productId, Math.min(...added.map(({ id }) => id)));
  const named = nameInOrder(open, added, () => catalog.images(storeId, productId));
  if (named) entries.save(named);
  return { superseded, added };
}

/**
 * The product's open order with the new photos at the end, or at the start if they go before all others. It gives the
 * images other numbers, so the photos' own numbers say nothing after it. Null without an open order. Pure.
 */
export function nameInOrder(
  open: readonly OutboxEntry[],
  added: readonly OutboxEntry[],
  images: () => readonly Pick<StoreImage, 'sortOrder'>[],
): ArrangeEntry | null {
  const order = open.findLast((entry) => entry.type === 'arrange' && isOpen(entry.progress));
  const photos = added.filter(creates);
  if (order?.type !== 'arrange' || photos.length === 0) return null;
  const there = [...images(), ...open.filter(creates)];
  const lowest = Math.min(...there.flatMap(({ sortOrder }) => sortOrder ?? []));
  const { before = [], behind = [] } = Object.groupBy(photos, ({ sortOrder }) =>
    sortOrder !== null && sortOrder < lowest ? 'before' : 'behind',
  );
  const keyOf = ({ id }: OutboxEntry): TileKey => entryKey(id);
  return { ...order, order: [...before.map(keyOf), ...order.order, ...behind.map(keyOf)] };
}
