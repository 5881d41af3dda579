import { stat } from 'node:fs/promises';
import type { GivenCount } from '../../shared/many-photos.ts';
import { scan } from './scan.ts';

interface CountOptions {
  signal: AbortSignal;
  /** The number of files found so far. */
  onFound: (files: number) => void;
}

/** Paths of which the disk is asked at the same time. */
const pathsAtOnce = 64;

/** Counts what a drop holds, walking folders as `scan` does, without reading a file. Ends early when `signal` aborts. */
export async function countGiven(
  paths: readonly string[],
  { signal, onFound }: CountOptions,
): Promise<GivenCount> {
  let files = 0;
  for await (const found of scan(paths, { signal })) {
    files += found.files.length;
    if (found.files.length > 0) onFound(files);
  }
  let folders = 0;
  for (let start = 0; start < paths.length && !signal.aborted; start += pathsAtOnce) {
    const some = await Promise.all(paths.slice(start, start + pathsAtOnce).map(isFolder));
    folders += some.filter(Boolean).length;
  }
  return { files, folders };
}

/** Whether any of what was given can be found: a card may have been taken out. */
export async function areSomeThere(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (found !== null) return true;
  }
  return false;
}

async function isFolder(path: string): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  return facts?.isDirectory() ?? false;
}
