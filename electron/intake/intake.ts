import { setTimeout as rest } from 'node:timers/promises';
import type { Outcome, Reason } from '../../shared/outcome.ts';
import { no, ok } from '../../shared/outcome.ts';
import { createAsyncQueue } from '../util/async-queue.ts';
import { pauseBefore, type Waited } from '../pictures/file-trouble.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import { withFile } from '../pictures/reader.ts';
import { sourceDrives, type SourceDisk, type SourceDrives } from '../pictures/source-drives.ts';
import { pause, systemClock, type Clock } from '../util/clock.ts';
import type { PictureFacts, PictureType } from '../pictures/picture-facts.ts';
import { isFresh, waitUntilStable, type Stability } from './wait-until-stable.ts';
import { cancelled, stopsBatch, unreadable } from '../pictures/picture-messages.ts';
import { scan, type FoundFile } from './scan.ts';
import type { Staging } from '../staging/staging.ts';
import type { Preparer } from './preparer.ts';

export interface Photo {
  /** Position in the batch from 0, in the order of the scan. Refused files have one too, so photos may have gaps. */
  ordinal: number;
  /** The user's name for it, with the original extension. */
  fileName: string;
  /** See `FoundFile`. */
  folder: string;
  /** See `FoundFile`. */
  root: string;
  /** For reports only; sending reads `stagedPath`. */
  originalPath: string;
  facts: PictureFacts;
  type: PictureType;
  /** In pixels, with the EXIF orientation applied. */
  width: number;
  height: number;
  bytes: number;
  sha256: string;
  mtimeMs: number;
  stagedPath: string;
}

export interface RefusedFile {
  ordinal: number;
  fileName: string;
  folder: string;
  reason: Reason;
}

export interface ScannedFile {
  ordinal: number;
  fileName: string;
  folder: string;
  root: string;
  path: string;
  bytes: number;
}

export interface TakeInOptions {
  paths: readonly string[];
  staging: Staging;
  pictures: PicturePool;
  /** Has what must be prepared whatever the user chooses prepared in the same go; left out: nothing is. */
  preparer?: Pick<Preparer, 'placeAhead'> | undefined;
  signal?: AbortSignal | undefined;
  /** Files read at the same time. Default: as many as keep the picture processes busy. */
  parallel?: number | undefined;
  /** How long a file must stay unchanged before it is read; left out: it is read at once. */
  stability?: Stability | undefined;
  /** What reads the user's files. Default: the one of this process. */
  drives?: SourceDrives | undefined;
  /** For waiting until a file can be read. */
  clock?: Clock | undefined;
  /** Files in order and in groups, as soon as they are found. Each is reported again as a photo or refused. */
  onFiles?: (files: readonly ScannedFile[]) => void;
  onFound?: (found: number) => void;
  onIgnored?: (ignored: number) => void;
  onInspected?: (inspected: number) => void;
  /** Once, when all files are found and need more room than there is. The batch goes on until the disk is full. */
  onShortage?: (shortage: Shortage) => void;
  /**
   * A photo is staged, in no particular order: sort by `ordinal`. Its promise is awaited. The photo is held
   * in staging until the receiver calls `staging.releaseHold(photo.sha256)`.
   */
  onPhoto: (photo: Photo) => void | Promise<void>;
  onRefused: (refused: RefusedFile) => void;
}

/** What the files of a batch that are not staged yet need on this computer's disk, and what is free there. */
export interface Shortage {
  neededBytes: number;
  freeBytes: number;
}

export interface TakenIn {
  found: number;
  ignored: number;
  photos: number;
  refused: number;
  cancelled: boolean;
  /** What stopped the whole batch. The files it kept from being read are neither photos nor refused. */
  problem: Reason | null;
}

/** Milliseconds that scanning has the disk almost to itself, so that found files appear early. */
const scanFirstMs = 2_000;

interface Task {
  ordinal: number;
  file: FoundFile;
  waited?: true;
  /** Since it could not be read, for a reason that may pass by itself. */
  trouble?: Waited;
}

/**
 * Scans, inspects and stages one batch, several files at a time. A refused file never stops another; a full
 * disk or an unwritable staging folder stops the batch. Throws only when a listener throws.
 */
