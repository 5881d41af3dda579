import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { followScans, type ScansFound } from './jpeg-scans.ts';

/** Bytes up to which the way to a thread and back takes longer than the work. */
const littleWork = 128 * 1024;
const maxThreads = Math.min(availableParallelism(), 4);

/** A text and not a file of its own, because it must work from the sources and from the bundle. */
const work = `
const { parentPort } = require('node:worker_threads');
const followScans = ${followScans.toString()};
parentPort.on('message', (bytes) => parentPort.postMessage(followScans(bytes)));
`;

const idle: Worker[] = [];
const line: ((worker: Worker) => void)[] = [];
let threads = 0;

/** What `followScans` finds, without holding up the thread that asks. */
export async function followScansAside(bytes: Uint8Array): Promise<ScansFound> {
  if (bytes.length <= littleWork) return followScans(bytes);
  const worker = await freeWorker();
  try {
    return await new Promise<ScansFound>((resolve, reject) => {
      worker.removeAllListeners();
      worker.once('message', resolve).once('error', reject);
      worker.once('exit', () => reject(new Error('A thread ended early')));
      worker.ref();
      worker.postMessage(bytes, []);
    });
  } finally {
    handOn(worker);
  }
}

async function freeWorker(): Promise<Worker> {
  const free = idle.pop();
  if (free !== undefined) return free;
  if (threads < maxThreads) return begin();
  return await new Promise((take) => line.push(take));
}

function begin(): Worker {
  threads += 1;
  return new Worker(work, { eval: true });
}

function handOn(worker: Worker): void {
  // The process may end while it has nothing to do.
  worker.unref();
  const hasEnded = worker.threadId === -1;
  if (hasEnded) threads -= 1;
  const next = line.shift();
  if (next !== undefined) next(hasEnded ? begin() : worker);
  else if (!hasEnded) idle.push(worker);
}
