import { randomUUID } from 'node:crypto';
import * as realDisk from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { pauseBefore } from '../pictures/file-trouble.ts';
import type { SourceDisk } from '../pictures/source-drives.ts';
import { pause, systemClock, type Clock } from '../util/clock.ts';
import { copyHeld, errorCode, unwritable } from '../pictures/picture-messages.ts';
import { copyIn, freeBytes } from './copy-in.ts';

/** The part of `node:fs/promises` that staging uses, so that tests can simulate a full disk. */
export interface StagingDisk {
  mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  open(path: string, flags: 'r' | 'wx'): Promise<FileHandle>;
  readdir(path: string): Promise<string[]>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { recursive?: boolean; force: true }): Promise<void>;
  stat(path: string): Promise<{ dev: number; size: number; mtimeMs: number; isFile(): boolean }>;
  access: SourceDisk['access'];
  copyFile?: SourceDisk['copyFile'];
  statfs(path: string): Promise<{ bavail: number; bsize: number }>;
}

/** Reads the files that are copied into staging. */
export type StagingSource = Pick<SourceDisk, 'open' | 'access' | 'copyFile'> & Pick<StagingDisk, 'stat'>;

interface Staged {
  stagedPath: string;
  sha256: string;
  bytes: number;
}

/** A complete copy on disk that is not staged yet: call `keep` or `discard`. */
export interface Received {
  /** Temporary path of the copy. */
  path: string;
  sha256: string;
  bytes: number;
  /** Where the copy's preview may be written, for `keep`. */
  previewPath: string;
  /**
   * Stages the copy with its preview, a file on the same disk that is moved. The photo is held: see
   * `Staging.releaseHold`.
   */
  keep(previewPath: string): Promise<Outcome<Staged>>;
  discard(): Promise<void>;
}

/**
 * The folder that keeps photos until the store has confirmed them. A photo is stored by the SHA-256 of its
 * bytes: the same photo for ten products exists once, and the bytes sent are the bytes inspected.
 */
