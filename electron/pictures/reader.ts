import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import type { SourceDisk } from './source-drives.ts';

/** Reads bytes of a file or of memory by position. Returns fewer than asked for at the end, and none beyond it. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>;

export function readerOf(bytes: Uint8Array): ReadAt {
  return async (at, length) => bytes.subarray(Math.min(at, bytes.length), at + length);
}

/** Windows has no such flags, no named pipes among its files, and lets no usual user make links. */
const { O_NONBLOCK = 0, O_NOFOLLOW = 0 } = constants as Partial<typeof constants>;
const flags = constants.O_RDONLY | O_NONBLOCK | O_NOFOLLOW;

/**
 * Opens a file for reading, by its real path. Something else may have taken its place since it was found: a named pipe,
 * whose opening waits for a writer, or a link out of what the user gave.
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

/** Opens a file, runs `work` with a reader, and closes it. Throws the errors of the operating system. */
export async function withFile<T>(
  path: string,
  work: (read: ReadAt) => Promise<T>,
  open: SourceDisk['open'] = openToRead,
): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(async (at, length) => {
      // 8-byte offsets of a file may be larger than Node accepts.
      if (!Number.isSafeInteger(at)) return new Uint8Array();
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}

const windowBytes = 64 * 1024;

/** Reads ahead, for small parts that mostly lie close together: fewer reads of the file. */
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
