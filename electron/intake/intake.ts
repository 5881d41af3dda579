import { setTimeout as rest } from 'node:timers/promises';
import type { Outcome, Reason } from '../../shared/outcome.ts';
import { no } from '../../shared/outcome.ts';
import { createHopper } from '../util/async-queue.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { PictureFacts, PictureType } from '../pictures/picture-facts.ts';
import { isFresh, untilQuiet, type Quiet } from './wait-until-stable.ts';
import { cancelled, stopsBatch } from '../pictures/picture-reasons.ts';
import { scan, type FoundFile } from './scan.ts';
import type { Staging } from '../staging/staging.ts';
import type { Preparer } from './preparer.ts';

/** A picture file the user gave, inspected and staged. */
export interface Photo {
  /** Its place in the batch, counted from 0 in the order of the scan. Refused files have one too, so there may be gaps. */
  ordinal: number;
  /** The user's own name for it, with the extension it came with. */
  fileName: string;
  /** Folder below what was dropped; see `FoundFile`. */
  folder: string;
  /** The dropped folder it was found under; see `FoundFile`. */
  root: string;
  /** Where it was found; for reports. Sending reads `stagedPath`. */
  originalPath: string;
  /** What was found out about it. The four that follow are the most asked for of these. */
  facts: PictureFacts;
  type: PictureType;
  /** In pixels, as a person sees it. */
  width: number;
  height: number;
  bytes: number;
  sha256: string;
  mtimeMs: number;
  stagedPath: string;
}

/** A file that won't be uploaded, and why. */
export interface RefusedFile {
  ordinal: number;
  fileName: string;
  folder: string;
  reason: Reason;
}

/** A file that was found and is about to be read. */
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
  /** Files at the same time; left out: as many as keep the picture processes busy. */
  parallel?: number | undefined;
  /** How files are waited for that are still being written; when left out, they are not. */
  quiet?: Quiet | undefined;
  /** Files as soon as they are found, in order and in groups, long before they are read. Each is told of once more, as photo or refused. */
  onFiles?: (files: readonly ScannedFile[]) => void;
  /** More files were found; the number found so far. */
  onFound?: (found: number) => void;
  /** More junk was passed over; the number so far. */
  onJunk?: (junk: number) => void;
  /** A file is through, one way or the other; the number so far. */
  onInspected?: (inspected: number) => void;
  /**
   * A photo is staged, in no particular order: sort by `ordinal`. It is waited for. The photo is held in staging until the receiver calls
   * `staging.releaseHold(photo.sha256)`, once it is in the outbox or given up.
   */
  onPhoto: (photo: Photo) => void | Promise<void>;
  onRefused: (refused: RefusedFile) => void;
}

export interface TakenIn {
  found: number;
  junk: number;
  photos: number;
  refused: number;
  cancelled: boolean;
  /** What stopped the batch as a whole, told once; the files it kept from being taken in are neither photos nor refused. */
  problem: Reason | null;
}

/** For so long a scan goes before most of the reading, milliseconds: what is there is shown first, and both want the same disk and threads. */
const scanFirstMs = 2_000;

interface Task {
  ordinal: number;
  file: FoundFile;
  /** It was waited for until it was quiet. */
  waited?: true;
}

/**
 * Takes in one batch: scans, inspects, stages, several files at a time. A file that is refused never stops another; a full disk or
 * an unwritable staging folder stops the batch. Throws only when a listener throws.
 */
