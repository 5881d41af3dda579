import { execFileSync } from 'node:child_process';
import { Worker } from 'node:worker_threads';

/**
 * Checks a few times a second. A text and not a file of its own, because it must work from the sources and from the
 * bundle.
 */
const work = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  const isOrphan = process.ppid !== workerData.parent;
  if (isOrphan || process.memoryUsage.rss() > workerData.maxBytes) process.kill(process.pid, 'SIGKILL');
}, 200);
`;

/**
 * Ends this process if it takes more than `maxBytes` of memory, or if its parent is gone. It runs in a thread of its
 * own, because a decoder in WebAssembly blocks the main one. On Windows it can't see the parent's end.
 */
export function startWatchdog(maxBytes: number): void {
  const watchdog = new Worker(work, {
    eval: true,
    workerData: { parent: process.ppid, maxBytes },
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  });
  watchdog.unref();
}

/** On Linux with `prlimit`, the system limits the private memory of this process, however fast it allocates. */
export function limitMemory(maxBytes: number): void {
  if (process.platform !== 'linux') return;
  try {
    execFileSync('prlimit', ['--pid', String(process.pid), `--data=${maxBytes}`], { stdio: 'ignore' });
  } catch {
    // The watchdog works without it.
  }
}