export interface Staging {
  /**
   * Copies a file into staging, or clones it where its disk can, and computes the copy's fingerprint. Refuses a file
   * that changes meanwhile. Needs `keep` or `discard`. `source`: reads the file; left out: the disk of staging.
   */
  receive(
    path: string,
    options?: { signal?: AbortSignal | undefined; source?: StagingSource },
  ): Promise<Outcome<Received>>;
  /** Lets `make` write a file and receives it like any other. `make` gets a path where nothing exists. */
  receiveMade(
    make: (to: string) => Promise<Outcome<unknown>>,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<Outcome<Received>>;
  /**
   * Bytes that files from the device of `path` may still take here. Null if they take none, because they are cloned,
   * or if unknown. Only known after one of its files was received.
   */
  roomFor(path: string, source?: StagingSource): Promise<number | null>;
  pathOf(sha256: string): string;
  previewPathOf(sha256: string): string;
  /**
   * Ends one hold. Each `keep` holds a photo until the outbox has recorded it. Otherwise an older entry with
   * the same bytes that ends in between would delete the file.
   */
  releaseHold(sha256: string): void;
  /**
   * Deletes a photo unless it is held; call it when no entry must send it any more. The preview stays for the
   * list until `deletePhotoAndPreview`. Returns whether the photo is deleted.
   */
  deletePhoto(sha256: string): boolean;
  /** Deletes a photo and its preview unless held; call it when no entry shows it any more. */
  deletePhotoAndPreview(sha256: string): boolean;
  /** Fingerprints of all staged photos and previews. */
  list(): Promise<{ photos: string[]; previews: string[] }>;
}

const neverAborted = new AbortController().signal;
const fingerprint = /^[0-9a-f]{64}$/;

/** What tests replace. */
interface StagingWorld {
  clock?: Clock;
  platform?: NodeJS.Platform;
}

/** Opens or creates the folder, and deletes unfinished copies of an earlier run. */
export async function createStaging(
  folder: string,
  disk: StagingDisk = realDisk,
  { clock = systemClock, platform = process.platform }: StagingWorld = {},
): Promise<Outcome<Staging>> {
  const incoming = join(folder, 'incoming');
  const previews = join(folder, 'previews');
  const holds = new Map<string, number>();
  const clones = new Map<number, boolean>();
  const pathOf = (sha256: string) => join(folder, checked(sha256));
  const previewPathOf = (sha256: string) => join(previews, `${checked(sha256)}.preview.webp`);

  try {
    await disk.rm(incoming, { recursive: true, force: true });
    await disk.mkdir(incoming, { recursive: true });
    await disk.mkdir(previews, { recursive: true });
  } catch (error) {
    return no(unwritable(error));
  }

  function deletePhoto(sha256: string): boolean {
    if (holds.has(sha256)) return false;
    // Synchronous: no `keep` can begin between the check and the deletion.
    rmSync(pathOf(sha256), { force: true });
    return true;
  }

  function releaseHold(sha256: string): void {
    const left = (holds.get(sha256) ?? 0) - 1;
    if (left > 0) holds.set(sha256, left);
    else holds.delete(sha256);
  }

  async function keep(
    temporary: string,
    sha256: string,
    bytes: number,
    previewPath: string,
  ): Promise<Outcome<Staged>> {
    // Held before the first await, so that `deletePhoto` keeps the file.
    holds.set(sha256, (holds.get(sha256) ?? 0) + 1);
    try {
      await move(previewPath, previewPathOf(sha256));
      // Last, so that every staged photo has its preview.
      await move(temporary, pathOf(sha256));
      await syncFolder(disk, folder, platform);
      return ok({ stagedPath: pathOf(sha256), sha256, bytes });
    } catch (error) {
      releaseHold(sha256);
      await removeQuietly(disk, temporary);
      await removeQuietly(disk, previewPath);
      return no(isHeld(error) ? copyHeld() : unwritable(error));
    }
  }

  /** Waits, with a limit, while another program holds a file, as virus scanners do with new ones. */
  async function move(from: string, to: string): Promise<void> {
    const since = clock.now();
    for (let tries = 0; ; tries += 1) {
      try {
        return await disk.rename(from, to);
      } catch (error) {
        const ms = isHeld(error) ? pauseBefore('busy', { since, tries }, clock.now()) : null;
        if (ms === null) throw error;
        await pause(clock, ms, neverAborted);
      }
    }
  }

  /** On Windows, a folder without write permission has refused the copy itself before. */
  function isHeld(error: unknown): boolean {
    const code = errorCode(error);
    if (code === 'EBUSY') return true;
    return platform === 'win32' && (code === 'EPERM' || code === 'EACCES');
  }

  const receive: Staging['receive'] = async (path, { signal, source = disk } = {}) => {
    const temporary = join(incoming, randomUUID());
    const previewPath = `${temporary}.preview`;
    const copied = await copyIn(disk, source, path, temporary, { signal, clones });
    if (!copied.ok) {
      await removeQuietly(disk, temporary);
      return copied;
    }
    const { sha256, bytes } = copied.value;
    return ok({
      path: temporary,
      ...copied.value,
      previewPath,
      keep: async (preview) => await keep(temporary, sha256, bytes, preview),
      discard: async () => {
        await removeQuietly(disk, temporary);
        await removeQuietly(disk, previewPath);
      },
    });
  };

  return ok({
    pathOf,
    previewPathOf,
    releaseHold,
    receive,

    async receiveMade(make, { signal } = {}) {
      const made = join(incoming, randomUUID());
      try {
        const written = await make(made);
        if (!written.ok) return written;
        return await receive(made, { signal });
      } finally {
        await removeQuietly(disk, made);
      }
    },

    async roomFor(path, source = disk) {
      try {
        const { dev } = await source.stat(path);
        return clones.get(dev) === true ? null : await freeBytes(disk, folder);
      } catch {
        return null;
      }
    },

    deletePhoto,

    deletePhotoAndPreview(sha256) {
      if (!deletePhoto(sha256)) return false;
      rmSync(previewPathOf(sha256), { force: true });
      return true;
    },

    async list() {
      const suffix = '.preview.webp';
      const previewNames = (await disk.readdir(previews)).filter((name) => name.endsWith(suffix));
      return {
        photos: (await disk.readdir(folder)).filter((name) => fingerprint.test(name)),
        previews: previewNames.map((name) => name.slice(0, -suffix.length)),
      };
    },
  });
}

/** Makes a rename survive a power cut. Windows can't open folders and does not need it. */
async function syncFolder(disk: StagingDisk, folder: string, platform: NodeJS.Platform): Promise<void> {
  if (platform === 'win32') return;
  const handle = await disk.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeQuietly(disk: StagingDisk, path: string): Promise<void> {
  // Leftovers are deleted on the next start.
  await disk.rm(path, { force: true }).catch(() => undefined);
}

function checked(sha256: string): string {
  if (!fingerprint.test(sha256)) throw new Error('Staging is addressed by SHA-256 in lower-case hex');
  return sha256;
}
