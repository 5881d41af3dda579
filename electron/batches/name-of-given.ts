import { basename, dirname } from 'node:path';
import type { Batch } from '../../shared/model.ts';

/** Name of a batch: the folder or file that was given, or the folder of several files; '' if it has none. */
export function nameOfGiven(paths: readonly string[], source: Batch['source']): string {
  const [first] = paths;
  if (first === undefined || source === 'paste' || source === 'url') return '';
  // A hot folder gives the files that are new in it.
  if (paths.length === 1 && source !== 'hot-folder') return basename(first);
  const folder = dirname(first);
  return paths.every((path) => dirname(path) === folder) ? basename(folder) : '';
}
