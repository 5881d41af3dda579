import { availableParallelism } from 'node:os';
import type { AcceptedType } from '../../shared/limits.ts';
import type { Outcome, Reason } from '../../shared/outcome.ts';
import { no } from '../../shared/outcome.ts';
import { createHopper } from './hopper.ts';
import { inspect } from './inspect.ts';
import { look } from './look.ts';
import { cancelled, stopsBatch } from './reasons.ts';
import { scan, type FoundFile } from './scan.ts';
import type { Staging } from './stage.ts';

/** A picture file the user gave, inspected and staged. */
export interface Photo {
  /** Its place in the batch, counted from 0 in the order of the scan. Refused files have one too, so there may be gaps. */
  ordinal: number;
  /** The user's own name for it, with the extension it came with. */
  fileName: string;
  /** Folder below what was dropped; see `FoundFile`. */
  folder: string;
  /** Where it was found; for matching and reports. Sending reads `stagedPath`. */
  originalPath: string;
  type: AcceptedType;
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

export interface TakeInOptions {
  paths: readonly string[];
  staging: Staging;
  signal?: AbortSignal | undefined;
  /** Files at the same time; as many as the machine has cores, when left out. */
  parallel?: number | undefined;
  /** More files were found; the number found so far. */
  onFound?: (found: number) => void;
  /** More junk was passed over; the number so far. */
  onJunk?: (junk: number) => void;
  /** A file is through, one way or the other; the number so far. */
  onInspected?: (inspected: number) => void;
  /**
   * A photo is staged, in no particular order: sort by `ordinal`. It is waited for. The photo is held in staging until the receiver calls
   * `staging.letGo(photo.sha256)`, once it is in the outbox or given up.
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

type Task = { ordinal: number; file: FoundFile };

/**
 * Takes in one batch: scans, inspects, stages, several files at a time. A file that is refused never stops another; a full disk or
 * an unwritable staging folder stops the batch. Throws only when a listener throws.
 */
export async function takeIn(options: TakeInOptions): Promise<TakenIn> {
  const { paths, staging, onPhoto, onRefused } = options;
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  const hopper = createHopper<Task>();
  const result: TakenIn = { found: 0, junk: 0, photos: 0, refused: 0, cancelled: false, problem: null };
  let inspected = 0;

  function refuse(refused: RefusedFile): void {
    result.refused += 1;
    onRefused(refused);
    through();
  }

  function through(): void {
    inspected += 1;
    options.onInspected?.(inspected);
  }

  async function produce(): Promise<void> {
    try {
      for await (const { files, unreadable, junk } of scan(paths, { signal })) {
        const first = result.found;
        result.found += files.length + unreadable.length;
        result.junk += junk;
        if (result.found > first) options.onFound?.(result.found);
        if (junk > 0) options.onJunk?.(result.junk);
        hopper.push(files.map((file, index) => ({ ordinal: first + index, file })));
        unreadable.forEach(({ name, folder, reason }, index) =>
          refuse({ ordinal: first + files.length + index, fileName: name, folder, reason }),
        );
      }
    } finally {
      hopper.close();
    }
  }

  async function work(): Promise<void> {
    for (;;) {
      const task = await hopper.next();
      if (task === null || signal.aborted) return;
      const taken = await takeInOne(task, staging, signal);
      if (taken.ok) {
        result.photos += 1;
        await onPhoto(taken.value);
        through();
      } else if (stopsBatch(taken.reason)) {
        result.problem ??= taken.reason;
        stop.abort();
      } else if (!signal.aborted) {
        refuse({
          ordinal: task.ordinal,
          fileName: task.file.name,
          folder: task.file.folder,
          reason: taken.reason,
        });
      }
    }
  }

  const workers = Math.max(1, options.parallel ?? availableParallelism());
  const guarded = [produce, ...Array.from({ length: workers }, () => work)].map(async (part) => {
    try {
      await part();
    } catch (error) {
      stop.abort();
      throw error;
    }
  });
  const ended = await Promise.allSettled(guarded);
  const thrown = ended.find((end) => end.status === 'rejected');
  if (thrown) throw thrown.reason;
  result.cancelled = options.signal?.aborted ?? false;
  return result;
}

async function takeInOne(
  { ordinal, file }: Task,
  staging: Staging,
  signal: AbortSignal,
): Promise<Outcome<Photo>> {
  // A look at the original spares copying what its head already rules out.
  const seen = await look(file.path, file.name);
  if (!seen.ok) return seen;
  const received = await staging.receive(file.path, { signal });
  if (!received.ok) return received;
  const copy = received.value;
  const inspected = await inspect(copy.path, file.name);
  if (!inspected.ok || signal.aborted) {
    await copy.discard();
    return inspected.ok ? no(cancelled()) : inspected;
  }
  const { type, width, height, preview } = inspected.value;
  const staged = await copy.keep(preview);
  if (!staged.ok) return staged;
  return {
    ok: true,
    value: {
      ordinal,
      fileName: file.name,
      folder: file.folder,
      originalPath: file.path,
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
