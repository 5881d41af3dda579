import type { Catalog } from '../catalog/catalog.ts';
import type { Entries } from './records/entries.ts';
import { creates, type OutboxEntry } from './entry.ts';
import type { NewIntent } from './intent.ts';
import { behindFailed } from './jobs/assign-sort-order.ts';
import type { ReconcileJobs } from './records/reconcile-jobs.ts';
import type { EntryPatch } from './views/shown-edits.ts';

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
  return { superseded, added };
}
