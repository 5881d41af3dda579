import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Inspector } from './inspector.ts';
import { judge, type Judgement } from './judge.ts';
import { mutations, seeded } from './mutate.ts';
import { makeSamples } from './samples.ts';

export interface FuzzOptions {
  runs: number;
  seed: number;
  /** Checks every accepted file with another decoder. */
  judged: boolean;
  limitMs?: number;
  /** Folder for files with findings; not kept by default. */
  keepIn?: string;
  onProgress?: (done: number) => void;
}

export interface FuzzReport {
  runs: number;
  ready: number;
  refused: Record<string, number>;
  crashed: string[];
  hung: string[];
  /** Accepted, but another decoder could not read it, or only with a warning. */
  unreadable: string[];
  warned: string[];
  slowestMs: number;
  slowest: string;
  peakMb: number;
}

/**
 * Damages healthy pictures of every type, in a different way per run, and inspects them. The same seed makes
 * the same files.
 */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const { runs, seed, judged, limitMs = 30_000 } = options;
  const samples = await makeSamples();
  const kinds = Object.entries(mutations);
  const folder = options.keepIn ?? (await mkdtemp(join(tmpdir(), 'packshot-fuzz-')));
  await mkdir(folder, { recursive: true });
  const inspector = new Inspector({ limitMs });
  const report: FuzzReport = {
    runs,
    ready: 0,
    refused: {},
    crashed: [],
    hung: [],
    unreadable: [],
    warned: [],
    slowestMs: 0,
    slowest: '',
    peakMb: 0,
  };
  try {
    for (let at = 0; at < runs; at += 1) {
      const random = seeded(seed * 1_000_003 + at);
      const sample = samples[at % samples.length];
      const other = samples[Math.floor(random() * samples.length)];
      const kind = kinds[Math.floor(at / samples.length) % kinds.length];
      if (!sample || !other || !kind) throw new Error('Nothing to damage');
      const what = `${at} ${sample.name}: ${kind[0]}`;
      const path = join(folder, `${at}.${sample.extension}`);
      await writeFile(path, kind[1](sample.bytes, random, other.bytes));
      const found = await one(path, what);
      if (!found || options.keepIn === undefined) await rm(path);
      options.onProgress?.(at + 1);
    }
  } finally {
    inspector.close();
    report.peakMb = Math.round(inspector.peakKb / 1024);
    if (options.keepIn === undefined) await rm(folder, { recursive: true, force: true });
  }
  return report;

  /** Returns whether the file was handled wrongly. */
  async function one(path: string, what: string): Promise<boolean> {
    const fate = await inspector.inspect(path, join(folder, 'preview'));
    if (fate.is === 'crashed') return Boolean(report.crashed.push(`${what} (${fate.how})`));
    if (fate.is === 'hung') return Boolean(report.hung.push(what));
    const { seen } = fate;
    if (seen.ms > report.slowestMs) Object.assign(report, { slowestMs: Math.round(seen.ms), slowest: what });
    if ('refused' in seen) {
      report.refused[seen.refused] = (report.refused[seen.refused] ?? 0) + 1;
      return false;
    }
    report.ready += 1;
    const judgement: Judgement = judged ? await judge(path, seen.ready) : { is: 'fine' };
    if (judgement.is === 'fine') return false;
    report[judgement.is].push(`${what} (${judgement.how})`);
    return true;
  }
}
