import { dirname, join, parse } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { WaitingFor } from '../../shared/model.ts';
import type { Outcome, Reason } from '../../shared/outcome.ts';
import { ok } from '../../shared/outcome.ts';
import { createAsyncQueue } from '../util/async-queue.ts';
import { pauseBefore, waitingForOf, type Waited } from '../pictures/file-trouble.ts';
import { withArchives, type ArchiveDisk } from '../pictures/archives/archive-disk.ts';
import { sourceDrives, type SourceDrives } from '../pictures/source-drives.ts';
import { pause, systemClock, type Clock } from '../util/clock.ts';
import { isFresh, waitUntilStable, type Stability } from './wait-until-stable.ts';
import { rawBesideJpeg, stopsBatch } from '../pictures/picture-messages.ts';
import { scan, type FoundFile } from './scan.ts';
import {
  cameraJpegName,
  stageCameraJpeg,
  stageFile,
  type StagedPicture,
  type StagingTools,
} from './stage-file.ts';
import { Waits } from './waits.ts';

export interface Photo extends StagedPicture {
  /** Position in the batch from 0, in the order of the scan. Refused files have one too, so photos may have gaps. */
  ordinal: number;
  /** The user's name for it, with the original extension; of a camera's own JPEG with `.jpg`. */
  fileName: string;
  folder: string;
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

export interface TakeInOptions extends StagingTools {
  paths: readonly string[];
  /** Of a raw photograph, takes in the camera's own JPEG that it holds. Default: it is refused. */
  usesCameraJpeg?: boolean | undefined;
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
  /** Once, when all files are found. Its promise is awaited. */
  onScanned?: () => void | Promise<void>;
  onFound?: (found: number) => void;
  onIgnored?: (ignored: number) => void;
  onInspected?: (inspected: number) => void;
  /** What some files wait for before they can be read; undefined: nothing any more. */
  onWaiting?: (waitingFor: WaitingFor | undefined) => void;
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

/** Milliseconds that a file may still be written to before the wait is shown. */
const usualWriteMs = 5_000;

interface Task {
  ordinal: number;
  file: FoundFile;
  waited?: true;
  /** Of a raw photograph: the camera's own JPEG in it is taken in. */
  usesCameraJpeg?: true;
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
  const shownWaits = options.onWaiting && new Waits(options.onWaiting);
  const onDisk = (options.drives ?? sourceDrives).diskFor(paths, shownWaits?.begin);
  const disk = withArchives(onDisk, whenComplete);
  const queue = createAsyncQueue<Task>();
  const result: TakenIn = { found: 0, ignored: 0, photos: 0, refused: 0, cancelled: false, problem: null };
  /** Names of the found JPEGs by their paths without extension. */
  const jpegs = new Map<string, string>();
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
    for await (const { files, unreadable, ignored } of scan(paths, {
      signal,
      disk,
      clock,
      onWaiting: shownWaits?.begin,
    })) {
      const first = result.found;
      result.found += files.length + unreadable.length;
      result.ignored += ignored;
      if (result.found > first) options.onFound?.(result.found);
      if (ignored > 0) options.onIgnored?.(result.ignored);
      const tasks = files.map((file, index) => ({ ordinal: first + index, file }));
      for (const { path, name } of files) if (/\.jpe?g$/i.test(path)) jpegs.set(withoutExtension(path), name);
      open += tasks.length;
      openBytes += files.reduce((sum, { bytes }) => sum + bytes, 0);
      anyPath ??= files[0]?.path ?? null;
      if (tasks.length > 0) options.onFiles?.(tasks.map(scanned));
      queue.push(tasks.filter((task) => !isWaitedFor(task)));
      unreadable.forEach(({ name, folder, reason }, index) =>
        refuse({ ordinal: first + files.length + index, fileName: name, folder, reason }),
      );
    }
    if (!signal.aborted) await options.onScanned?.();
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

  /** An archive that is still being copied has no directory yet. */
  async function whenComplete(path: string): Promise<void> {
    const { stability } = options;
    if (stability === undefined) return;
    const { size: bytes, mtimeMs } = await onDisk.stat(path);
    if (isFresh(mtimeMs, stability))
      await waitUntilStable(path, { bytes, mtimeMs }, stability, signal, onDisk);
  }

  async function wait(task: Task, stability: Stability): Promise<void> {
    let over: (() => void) | undefined;
    const stop = shownWaits && clock.timer(usualWriteMs, () => void (over = shownWaits.begin('writing')));
    const stable = await waitUntilStable(task.file.path, task.file, stability, signal, disk);
    stop?.();
    over?.();
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
      const over = shownWaits?.begin(waitingForOf(code));
      await pause(clock, ms, signal);
      over?.();
      if (!signal.aborted) queue.push([again]);
    };
    waits.push(guard(tryAgain));
    return true;
  }

  /** Decides on a raw photograph once all files are found: a JPEG of its name beside it is taken in instead of it. */
  async function decideOnRaw(task: Task, why: Reason): Promise<void> {
    await scanning;
    if (signal.aborted) return;
    const jpeg = jpegs.get(withoutExtension(task.file.path));
    if (jpeg !== undefined) refuseTask(task, rawBesideJpeg(jpeg));
    else if (options.usesCameraJpeg === true && why.code === 'raw-with-jpeg')
      queue.push([{ ...task, usesCameraJpeg: true }]);
    else refuseTask(task, why);
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
      } else if (taken.reason.code === 'raw-with-jpeg' || taken.reason.code === 'raw-photograph') {
        waits.push(guard(async () => await decideOnRaw(task, taken.reason)));
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
  await disk.close();
  signal.removeEventListener('abort', onAbort);
  if (failures.length > 0) throw failures[0];
  result.cancelled = options.signal?.aborted ?? false;
  return result;
}

function scanned({ ordinal, file: { name, folder, root, path, bytes } }: Task): ScannedFile {
  return { ordinal, fileName: name, folder, root, path, bytes };
}

async function takeInOne(
  { ordinal, file, usesCameraJpeg }: Task,
  options: TakeInOptions,
  disk: ArchiveDisk,
  signal: AbortSignal,
): Promise<Outcome<Photo>> {
  const { name, folder, path } = file;
  const stage = usesCameraJpeg ? stageCameraJpeg : stageFile;
  const taken = await stage(path, name, options, disk, signal);
  if (!taken.ok) return taken;
  const fileName = usesCameraJpeg ? cameraJpegName(name) : name;
  return ok({ ordinal, fileName, folder, ...taken.value });
}

/** Cameras may write the two extensions, not the names, in different cases. */
function withoutExtension(path: string): string {
  return join(dirname(path), parse(path).name);
}
