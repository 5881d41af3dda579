import type { BatchesTable, BatchFacts } from './batches-table.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { inPlaceOf } from '../gallery/replaced.ts';
import { judgeGroup, type DirectPlace, type Through } from './direct-queue.ts';
import type { GalleryEdits } from '../gallery/gallery-edits.ts';
import { creates } from '../outbox/entry.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { StagedFiles } from '../staging/staged-files.ts';
import { entryKey, imageKey } from '../../shared/tile-key.ts';

export interface DirectGroupsPorts {
  catalog: Catalog;
  outbox: Outbox;
  bytes: StagedFiles;
  edits: Pick<GalleryEdits, 'placing' | 'replaced'>;
  table: BatchesTable;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** Queues one group for one product in order, in one transaction. `had`: see `queuedBefore`. */
export function queueGroup(
  ports: DirectGroupsPorts,
  target: { storeId: string; productId: number },
  facts: BatchFacts,
  { before, replaces }: DirectPlace,
  group: readonly Through[],
  had: ReadonlySet<string>,
): void {
  const { edits, outbox, table } = ports;
  const { uploads, refused } = judgeGroup(ports, target, group, had);
  // Refusals may be told twice, photos may not be lost: so the photos go first.
  const intents = replaces ? inPlaceOf(replaces, uploads) : uploads;
  const added = outbox.add({ ...target, batchId: facts.id }, intents, {
    continuesRun: facts.queued > 0,
    patch(queued) {
      const keys = queued.filter(creates).map(({ id }) => entryKey(id));
      if (replaces) return edits.placing(target, keys, imageKey(replaces.imageId), true);
      return before === undefined ? {} : edits.placing(target, keys, before);
    },
  });
  if (replaces) edits.replaced(target, replaces, added);
  facts.queued += uploads.length;
  table.refuse(facts.id, refused);
  table.save(facts);
  freeGroup(ports, group);
}

/** The batch is done with these: what nothing else needs of them is deleted. */
export function freeGroup(
  { bytes, log }: Pick<DirectGroupsPorts, 'bytes' | 'log'>,
  group: readonly Through[],
): void {
  try {
    for (const one of group) {
      if (one.kind !== 'photo') continue;
      bytes.releaseAndDelete(one.photo.sha256);
    }
  } catch (error) {
    log('staged photos could not be freed; the next start does it', { error: String(error) });
  }
}
