import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { maxSeconds } from '../bounds.ts';
import { createBudget } from '../memory-budget.ts';
import { cancelled, damaged, tooSlow } from '../picture-messages.ts';

/** A decoded picture: upright, 8 bits a channel, red, green, blue, alpha, in the colour space of the file's profile. */
export interface HeicPixels {
  width: number;
  height: number;
  data: Uint8Array;
}

export interface HeicOptions {
  /** Which of the file's pictures, counted from 0: its primary one. */
  page?: number;
  signal?: AbortSignal | undefined;
  timeoutMs?: number;
}

/**
 * What runs in the worker: a text and not a file of its own, because it must work from the sources and from the bundle. The decoder
 * goes by the first brand in the file and knows but a few; the content is the same for the others.
 */
const work = `
const { readFileSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
(async () => {
  const buffer = new Uint8Array(readFileSync(workerData.path));
  buffer.set([0x68, 0x65, 0x69, 0x63], 8);
  const pictures = await require(workerData.decoder).all({ buffer });
  const picture = pictures[workerData.page] ?? pictures[0];
  const { width, height, data } = await picture.decode();
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  parentPort.postMessage({ width, height, data: bytes }, [bytes.buffer]);
})();
`;

/** Each has a WebAssembly memory of its own, several times the size of the picture. */
const places = createBudget(2);

/**
 * Decodes a HEIC picture with libheif as WebAssembly, in a thread of its own that ends with it, so that neither a slow file nor a
 * hostile one holds up or fills this process for longer than it takes to end the thread.
 */
export async function decodeHeic(path: string, options: HeicOptions = {}): Promise<Outcome<HeicPixels>> {
  return await places.spend(1, async () => await decodeNow(path, options));
}

async function decodeNow(path: string, options: HeicOptions): Promise<Outcome<HeicPixels>> {
  const { page = 0, signal, timeoutMs = maxSeconds * 1000 } = options;
  if (signal?.aborted) return no(cancelled());
  const decoder = createRequire(import.meta.url).resolve('heic-decode');
  const worker = new Worker(work, {
    eval: true,
    workerData: { path, page, decoder },
    // What the decoder has to say about a damaged file is of no use to anyone.
    stdout: true,
    stderr: true,
  });
  const { promise, resolve } = Promise.withResolvers<Outcome<HeicPixels>>();
  // A signal outlives many pictures, and a listener left on it would keep the pixels of each.
  const onAbort = (): void => resolve(no(cancelled()));
  const timer = setTimeout(() => resolve(no(tooSlow())), timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  worker.once('message', (pixels: HeicPixels) => resolve(ok(pixels)));
  worker.once('error', () => resolve(no(damaged('broken'))));
  worker.once('exit', () => resolve(no(damaged('broken'))));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
    await worker.terminate();
  }
}
