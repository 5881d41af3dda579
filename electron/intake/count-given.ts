import type { GivenCount } from '../../shared/many-photos.ts';
import { sourceDrives, type SourceDisk } from '../pictures/source-drives.ts';
import { scan } from './scan.ts';

interface CountOptions {
  signal: AbortSignal;
  onFound: (files: number) => void;
}

const pathsAtOnce = 64;

/** Counts the files of a drop without reading any, walking folders as `scan` does. Ends early when `signal` aborts. */
export async function countGiven(
  paths: readonly string[],
  { signal, onFound }: CountOptions,
): Promise<GivenCount> {
  const disk = sourceDrives.diskFor(paths);
  let files = 0;
  for await (const found of scan(paths, { signal, disk })) {
    files += found.files.length;
    if (found.files.length > 0) onFound(files);
  }
  let folders = 0;
  for (let start = 0; start < paths.length && !signal.aborted; start += pathsAtOnce) {
    const some = await Promise.all(
      paths.slice(start, start + pathsAtOnce).map((path) => isFolder(disk, path)),
    );
    folders += some.filter(Boolean).length;
  }
  return { files, folders };
}

/** Whether any path exists: a memory card may have been removed. */
export async function areSomeThere(paths: readonly string[]): Promise<boolean> {
  const disk = sourceDrives.diskFor(paths);
  for (const path of paths) {
    const found = await disk.stat(path).catch(() => null);
    if (found !== null) return true;
  }
  return false;
}

async function isFolder(disk: SourceDisk, path: string): Promise<boolean> {
  const facts = await disk.stat(path).catch(() => null);
  return facts?.isDirectory() ?? false;
}
