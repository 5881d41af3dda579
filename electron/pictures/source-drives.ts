import type { Dirent, Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import type { WaitingFor } from '../../shared/model.ts';
import { systemClock, type Clock } from '../util/clock.ts';
import { driveOf, DriveSlots } from './drive-slots.ts';
import { isPlaceholder, troubleOf, type FileTrouble } from './file-trouble.ts';
import { openToRead } from './reader.ts';

/** What is known of a file or folder without opening it. */
export interface FileFacts extends Pick<Stats, 'dev' | 'ino' | 'size' | 'mtimeMs'> {
  blocks?: number;
  isFile(): boolean;
  isDirectory(): boolean;
  /** A file that is read like a folder. */
  isArchive?: true;
}

/** What a folder's listing says of each name. */
export type FolderEntry = Pick<Dirent, 'name' | 'isFile' | 'isDirectory' | 'isSymbolicLink'>;

/** An open file of the user. */
export interface SourceFile {
  stat(): Promise<FileFacts>;
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
  stat(path: string): Promise<FileFacts>;
  readdir(path: string, options: { withFileTypes: true }): Promise<FolderEntry[]>;
  realpath(path: string): Promise<string>;
  /** Rejects, with the error of `node:fs`, if the file can't be used in this way. */
  access(path: string, mode: number): Promise<void>;
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
   * Node can't stop an operation that a drive doesn't answer, so few are under way at a time; see `DriveSlots`. While
   * one hangs, others of the same drive fail at once. `onWaiting`: called when an operation takes long; the function it
   * returns is called when the operation is over.
   */
  diskFor(named: readonly string[], onWaiting?: (waitingFor: WaitingFor) => () => void): SourceDisk;
}

export interface SourceDrivesOptions {
  disk?: SourceDisk;
  clock?: Clock;
  platform?: NodeJS.Platform;
}

/** Milliseconds that one operation of a drive may take. */
const answerMs = 30_000;
/** The same for a file that is fetched from the cloud. The first read may wait until all of it is there. */
const fetchMs = 5 * 60_000;
/** Milliseconds after which the user is told that an operation waits. */
const slowMs = 2_000;

export function createSourceDrives(options: SourceDrivesOptions = {}): SourceDrives {
  const { disk = { ...fs, open: openToRead }, clock = systemClock, platform = process.platform } = options;
  const slots = new DriveSlots();
  /** Operations that did not end in time, by drive. */
  const hanging = new Map<string, number>();
  /** Files that were not closed, because closing would be another operation that hangs; by drive. */
  const unclosed = new Map<string, SourceFile[]>();
  const placeholders = new Set<string>();
  const { copyFile } = disk;

  /** The drive of an operation, and who waits for it. */
  interface Place {
    drive: string;
    path: string;
    onWaiting: ((waitingFor: WaitingFor) => () => void) | undefined;
  }

  /** Throws a `FileTroubleError` if the drive did not answer, else the errors of `work`. */
  async function limited<T>(
    { drive, path, onWaiting }: Place,
    work: () => Promise<T>,
    onLate: (late: Promise<T>) => void = () => undefined,
  ): Promise<T> {
    const isFetched = placeholders.has(path);
    let over: (() => void) | undefined;
    const stopSlow =
      onWaiting && clock.timer(slowMs, () => void (over = onWaiting(isFetched ? 'cloud' : 'drive')));
    try {
      if (hanging.has(drive)) throw notAnswering();
      const slot = slots.take(drive);
      // Most operations get their slot at once, and thousands run one after the other.
      if (slot !== true && !(await slot)) throw notAnswering();
      return await new Promise<T>((resolve, reject) => {
        let isLate = false;
        const working = work();
        const stop = clock.timer(isFetched ? fetchMs : answerMs, () => {
          isLate = true;
          hanging.set(drive, (hanging.get(drive) ?? 0) + 1);
          slots.giveUp(drive);
          onLate(working);
          reject(isFetched ? new FileTroubleError('cloud-file-missing', null) : notAnswering());
        });
        const ended = (): void => {
          stop();
          slots.release(drive, isLate);
          if (isLate) answered(drive);
        };
        working.then(ended, ended);
        working.then(resolve, reject);
      });
    } finally {
      stopSlow?.();
      over?.();
    }
  }

  /** One operation of a drive that hung has ended. */
  function answered(drive: string): void {
    const left = (hanging.get(drive) ?? 0) - 1;
    if (left > 0) return void hanging.set(drive, left);
    hanging.delete(drive);
    for (const file of unclosed.get(drive) ?? []) void file.close().catch(() => undefined);
    unclosed.delete(drive);
  }

  /** `onLate`: called with an answer that comes after the limit. */
  async function inTime<T>(
    place: Place,
    work: () => Promise<T>,
    onLate?: (late: Promise<T>) => void,
  ): Promise<T> {
    try {
      return await limited(place, work, onLate);
    } catch (error) {
      throw error instanceof FileTroubleError ? error : await explained(error, place);
    }
  }

  async function explained(error: unknown, place: Place): Promise<FileTroubleError> {
    const code =
      error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
    const facts = { platform, isPlaceholder: placeholders.has(place.path) };
    const trouble = troubleOf(code, { ...facts, isFolderThere: true });
    if (trouble === troubleOf(code, { ...facts, isFolderThere: false })) {
      return new FileTroubleError(trouble, code);
    }
    const isFolderThere = await isThere({ ...place, path: dirname(place.path) });
    return new FileTroubleError(troubleOf(code, { ...facts, isFolderThere }), code);
  }

  async function isThere(folder: Place): Promise<boolean> {
    try {
      await limited(folder, async () => await disk.stat(folder.path));
      return true;
    } catch {
      return false;
    }
  }

  function fileOf(place: Place, file: SourceFile): SourceFile {
    return {
      stat: async () => await inTime(place, async () => await file.stat()),
      read: async (...where) => await inTime(place, async () => await file.read(...where)),
      async close() {
        if (!hanging.has(place.drive)) return await file.close();
        unclosed.set(place.drive, [...(unclosed.get(place.drive) ?? []), file]);
      },
    };
  }

  return {
    diskFor(paths, onWaiting) {
      // Thousands of files may be named, so the named path is found by going up the folders.
      const folders = new Set(paths.map((path) => (path.endsWith(sep) ? path.slice(0, -1) : path)));
      const namedOf = (path: string): string => {
        for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
          if (folders.has(folder)) return folder;
        }
        return dirname(path);
      };
      const placeOf = (path: string): Place => {
        return { drive: driveOf(namedOf(path), platform), path, onWaiting };
      };
      return {
        async open(path) {
          const place = placeOf(path);
          const file = await inTime(
            place,
            async () => await disk.open(path, 'r'),
            (late) => void late.then(async (opened) => await opened.close()).catch(() => undefined),
          );
          return fileOf(place, file);
        },
        async stat(path) {
          const facts = await inTime(placeOf(path), async () => await disk.stat(path));
          if (isPlaceholder(facts)) placeholders.add(path);
          else placeholders.delete(path);
          return facts;
        },
        async readdir(path, how) {
          return await inTime(placeOf(path), async () => await disk.readdir(path, how));
        },
        async access(path, mode) {
          await inTime(placeOf(path), async () => await disk.access(path, mode));
        },
        ...(copyFile && {
          async copyFile(path, to, mode) {
            // The clone of a placeholder would be one too.
            if (placeholders.has(path)) throw new FileTroubleError('cloud-file-missing', null);
            await inTime(placeOf(path), async () => await copyFile(path, to, mode));
          },
        }),
        async realpath(path) {
          return await inTime(placeOf(path), async () => await disk.realpath(path));
        },
      };
    },
  };
}

function notAnswering(): FileTroubleError {
  return new FileTroubleError('drive-not-answering', null);
}

/** Shared in this process: a drive that hangs for one batch hangs for the next. */
export const sourceDrives = createSourceDrives();
