import type { Catalog } from '../catalog/catalog.ts';
import type { Entries } from './records/entries.ts';
import { creates, type OutboxEntry } from './entry.ts';
import type { NewIntent } from './intent.ts';
import { behindFailed } from './jobs/assign-sort-order.ts';
import type { ReconcileJobs } from './records/reconcile-jobs.ts';
import type { EntryPatch } from './views/shown-edits.ts';

/** What is queued for one product. */
export interface Addition {
  productId: number;
  batchId: number | null;
  intents: readonly NewIntent[];
  /** What becomes of the gallery's edits with them. */
  patch?: (added: readonly OutboxEntry[]) => EntryPatch;
}

interface AdditionPorts {
  entries: Entries;
  reconcileJobs: ReconcileJobs;
  catalog: Catalog;
}

/** Writes it down, within a transaction. `superseded`: entries that are gone, as the same photos were given again. */
export function addOne(
  { entries, reconcileJobs, catalog }: AdditionPorts,
  storeId: string,
  { productId, batchId, intents }: Addition,
): { superseded: OutboxEntry[]; added: OutboxEntry[] } {
  const marks = intents.flatMap((intent) => (intent.kind === 'upload' ? [intent.photo.mark] : []));
  // The same photo given again takes the place of one that failed or was cancelled: two would send it twice.
  const superseded = entries.closedWithMarks(storeId, productId, marks);
  const before = entries.ofProduct(storeId, productId);
  // What is older than an intent to empty the product is no part of what comes after that, so its number can't be taken over.
  const lastClear = Math.max(0, ...before.flatMap(({ kind, id }) => (kind === 'clear' ? [id] : [])));
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
