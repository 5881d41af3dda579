import { constants } from 'node:fs';
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import {
  cancelled,
  changed,
  diskFull,
  empty,
  errorCode,
  notAFile,
  unreadable,
  unwritable,
} from '../pictures/picture-messages.ts';
import type { SourceFile } from '../pictures/source-drives.ts';
import type { Received, StagingDisk, StagingSource } from './staging.ts';

type Copied = Pick<Received, 'sha256' | 'bytes'>;
type Facts = Awaited<ReturnType<StagingDisk['stat']>>;

const chunkBytes = 1024 * 1024;
/** Space left for the database and the rest of the system. */
const reserveBytes = 64 * 1024 * 1024;
/** Codes that mean that the two file systems can't share blocks, or are different ones. */
const neverCodes: ReadonlySet<string | null> = new Set(['ENOTSUP', 'ENOSYS', 'ENOTTY', 'EXDEV']);
/** Fails if the file system can't share the blocks of two files, or if the target exists. */
const cloneOnly = constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL;

/**
 * Copies `path` to `to`; the copy is flushed to disk when this resolves. It is a clone if the file system can make
 * one, as APFS, Btrfs and XFS can: that takes no time and no space. `clones`: whether files of a device can be
 * cloned, as far as known; if they can't, it is not tried again. The fingerprint is of the bytes of the copy. Refuses
 * a file that changes meanwhile.
 */
export async function copyIn(
  disk: StagingDisk,
  from: StagingSource,
  path: string,
  to: string,
  { signal, clones }: { signal: AbortSignal | undefined; clones: Map<number, boolean> },
): Promise<Outcome<Copied>> {
  let facts: Facts;
  try {
    // Checked before opening: opening a pipe would wait for a writer.
    facts = await from.stat(path);
    if (!facts.isFile()) return no(notAFile());
    if (facts.size === 0) return no(empty());
  } catch (error) {
    return no(unreadable(error));
  }
  const task = { path, to, facts, signal };
  return (await clone(from, task, clones)) ? await takeClone(disk, from, task) : await copy(disk, from, task);
}

interface Task {
  path: string;
  to: string;
  /** Of the original, before it was read. */
  facts: Facts;
  signal: AbortSignal | undefined;
}

/** Whether `to` is a clone now. If cloning failed, the copy that follows reports why. */
async function clone(
  from: StagingSource,
  { path, to, facts }: Task,
  clones: Map<number, boolean>,
): Promise<boolean> {
  if (from.copyFile === undefined || clones.get(facts.dev) === false) return false;
  try {
    // On macOS a clone of a locked file is locked too, and could be neither moved nor deleted. Source: clonefile(2).
    await from.access(path, constants.W_OK);
    await from.copyFile(path, to, cloneOnly);
    clones.set(facts.dev, true);
    return true;
  } catch (error) {
    if (neverCodes.has(errorCode(error))) clones.set(facts.dev, false);
    return false;
  }
}

async function takeClone(
  disk: StagingDisk,
  from: StagingSource,
  { path, to, facts, signal }: Task,
): Promise<Outcome<Copied>> {
  let file: FileHandle | null = null;
  try {
    file = await disk.open(to, 'r');
    // A clone has the rights of the original.
    await file.chmod(0o600);
    const read = await pump(file, null, signal);
    if (!read.ok) return read;
    const after = await reading(async () => await from.stat(path));
    if (!after.ok) return after;
    const isSame = after.value.size === facts.size && after.value.mtimeMs === facts.mtimeMs;
    if (!isSame || read.value.bytes !== facts.size) return no(changed());
    await file.sync();
    return read;
  } catch (error) {
    return no(unwritable(error));
  } finally {
    await file?.close().catch(() => undefined);
  }
}

async function copy(
  disk: StagingDisk,
  from: StagingSource,
  { path, to, facts, signal }: Task,
): Promise<Outcome<Copied>> {
  if (!(await hasRoom(disk, to, facts.size))) return no(diskFull());
  let source: SourceFile;
  try {
    source = await from.open(path, 'r');
  } catch (error) {
    return no(unreadable(error));
  }
  let target: FileHandle | null = null;
  try {
    target = await disk.open(to, 'wx');
    const copied = await pump(source, target, signal);
    if (copied.ok) await target.sync();
    return copied;
  } catch (error) {
    return no(unwritable(error));
  } finally {
    await source.close().catch(() => undefined);
    await target?.close().catch(() => undefined);
  }
}

/**
 * Throws if the target can't be written. Returns a reason if the source can't be read. Without a target it only
 * reads.
 */
async function pump(
  source: SourceFile,
  target: FileHandle | null,
  signal: AbortSignal | undefined,
): Promise<Outcome<Copied>> {
  const hash = createHash('sha256');
  const before = await reading(async () => await source.stat());
  if (!before.ok) return before;
  const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, Math.max(1, before.value.size + 1)));
  let bytes = 0;
  for (;;) {
    if (signal?.aborted) return no(cancelled());
    // Errors of the source are reasons, so that a bad source is never taken for a bad target.
    const got = await reading(async () => (await source.read(chunk, 0, chunk.length, bytes)).bytesRead);
    if (!got.ok) return got;
    if (got.value === 0) break;
    const part = chunk.subarray(0, got.value);
    hash.update(part);
    if (target !== null) await writeAll(target, part);
    bytes += got.value;
    // A file that grows as fast as it is read would never end.
    if (bytes > before.value.size) return no(changed());
  }
  const after = await reading(async () => await source.stat());
  if (!after.ok) return after;
  const isSame = after.value.size === bytes && after.value.mtimeMs === before.value.mtimeMs;
  if (bytes !== before.value.size || !isSame) return no(changed());
  return ok({ sha256: hash.digest('hex'), bytes });
}

async function reading<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return ok(await work());
  } catch (error) {
    return no(unreadable(error));
  }
}

async function writeAll(target: FileHandle, part: Buffer): Promise<void> {
  let written = 0;
  while (written < part.length) {
    written += (await target.write(part, written, part.length - written)).bytesWritten;
  }
}

/** If the free space is unknown, assume enough: writing will fail otherwise. */
async function hasRoom(disk: StagingDisk, path: string, bytes: number): Promise<boolean> {
  return bytes <= ((await freeBytes(disk, dirname(path))) ?? bytes);
}

/** Bytes that photos may still take on the disk of `folder`; null if unknown. */
export async function freeBytes(disk: StagingDisk, folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await disk.statfs(folder);
    return Math.max(0, bavail * bsize - reserveBytes);
  } catch {
    return null;
  }
}
