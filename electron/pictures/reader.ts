import { open } from 'node:fs/promises';

/** Bytes of a file or of memory by position; fewer than asked for, or none, beyond the end. */
export type ReadAt = (at: number, length: number) => Promise<Uint8Array>;

export function readerOf(bytes: Uint8Array): ReadAt {
  return async (at, length) => bytes.subarray(Math.min(at, bytes.length), at + length);
}

/** Opens a file for reading here and there, and closes it when the work is over. Throws the errors of the operating system. */
export async function withFile<T>(path: string, work: (read: ReadAt) => Promise<T>): Promise<T> {
  const file = await open(path, 'r');
  try {
    return await work(async (at, length) => {
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}
