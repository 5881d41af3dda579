import { shopId } from './big-shop.ts';
import { ownPeakBytes } from './memory.ts';
import { openApp } from './open-app.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

/** Input of the process that takes a drop, as JSON on standard input. */
export interface DropJob {
  dataDir: string;
  folder: string;
  files: number;
  /** The drop comes before the catalogue is indexed. */
  isCold: boolean;
  /** Continues until all files are read and queued; otherwise ends with the rows. */
  isWhole: boolean;
}

/** Its output, as JSON on standard output. Times in milliseconds since the drop. */
export interface DropDone {
  firstRow: number;
  allRows: number;
  /** How long indexing the catalogue took, and how long its thread worked; null if the drop comes before. */
  indexed: { took: number; worked: number } | null;
  /** Null unless it went on to the end. */
  whole: {
    allRead: number;
    /** Duration of the button's call, and until everything was in the outbox. */
    pressed: number;
    queued: number;
    matched: number;
    holds: { reading: number; queueing: number };
  } | null;
  /** Longest uninterrupted work of the main thread, by phase: milliseconds of its CPU time. */
  holds: { indexing: number; rows: number };
  /**
   * CPU time of the main thread from the drop to the last row, in ms: nearly independent of the machine's
   * load.
   */
  worked: number;
  /** Maximum of deltas within a second, and the largest one in bytes. */
  deltas: number;
  largestDelta: number;
  /** Bytes: after the start, and the maximum. */
  memory: { atStart: number; atMost: number };
}

const tickMs = 2;

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const { dataDir, folder, files, isCold, isWhole } = JSON.parse(Buffer.concat(chunks).toString()) as DropJob;
  const app = await openApp(dataDir);
  const hold = watchHolds();
  const indexed = isCold ? null : await index();
  const indexing = hold.take();
  const atStart = process.memoryUsage.rss();

  const times: number[] = [];
  let largestDelta = 0;
  let wake = (): void => {};
  app.onDelta((delta) => {
    times.push(performance.now());
    largestDelta = Math.max(largestDelta, JSON.stringify(delta).length);
    wake();
  });
  const from = performance.now();
  const workedBefore = mainThreadMs();
  const added = app.addFiles({ storeId: shopId, productId: null, source: 'drop' }, [folder]);
  if (!added.ok) throw new Error(sentenceOf(added.reason));
  const { batchId } = added.value;
  const rows = async (): Promise<number> => {
    const page = await app.handlers['review.rows']({ batchId, offset: 0, limit: 60 });
    return page.ok ? page.value.total : 0;
  };
  /** Asks after every delta, like the window. */
  const until = async (holds: () => Promise<boolean>): Promise<number> => {
    while (!(await holds())) await new Promise<void>((resolve) => (wake = resolve));
    return performance.now() - from;
  };
  const firstRow = await until(async () => (await rows()) > 0);
  const allRows = await until(async () => (await rows()) >= files);
  const worked = mainThreadMs() - workedBefore;
  const ofRows = hold.take();
  const whole = isWhole ? await finish() : null;
  const done: DropDone = {
    firstRow,
    allRows,
    indexed,
    whole,
    holds: { indexing, rows: ofRows },
    worked,
    deltas: maxWithin(times, 1_000),
    largestDelta,
    memory: { atStart, atMost: ownPeakBytes() },
  };
  hold.stop();
  process.stdout.write(JSON.stringify(done));
  app.batches.cancel(batchId);
  await added.value.finished;
  await app.close();

  async function index(): Promise<DropDone['indexed']> {
    const [began, before] = [performance.now(), mainThreadMs()];
    await app.handlers['matching.tryPatterns']({ storeId: shopId, patterns: [], names: null });
    const took = { took: performance.now() - began, worked: mainThreadMs() - before };
    await rest(500);
    return took;
  }

  async function finish(): Promise<DropDone['whole']> {
    const allRead = await until(
      async () => app.batches.view(batchId)?.phase === 'review' && (await rows()) > 0,
    );
    const reading = hold.take();
    const matched = app.reviews.summary(batchId)?.ready ?? 0;
    const pressedAt = performance.now();
    await app.handlers['review.queue']({ batchId });
    const pressed = performance.now() - pressedAt;
    await app.reviews.prepared(batchId);
    const queued = performance.now() - pressedAt;
    return { allRead, pressed, queued, matched, holds: { reading, queueing: hold.take() } };
  }
}

/** CPU time of this thread between two timer events: wall-clock time would include the machine's load. */
function watchHolds(): { take: () => number; stop: () => void } {
  let longest = 0;
  let before = mainThreadMs();
  const ticks = setInterval(() => {
    const now = mainThreadMs();
    longest = Math.max(longest, now - before);
    before = now;
  }, tickMs);
  return {
    take: () => {
      const max = longest;
      longest = 0;
      return max;
    },
    stop: () => clearInterval(ticks),
  };
}

function mainThreadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function maxWithin(times: readonly number[], ms: number): number {
  return times.reduce((max, at) => Math.max(max, times.filter((t) => t >= at && t < at + ms).length), 0);
}

if (import.meta.main) await main();
