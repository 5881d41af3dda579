import { join } from 'node:path';
import { PicturePool, type PicturePoolOptions } from '../../../../electron/pictures/pool/picture-pool.ts';
import { forkProcesses } from '../../../../electron/util/fork-process.ts';
import type { StartProcess } from '../../../../electron/util/worker-process.ts';

const sources = join(import.meta.dirname, '../../../../electron');

/** Worker processes as the command line starts them. */
export const startProcess: StartProcess = forkProcesses({
  'picture-process': join(sources, 'pictures/pool/picture-process.ts'),
  'practice-process': join(sources, 'practice/practice-process.ts'),
});

/** A pool of real processes, closed when the test that uses it is over. */
export function openPool(options: Partial<PicturePoolOptions> = {}): PicturePool & Disposable {
  const pool = new PicturePool({ start: startProcess, ...options });
  return Object.assign(pool, { [Symbol.dispose]: () => pool.close() });
}
