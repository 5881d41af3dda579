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
import { Batcher } from './batcher.ts';
import { matchedByDrop, type DropTarget } from './dropped.ts';
import { isReading, type Item } from './item.ts';
import type { Matched, Matcher } from '../matching/matcher.ts';
import { applyToBatch, droppedManifests, type GivenManifest } from './manifests.ts';
import { isOpenToNames, namedFile, rematched } from './rematching.ts';
import { interruptedReading, listOfNone, readAsList } from './review-messages.ts';
import type { ReviewBatch } from './review-batch.ts';
import type { StagedFiles } from '../staging/staged-files.ts';

interface ReadingPorts extends Pick<
  TakeInOptions,
  | 'onFound'
  | 'onIgnored'
  | 'onInspected'
  | 'onShortage'
  | 'onWaiting'
  | 'stability'
  | 'pictures'
  | 'preparer'
  | 'usesCameraJpeg'
> {
  batch: ReviewBatch;
  storeId: string;
  paths: readonly string[];
  staging: Staging;
  bytes: StagedFiles;
  matcher: Matcher;
  signal: AbortSignal;
  /** A list given apart from the photos, as on the command line. Lists among the photos are found automatically. */
  manifest: GivenManifest | null;
  /** The product that photos were dropped on. */
  dropTarget: (productId: number) => DropTarget;
  onRead: (item: Item) => void;
  matchAnew: () => Promise<void>;
}

const rowsPerTransaction = 256;
/** Read files saved in one transaction. */
const readsPerTransaction = 64;

interface FoundRow {
  file: ScannedFile;
  /** Null if it was known before. */
  matched: Matched | null;
  /** The catalogue and patterns it was matched with. */
  edition: string;
}

/**
 * Reads files into a review: rows appear when files are found, facts when they are read. Reading again resumes,
 * because files are known by their paths.
 */
export async function readIntoReview(ports: ReadingPorts): Promise<TakenIn> {
  const { batch, storeId, matcher, manifest, bytes, dropTarget, onRead, matchAnew, ...options } = ports;
  const known = new Map(batch.items().map((item) => [item.path, item.id]));
  /** This reading's ordinals to item ids. */
  const ids = new Map<number, number>();
  let nextOrdinal = Math.max(-1, ...batch.items().map((item) => item.ordinal)) + 1;

  const rows = new Batcher<FoundRow>(rowsPerTransaction, found);
  const read = new Batcher<Photo | RefusedFile>(readsPerTransaction, readAll);

  /** Matches files as they are found. The first are shown at once, the rest in groups. */
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
        // Only saved items are matched again when the catalogue changes, so these use the present one.
        ...placed(matched !== null && before === edition ? matched : matcher.match(storeId, file)),
      })),
    );
    for (const item of items) known.set(item.path, item.id);
    for (const { file } of group) {
      const id = known.get(file.path);
      if (id !== undefined) ids.set(file.ordinal, id);
    }
  }

  /** Photos dropped on a product go there, whatever their names say. */
  function placed(matched: Matched): Matched {
    const { droppedOn } = batch.options;
    return droppedOn ? matchedByDrop(matched, dropTarget(droppedOn.productId)) : matched;
  }

  /** What is written in the picture may name its product, or another than its file's name. */
  function matchedByFields(item: Item): Item {
    if (!item.facts?.fields || !isOpenToNames(item)) return item;
    return rematched(item, matcher.match(storeId, namedFile(item))) ?? item;
  }

  function readAll(group: readonly (Photo | RefusedFile)[]): void {
    if (group.some(({ ordinal }) => !ids.has(ordinal))) rows.flush();
    const news = new Map<number, Item>();
    for (const one of group) {
      const found = batch.item(ids.get(one.ordinal) ?? 0);
      for (const item of found ? batch.sharing(found) : []) {
        // Read earlier, or queued or discarded meanwhile. A photo that was read is staged, so the file itself no longer
        // matters.
        if (item.facts !== null || news.has(item.id)) continue;
        news.set(
          item.id,
          'reason' in one
            ? { ...item, unusable: one.reason }
            : matchedByFields({ ...item, fileName: one.fileName, facts: one.facts, sha256: one.sha256 }),
        );
      }
    }
    batch.updateRead([...news.values()]);
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

  /** Reports something as an unusable file that is none, or was not found as one. */
  function refuse(fileName: string, folder: string, reason: Reason): void {
    const [added] = batch.found([
      {
        ordinal: nextOrdinal++,
        fileName,
        folder,
        root: '',
        path: `${folder}/${fileName}`,
        match: { type: 'unmatched', why: '', candidates: [], where: 'name', view: null },
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
      recipe: batch.options.recipe,
      onFiles: gather,
      onPhoto: (photo) => read.put([photo]),
      onRefused(refused) {
        if (!ids.has(refused.ordinal)) rows.flush();
        if (ids.has(refused.ordinal)) read.put([refused]);
        else refuse(refused.fileName, refused.folder, refused.reason);
      },
    });
    rows.flush();
    read.flush();
  } finally {
    rows.close();
    for (const one of read.close()) if (!('reason' in one)) bytes.releaseAndDelete(one.sha256);
  }
  if (taken.cancelled) return taken;
  // Missing since an earlier process, or not read because the batch was stopped.
  for (const item of batch.items().filter(isReading)) batch.refuse(item, taken.problem ?? interruptedReading);
  await matcher.current(storeId);
  await matchAnew();
  const listing = {
    batch,
    storeId,
    matcher,
    refuse: (name: string, reason: Reason) => refuse(name, '', reason),
  };
  // All lists are found before any is applied, so that unusable rows appear under their list's name.
  const dropped = await droppedManifests(batch);
  if (manifest) applyToBatch(listing, manifest);
  for (const { item, manifest: list } of dropped) {
    const { rows: listed, photos } = applyToBatch(listing, list);
    if (photos > 0) batch.update(item.id, { unusable: readAsList(photos) });
    else if (listed > 0) batch.update(item.id, { unusable: listOfNone });
  }
  return taken;
}
