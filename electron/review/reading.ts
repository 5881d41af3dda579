import { takeIn, type Photo, type ScannedFile, type TakeInOptions, type TakenIn } from '../intake/intake.ts';
import type { Staging } from '../intake/stage.ts';
import type { Reason } from '../../shared/outcome.ts';
import { isReading, type Item } from './item.ts';
import type { Matcher } from './matcher.ts';
import { applyToBatch, droppedManifests, type GivenManifest } from './manifests.ts';
import { interruptedReading, readAsList } from './reasons.ts';
import type { ReviewBatch } from './review-batch.ts';
import type { ReviewBytes } from './review-bytes.ts';

interface ReadingPorts extends Pick<TakeInOptions, 'onFound' | 'onJunk' | 'onInspected' | 'quiet'> {
  batch: ReviewBatch;
  storeId: string;
  paths: readonly string[];
  staging: Staging;
  bytes: ReviewBytes;
  matcher: Matcher;
  signal: AbortSignal;
  /** A list given beside the photos, such as on the command line; those among the photos are found by themselves. */
  manifest: GivenManifest | null;
  onRead: (item: Item) => void;
  /** Matches again what was matched with an older catalogue. */
  matchAnew: () => Promise<void>;
}

/** Rows that are matched and written down in one go: a transaction takes longer than a few dozen of them. */
const rowsAtOnce = 128;
/** How long a row waits for others, milliseconds. */
const gatherMs = 50;

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

  function itemOf(ordinal: number): Item | undefined {
    if (!ids.has(ordinal)) show();
    return batch.item(ids.get(ordinal) ?? 0);
  }

  const waiting: ScannedFile[] = [];
  let shown = false;
  let timer: NodeJS.Timeout | undefined;

  /** The first rows at once; of thousands, many in one transaction. */
  function gather(files: readonly ScannedFile[]): void {
    waiting.push(...files);
    if (!shown || waiting.length >= rowsAtOnce) show();
    else timer ??= setTimeout(showIfPossible, gatherMs);
    shown = true;
  }

  function show(): void {
    clearTimeout(timer);
    timer = undefined;
    const files = waiting.splice(0);
    try {
      found(files);
    } catch (error) {
      waiting.unshift(...files);
      throw error;
    }
  }

  function showIfPossible(): void {
    try {
      show();
    } catch {
      // A full disk: it is tried again with the next file, and told then.
    }
  }

  function found(files: readonly ScannedFile[]): void {
    const fresh = files.filter((file) => !known.has(file.path));
    const items = batch.found(
      fresh.map((file) => ({
        ordinal: nextOrdinal++,
        fileName: file.fileName,
        folder: file.folder,
        root: file.root,
        path: file.path,
        ...matcher.match(storeId, file),
      })),
    );
    for (const item of items) known.set(item.path, item.id);
    for (const file of files) {
      const id = known.get(file.path);
      if (id !== undefined) ids.set(file.ordinal, id);
    }
  }

  function read(photo: Photo): void {
    const item = itemOf(photo.ordinal);
    // Read before this reading was taken up again, or queued or discarded meanwhile.
    if (item && item.facts === null) {
      const now = batch.read(item, photo.facts, photo.sha256);
      bytes.letGo(photo.sha256);
      onRead(now);
      return;
    }
    bytes.letGo(photo.sha256);
    if (item?.sha256 !== photo.sha256) bytes.freeOne(photo.sha256);
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
  const taken = await takeIn({
    ...options,
    onFiles: gather,
    onPhoto: read,
    onRefused({ ordinal, fileName, folder, reason }) {
      const item = itemOf(ordinal);
      if (item) {
        // What was read once is staged, wherever the file is now.
        if (item.facts === null) batch.refuse(item, reason);
        return;
      }
      refuse(fileName, folder, reason);
    },
  }).finally(() => clearTimeout(timer));
  show();
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
