import {
  takeIn,
  type Photo,
  type RefusedFile,
  type ScannedFile,
  type TakeInOptions,
  type TakenIn,
} from '../intake/intake.ts';
import type { Staging } from '../staging/staging.ts';
import type { Reason } from '../../shared/outcome.ts';
import { Gathering } from './batcher.ts';
import { isReading, type Item } from './item.ts';
import type { Matched, Matcher } from '../matching/matcher.ts';
import { applyToBatch, droppedManifests, type GivenManifest } from './manifests.ts';
import { interruptedReading, readAsList } from './review-reasons.ts';
import type { ReviewBatch } from './review-batch.ts';
import type { StagedFiles } from '../staging/staged-files.ts';

interface ReadingPorts extends Pick<
  TakeInOptions,
  'onFound' | 'onJunk' | 'onInspected' | 'quiet' | 'pictures' | 'preparer'
> {
  batch: ReviewBatch;
  storeId: string;
  paths: readonly string[];
  staging: Staging;
  bytes: StagedFiles;
  matcher: Matcher;
  signal: AbortSignal;
  /** A list given beside the photos, such as on the command line; those among the photos are found by themselves. */
  manifest: GivenManifest | null;
  onRead: (item: Item) => void;
  /** Matches again what was matched with an older catalogue. */
  matchAnew: () => Promise<void>;
}

/** Rows that are written down in one go. */
const rowsAtOnce = 256;
/** Files of which is written down in one go what was found out about them. */
const readAtOnce = 64;

interface FoundRow {
  file: ScannedFile;
  /** Null for one that was known before. */
  matched: Matched | null;
  /** The catalogue and patterns it was matched with. */
  edition: string;
}

/**
 * Reads what was dropped into a review: rows as soon as files are found, facts as each is read. Reading the same again goes on where
 * it was broken off: files are known by their paths.
 */
export async function readIntoReview(ports: ReadingPorts): Promise<TakenIn> {
  const { batch, storeId, matcher, manifest, bytes, onRead, matchAnew, ...options } = ports;
  const known = new Map(batch.items().map((item) => [item.path, item.id]));
  /** The batch's own ids of this reading's ordinals. */
  const ids = new Map<number, number>();
  let nextOrdinal = Math.max(-1, ...batch.items().map((item) => item.ordinal)) + 1;

  const rows = new Gathering<FoundRow>(rowsAtOnce, found);
  const through = new Gathering<Photo | RefusedFile>(readAtOnce, readAll);

  /** Matched as they come, the first shown at once; of thousands, many in one transaction. */
  function gather(files: readonly ScannedFile[]): void {
    const edition = matcher.edition(storeId);
    rows.put(
      files.map((file) => ({
        file,
        edition,
        matched: known.has(file.path) ? null : matcher.match(storeId, file),
      })),
    );
    if (ids.size === 0) rows.flush();
  }

  function found(group: readonly FoundRow[]): void {
    const edition = matcher.edition(storeId);
    const fresh = group.filter(({ file }) => !known.has(file.path));
    const items = batch.found(
      fresh.map(({ file, matched, edition: before }) => ({
        ordinal: nextOrdinal++,
        fileName: file.fileName,
        folder: file.folder,
        root: file.root,
        path: file.path,
        // By the catalogue of this moment: only what is in the batch is matched again when there is another.
        ...(matched !== null && before === edition ? matched : matcher.match(storeId, file)),
      })),
    );
    for (const item of items) known.set(item.path, item.id);
    for (const { file } of group) {
      const id = known.get(file.path);
      if (id !== undefined) ids.set(file.ordinal, id);
    }
  }

  function readAll(group: readonly (Photo | RefusedFile)[]): void {
    if (group.some(({ ordinal }) => !ids.has(ordinal))) rows.flush();
    const news = new Map<number, Item>();
    for (const one of group) {
      const item = batch.item(ids.get(one.ordinal) ?? 0);
      // Read before this reading was taken up again, or queued or discarded meanwhile. What was read once is staged, wherever the file is now.
      if (!item || item.facts !== null || news.has(item.id)) continue;
      news.set(
        item.id,
        'reason' in one
          ? { ...item, unusable: one.reason }
          : { ...item, facts: one.facts, sha256: one.sha256 },
      );
    }
    batch.updateAll([...news.values()]);
    for (const one of group) {
      if ('reason' in one) continue;
      if (batch.item(ids.get(one.ordinal) ?? 0)?.sha256 === one.sha256) bytes.releaseHold(one.sha256);
      else bytes.releaseAndDelete(one.sha256);
    }
    for (const { id, facts } of news.values()) {
      const item = batch.item(id);
      if (item && facts !== null) onRead(item);
    }
  }

  /** For what is told like a file and is none, or was not found as one. */
  function refuse(fileName: string, folder: string, reason: Reason): void {
    const [added] = batch.found([
      {
        ordinal: nextOrdinal++,
        fileName,
        folder,
        root: '',
        path: `${folder}/${fileName}`,
        match: { is: 'unmatched', why: '', candidates: [], where: 'name', view: null },
        target: null,
      },
    ]);
    if (added) batch.refuse(added, reason);
  }

  await matcher.ready(storeId);
  let taken: TakenIn;
  try {
    taken = await takeIn({
      ...options,
      onFiles: gather,
      onPhoto: (photo) => through.put([photo]),
      onRefused(refused) {
        if (!ids.has(refused.ordinal)) rows.flush();
        if (ids.has(refused.ordinal)) through.put([refused]);
        else refuse(refused.fileName, refused.folder, refused.reason);
      },
    });
    rows.flush();
    through.flush();
  } finally {
    rows.close();
    for (const one of through.close()) if (!('reason' in one)) bytes.releaseAndDelete(one.sha256);
  }
  if (taken.cancelled) return taken;
  // Found by an earlier process and gone since, or kept from being read by what stopped the batch.
  for (const item of batch.items().filter(isReading)) batch.refuse(item, taken.problem ?? interruptedReading);
  await matcher.current(storeId);
  await matchAnew();
  const listing = {
    batch,
    storeId,
    matcher,
    refuse: (name: string, reason: Reason) => refuse(name, '', reason),
  };
  // Found before any is put into effect: what can't be used of one is told under its name.
  const dropped = await droppedManifests(batch);
  if (manifest) applyToBatch(listing, manifest);
  for (const { item, manifest: list } of dropped) {
    const photos = applyToBatch(listing, list);
    if (photos > 0) batch.update(item.id, { unusable: readAsList(photos) });
  }
  return taken;
}
