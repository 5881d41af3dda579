import { randomUUID } from 'node:crypto';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a text to a temporary file and renames it, so that the file is whole or absent. Rejects with errors of the
 * file system, and where a device or a pipe has the name: the file would take its place.
 */
export async function writeWholeFile(path: string, parts: Iterable<string>): Promise<void> {
  if ((await stat(path).catch(() => null))?.isFile() === false) throw new Error(`${path} is no file`);
  const beside = join(dirname(path), `.packshot-${randomUUID()}`);
  try {
    const file = await open(beside, 'wx');
    try {
      for (const part of parts) await file.writeFile(part);
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}
