import type { Dirent, Stats } from 'node:fs';
import * as realDisk from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { systemClock, type Clock } from '../util/clock.ts';
import { isPlaceholder, troubleOf, type FileTrouble } from './file-trouble.ts';

/** An open file of the user. */
export interface SourceFile {
  stat(): Promise<Stats>;
  read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesRead: number; buffer: Buffer }>;
  close(): Promise<void>;
}

/** The part of `node:fs/promises` by which files of the user are read. */
export interface SourceDisk {
  open(path: string, flags: 'r'): Promise<SourceFile>;
  stat(path: string): Promise<Stats>;
  readdir(path: string, options: { withFileTypes: true }): Promise<Dirent[]>;
  realpath(path: string): Promise<string>;
  /** Without it, files can't be cloned. */
  copyFile?: ((path: string, to: string, mode: number) => Promise<void>) | undefined;
}

/** Why a file could not be read, once its circumstances were looked at. */
export class FileTroubleError extends Error {
  readonly trouble: FileTrouble;
  /** Of the operating system's error; null if the drive did not answer. */
  readonly code: string | null;

  constructor(trouble: FileTrouble, code: string | null) {
    super(`${trouble}: ${code ?? 'no answer'}`);
    this.trouble = trouble;
    this.code = code;
  }
}

export interface SourceDrives {
  /**
   * Reads below what the user named. Every operation has a limit on its time, and every error is a `FileTroubleError`.
   * Node can't stop an operation that a drive doesn't answer. While one hangs, others of the same path fail at once:
   * each would take one of Node's few threads for files.
   */
  diskFor(named: readonly string[]): SourceDisk;
}

export interface SourceDrivesOptions {
  disk?: SourceDisk;
  clock?: Clock;
  platform?: NodeJS.Platform;
}

/** Milliseconds that one operation of a drive may take. */
const answerMs = 30_000;
/** The same for a file that is fetched from the cloud: the first read may wait until all of it is there. */
const fetchMs = 5 * 60_000;

export function createSourceDrives(options: SourceDrivesOptions = {}): SourceDrives {
  const { disk = realDisk, clock = systemClock, platform = process.platform } = options;
  /** Operations without an answer, by the path that the user named. */
  const hanging = new Map<string, number>();
  const placeholders = new Set<string>();
  const { copyFile } = disk;

  /** `onLate`: what to do with an answer that comes after the limit. */
  async function inTime<T>(
    named: string,
    path: string,
    work: () => Promise<T>,
    onLate: (late: Promise<T>) => void = () => undefined,
  ): Promise<T> {
    if (hanging.has(named)) throw new FileTroubleError('drive-not-answering', null);
    const isFetched = placeholders.has(path);
    const limit = Promise.withResolvers<never>();
    const stop = clock.timer(isFetched ? fetchMs : answerMs, () =>
      limit.reject(new FileTroubleError(isFetched ? 'cloud-file-missing' : 'drive-not-answering', null)),
    );
    const working = work();
    try {
      return await Promise.race([working, limit.promise]);
    } catch (error) {
      if (!(error instanceof FileTroubleError)) throw await explained(error, path);
      hanging.set(named, (hanging.get(named) ?? 0) + 1);
      const release = (): void => {
        const left = (hanging.get(named) ?? 0) - 1;
        if (left > 0) hanging.set(named, left);
        else hanging.delete(named);
      };
      working.then(release, release);
      onLate(working);
      throw error;
    } finally {
      stop();
    }
  }

  async function explained(error: unknown, path: string): Promise<FileTroubleError> {
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
    const facts = { platform, isPlaceholder: placeholders.has(path) };
    const trouble = troubleOf(code, { ...facts, isFolderThere: true });
    if (trouble === troubleOf(code, { ...facts, isFolderThere: false })) {
      return new FileTroubleError(trouble, code);
    }
    const isFolderThere = await isThere(dirname(path));
    return new FileTroubleError(troubleOf(code, { ...facts, isFolderThere }), code);
  }

  async function isThere(folder: string): Promise<boolean> {
    const answer = Promise.withResolvers<boolean>();
    const stop = clock.timer(answerMs, () => answer.resolve(false));
    disk.stat(folder).then(
      () => answer.resolve(true),
      () => answer.resolve(false),
    );
    const isFound = await answer.promise;
    stop();
    return isFound;
  }

  function fileOf(named: string, path: string, file: SourceFile): SourceFile {
    let late: Promise<unknown> | null = null;
    const limited = async <T>(work: () => Promise<T>): Promise<T> =>
      await inTime(named, path, work, (working) => {
        late = working;
      });
    return {
      stat: async () => await limited(async () => await file.stat()),
      read: async (...where) => await limited(async () => await file.read(...where)),
      async close() {
        if (late === null) return await file.close();
        closeAfter(late, file);
      },
    };
  }

  return {
    diskFor(paths) {
      // Thousands of files may be named, so a path is found by the folders above it.
      const folders = new Set(paths.map((path) => (path.endsWith(sep) ? path.slice(0, -1) : path)));
      const namedOf = (path: string): string => {
        for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
          if (folders.has(folder)) return folder;
        }
        return dirname(path);
      };
      return {
        async open(path) {
          const named = namedOf(path);
          const file = await inTime(
            named,
            path,
            async () => await disk.open(path, 'r'),
            (late) => void late.then(async (opened) => await opened.close()).catch(() => undefined),
          );
          return fileOf(named, path, file);
        },
        async stat(path) {
          const facts = await inTime(namedOf(path), path, async () => await disk.stat(path));
          if (isPlaceholder(facts)) placeholders.add(path);
          else placeholders.delete(path);
          return facts;
        },
        async readdir(path, how) {
          return await inTime(namedOf(path), path, async () => await disk.readdir(path, how));
        },
        ...(copyFile && {
          async copyFile(path, to, mode) {
            // The clone of a placeholder would be one too.
            if (placeholders.has(path)) throw new FileTroubleError('cloud-file-missing', null);
            await inTime(namedOf(path), path, async () => await copyFile(path, to, mode));
          },
        }),
        async realpath(path) {
          return await inTime(namedOf(path), path, async () => await disk.realpath(path));
        },
      };
    },
  };
}

function closeAfter(late: Promise<unknown>, file: SourceFile): void {
  late
    .catch(() => undefined)
    .then(async () => await file.close())
    .catch(() => undefined);
}

/** Of this process: a drive that hangs for one batch hangs for the next. */
export const sourceDrives = createSourceDrives();