export async function takeIn(options: TakeInOptions): Promise<TakenIn> {
  const { paths, pictures, onPhoto, onRefused } = options;
  // It starts while the folders are walked.
  pictures.warmUp();
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const clock = options.clock ?? systemClock;
  const disk = (options.drives ?? sourceDrives).diskFor(paths);
  const queue = createAsyncQueue<Task>();
  const result: TakenIn = { found: 0, ignored: 0, photos: 0, refused: 0, cancelled: false, problem: null };
  let inspected = 0;
  const failures: unknown[] = [];

  // Files found that are neither staged nor refused. At 0 after the scan, the queue closes.
  let open = 0;
  let openBytes = 0;
  let isScanning = true;
  let anyPath: string | null = null;
  const firstDone = Promise.withResolvers<void>();
  const waits: Promise<void>[] = [];
  const onAbort = (): void => {
    queue.close();
    firstDone.resolve();
  };
  signal.addEventListener('abort', onAbort, { once: true });

  function refuse(refused: RefusedFile): void {
    result.refused += 1;
    onRefused(refused);
    inspected += 1;
    options.onInspected?.(inspected);
  }

  function refuseTask(task: Task, reason: Reason): void {
    const { ordinal, file } = task;
    refuse({ ordinal, fileName: file.name, folder: file.folder, reason });
    leave(task);
  }

  function leave({ file }: Task): void {
    open -= 1;
    openBytes -= file.bytes;
    firstDone.resolve();
    if (open === 0 && !isScanning) queue.close();
  }

  async function produce(): Promise<void> {
    for await (const { files, unreadable, ignored } of scan(paths, { signal, disk, clock })) {
      const first = result.found;
      result.found += files.length + unreadable.length;
      result.ignored += ignored;
      if (result.found > first) options.onFound?.(result.found);
      if (ignored > 0) options.onIgnored?.(result.ignored);
      const tasks = files.map((file, index) => ({ ordinal: first + index, file }));
      open += tasks.length;
      openBytes += files.reduce((sum, { bytes }) => sum + bytes, 0);
      anyPath ??= files[0]?.path ?? null;
      if (tasks.length > 0) options.onFiles?.(tasks.map(scanned));
      queue.push(tasks.filter((task) => !isWaitedFor(task)));
      unreadable.forEach(({ name, folder, reason }, index) =>
        refuse({ ordinal: first + files.length + index, fileName: name, folder, reason }),
      );
    }
    isScanning = false;
    if (open > 0) return;
    queue.close();
    firstDone.resolve();
  }

  /** The first staged photo shows whether photos take room at all. */
  async function lookForRoom(): Promise<void> {
    const { staging, onShortage } = options;
    if (onShortage === undefined) return;
    await scanning;
    await firstDone.promise;
    if (signal.aborted || anyPath === null) return;
    const freeBytes = await staging.roomFor(anyPath, disk);
    if (freeBytes !== null && openBytes > freeBytes) onShortage({ neededBytes: openBytes, freeBytes });
  }

  /** Starts to wait for a file that may be unfinished; other files are read meanwhile. */
  function isWaitedFor(task: Task, changed = false): boolean {
    const { stability } = options;
    if (stability === undefined || task.waited || !(changed || isFresh(task.file.mtimeMs, stability)))
      return false;
    waits.push(guard(async () => await wait({ ...task, waited: true }, stability)));
    return true;
  }

  async function wait(task: Task, stability: Stability): Promise<void> {
    const stable = await waitUntilStable(task.file.path, task.file, stability, signal, disk);
    if (signal.aborted) return;
    if (stable.ok) queue.push([task]);
    else if (!isTriedAgain(task, stable.reason)) refuseTask(task, stable.reason);
  }

  /** Plans another try of a file that may soon be readable; other files are read meanwhile. */
  function isTriedAgain(task: Task, { code }: Reason): boolean {
    const now = clock.now();
    const trouble = task.trouble ?? { since: now, tries: 0 };
    const ms = pauseBefore(code, trouble, now);
    if (ms === null) return false;
    const again = { ...task, trouble: { ...trouble, tries: trouble.tries + 1 } };
    const tryAgain = async (): Promise<void> => {
      await pause(clock, ms, signal);
      if (!signal.aborted) queue.push([again]);
    };
    waits.push(guard(tryAgain));
    return true;
  }

  async function work(): Promise<void> {
    for (;;) {
      const task = await queue.next();
      if (task === null || signal.aborted) return;
      const taken = await takeInOne(task, options, disk, signal);
      if (taken.ok) {
        result.photos += 1;
        await onPhoto(taken.value);
        inspected += 1;
        options.onInspected?.(inspected);
        leave(task);
      } else if (stopsBatch(taken.reason)) {
        result.problem ??= taken.reason;
        stop.abort();
      } else if (!signal.aborted) {
        const isLater = taken.reason.code === 'changed' && isWaitedFor(task, true);
        if (!isLater && !isTriedAgain(task, taken.reason)) refuseTask(task, taken.reason);
      }
    }
  }

  /** An exception in one part stops the others. */
  async function guard(part: () => Promise<void>): Promise<void> {
    try {
      await part();
    } catch (error) {
      failures.push(error);
      stop.abort();
    }
  }

  const scanning = guard(produce);
  async function workLater(): Promise<void> {
    await Promise.race([scanning, rest(scanFirstMs, undefined, { ref: false })]);
    await work();
  }

  const others = Math.max(1, options.parallel ?? options.pictures.parallel) - 1;
  await Promise.all([
    scanning,
    guard(work),
    guard(lookForRoom),
    ...Array.from({ length: others }, () => guard(workLater)),
  ]);
  await Promise.all(waits);
  signal.removeEventListener('abort', onAbort);
  if (failures.length > 0) throw failures[0];
  result.cancelled = options.signal?.aborted ?? false;
  return result;
}