export async function takeIn(options: TakeInOptions): Promise<TakenIn> {
  const { paths, onPhoto, onRefused } = options;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const hopper = createHopper<Task>();
  const result: TakenIn = { found: 0, junk: 0, photos: 0, refused: 0, cancelled: false, problem: null };
  let inspected = 0;
  const failures: unknown[] = [];

  // Found and neither staged nor refused; the line ends with the last of them.
  let open = 0;
  let isScanning = true;
  const waits: Promise<void>[] = [];
  const onAbort = (): void => hopper.close();
  signal.addEventListener('abort', onAbort, { once: true });

  function refuse(refused: RefusedFile): void {
    result.refused += 1;
    onRefused(refused);
    inspected += 1;
    options.onInspected?.(inspected);
  }

  function refuseTask({ ordinal, file: { name, folder } }: Task, reason: Reason): void {
    refuse({ ordinal, fileName: name, folder, reason });
    leave();
  }

  function leave(): void {
    open -= 1;
    if (open === 0 && !isScanning) hopper.close();
  }

  async function produce(): Promise<void> {
    for await (const { files, unreadable, junk } of scan(paths, { signal })) {
      const first = result.found;
      result.found += files.length + unreadable.length;
      result.junk += junk;
      if (result.found > first) options.onFound?.(result.found);
      if (junk > 0) options.onJunk?.(result.junk);
      const tasks = files.map((file, index) => ({ ordinal: first + index, file }));
      open += tasks.length;
      if (tasks.length > 0) options.onFiles?.(tasks.map(scanned));
      hopper.push(tasks.filter((task) => !isWaitedFor(task)));
      unreadable.forEach(({ name, folder, reason }, index) =>
        refuse({ ordinal: first + files.length + index, fileName: name, folder, reason }),
      );
    }
    isScanning = false;
    if (open === 0) hopper.close();
  }

  /** Begins the wait for a file that may not be finished; the others go on meanwhile. */
  function isWaitedFor(task: Task, changed = false): boolean {
    const { quiet } = options;
    if (quiet === undefined || task.waited || !(changed || isFresh(task.file.mtimeMs, quiet))) return false;
    waits.push(guard(async () => await wait({ ...task, waited: true }, quiet)));
    return true;
  }

  async function wait(task: Task, quiet: Quiet): Promise<void> {
    const settled = await untilQuiet(task.file.path, task.file, quiet, signal);
    if (signal.aborted) return;
    if (settled.ok) hopper.push([task]);
    else refuseTask(task, settled.reason);
  }

  async function work(): Promise<void> {
    for (;;) {
      const task = await hopper.next();
      if (task === null || signal.aborted) return;
      const taken = await takeInOne(task, options, signal);
      if (taken.ok) {
        result.photos += 1;
        await onPhoto(taken.value);
        inspected += 1;
        options.onInspected?.(inspected);
        leave();
      } else if (stopsBatch(taken.reason)) {
        result.problem ??= taken.reason;
        stop.abort();
      } else if (!signal.aborted && !(taken.reason.code === 'changed' && isWaitedFor(task, true))) {
        refuseTask(task, taken.reason);
      }
    }
  }

  /** A defect in one part stops the others. */
  async function guard(part: () => Promise<void>): Promise<void> {
    try {
      await part();
    } catch (error) {
      failures.push(error);
      stop.abort();
    }
  }

  const scanning = guard(produce);
  /** All but one of those who read begin a little later. */
  async function workLater(): Promise<void> {
    await Promise.race([scanning, rest(scanFirstMs, undefined, { ref: false })]);
    await work();
  }

  const others = Math.max(1, options.parallel ?? options.pictures.parallel) - 1;
  await Promise.all([scanning, guard(work), ...Array.from({ length: others }, () => guard(workLater))]);
  await Promise.all(waits);
  signal.removeEventListener('abort', onAbort);
  if (failures.length > 0) throw failures[0];
  result.cancelled = options.signal?.aborted ?? false;
  return result;
}

function scanned({ ordinal, file: { name, folder, root, path, bytes } }: Task): ScannedFile {
  return { ordinal, fileName: name, folder, root, path, bytes };
}

async function takeInOne(
  { ordinal, file }: Task,
  { staging, pictures, preparer }: TakeInOptions,
  signal: AbortSignal,
): Promise<Outcome<Photo>> {
  // A look at the original spares copying what its head already rules out.
  const seen = await pictures.look(file.path, file.name, { signal });
  if (!seen.ok) return seen;
  const received = await staging.receive(file.path, { signal });
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
