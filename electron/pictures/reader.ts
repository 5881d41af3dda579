import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { SourceDisk } from './source-drives.ts';

/** Bytes of a file or of memory by position; fewer than asked for, or none, beyond the end. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>;

export function readerOf(bytes: Uint8Array): ReadAt {
  return async (at, length) => bytes.subarray(Math.min(at, bytes.length), at + length);
}

/** Windows has no such flag, and no named pipes among its files. */
const flags = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

/**
 * Opens a file for reading. Without waiting: a named pipe may have taken a file's place, and opening it waits for a
 * writer.
 */
export async function openToRead(path: string): Promise<FileHandle> {
  const file = await open(path, flags);
  try {
    if ((await file.stat()).isFile()) return file;
    throw new Error('Not a file');
  } catch (error) {
    await file.close();
    throw error;
  }
}

/**
 * Opens a file for reading here and there, and closes it when the work is over. Throws the errors of the operating
 * system.
 */
export async function withFile<T>(
  path: string,
  work: (read: ReadAt) => Promise<T>,
  open: SourceDisk['open'] = openToRead,
): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(async (at, length) => {
      // Places of eight bytes may lie where Node refuses to look.
      if (!Number.isSafeInteger(at)) return new Uint8Array();
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}

const windowBytes = 64 * 1024;

/**
 * The same bytes with fewer reads, for small parts that mostly lie close together: each read brings what follows it
 * too.
 */
export function buffered(read: ReadAt): ReadAt {
  let start = 0;
  let window: Uint8Array = new Uint8Array();
  return async (at, length) => {
    if (at < start || at + length > start + window.length) {
      window = await read(at, Math.max(length, windowBytes));
      start = at;
    }
    return window.subarray(at - start, at - start + length);
  };
}