function scanned({ ordinal, file: { name, folder, root, path, bytes } }: Task): ScannedFile {
  return { ordinal, fileName: name, folder, root, path, bytes };
}

/**
 * Reads one byte, with the waits and limits of the file's drive: a picture process is killed when it waits for a drive.
 */
async function reach(path: string, disk: SourceDisk): Promise<Outcome<null>> {
  try {
    const facts = await disk.stat(path);
    // Opening a pipe would wait for someone to write to it.
    if (facts.isFile()) await withFile(path, async (read) => await read(0, 1), disk.open);
    return ok(null);
  } catch (error) {
    return no(unreadable(error));
  }
}

async function takeInOne(
  { ordinal, file }: Task,
  { staging, pictures, preparer }: TakeInOptions,
  disk: SourceDisk,
  signal: AbortSignal,
): Promise<Outcome<Photo>> {
  const reached = await reach(file.path, disk);
  if (!reached.ok) return reached;
  // The header of the original may already rule it out, which saves the copy.
  const seen = await pictures.probe(file.path, file.name, { signal });
  if (!seen.ok) return seen;
  const received = await staging.receive(file.path, { signal, source: disk });
  if (!received.ok) return received;
  const copy = received.value;
  const place = preparer?.placeAhead();
  const to = { previewTo: copy.previewPath, ahead: place?.ahead ?? null };
  const inspected = await pictures.inspect(copy.path, file.name, to, { signal });
  if (!inspected.ok || signal.aborted) {
    await copy.discard();
    await place?.discard();
    return inspected.ok ? no(cancelled()) : inspected;
  }
  const { facts, ahead } = inspected.value;
  const { type, width, height } = facts;
  const staged = await copy.keep(copy.previewPath);
  if (!staged.ok) {
    await place?.discard();
    return staged;
  }
  if (place !== undefined) await place.keep(copy.sha256, ahead);
  return {
    ok: true,
    value: {
      ordinal,
      fileName: file.name,
      folder: file.folder,
      root: file.root,
      originalPath: file.path,
      facts,
      type,
      width,
      height,
      bytes: copy.bytes,
      sha256: copy.sha256,
      mtimeMs: copy.mtimeMs,
      stagedPath: staged.value.stagedPath,
    },
  };
}
