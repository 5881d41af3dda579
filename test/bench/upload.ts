import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, type Comparison } from './against-curl.ts';
import { findTheCap, type CappedCase } from './capped.ts';
import { hasCurl, parallel } from './clients.ts';
import type { Figure, Measured } from './figures.ts';
import { fillQuota, type QuotaCase } from './quota-bound.ts';
import { fillManyProducts, type ProductsCase } from './quota-products.ts';
import { soak } from './soak.ts';

export interface UploadBenchOptions {
  /** Smaller and fewer: for a trial, not for results. */
  quick: boolean;
  /** Photos of the soak. */
  soak: number;
  /**
   * Length of the quota's windows, milliseconds; null for shorter ones than BigCommerce's 30 s, so that a run
   * has several.
   */
  windowMs: number | null;
  /** Names of the cases to run; empty: all. */
  only: readonly string[];
  say: (line: string) => void;
}

const photo = 2_000_000;

function comparisons(quick: boolean): Comparison[] {
  return [
    {
      name: 'link-bound',
      files: quick ? 12 : 24,
      bytes: photo,
      repetitions: quick ? 1 : 5,
      bandwidth: 10_000_000,
      latency: 100,
      bar: 0.99,
    },
    {
      name: 'loopback',
      files: quick ? 24 : 60,
      bytes: photo,
      repetitions: quick ? 2 : 7,
      bandwidth: null,
      latency: 0,
      bar: 0.8,
    },
    {
      name: 'loopback-small',
      files: quick ? 100 : 400,
      bytes: 20_000,
      repetitions: quick ? 2 : 5,
      bandwidth: null,
      latency: 0,
      bar: 0.8,
    },
  ];
}

function quotaCases(quick: boolean, windowMs: number | null): QuotaCase[] {
  const small = { quota: 150, windowMs: windowMs ?? (quick ? 2_500 : 6_000) };
  return [
    { name: 'quota-bound', ...small, windows: quick ? 4 : 6, rival: false },
    // The quota is shared from the fifth window on.
    { name: 'quota-shared', ...small, windows: quick ? 5 : 6, rival: true },
  ];
}

function productsCases(quick: boolean, windowMs: number | null): ProductsCase[] {
  const limit = { quota: 150, windowMs: windowMs ?? (quick ? 2_500 : 6_000) };
  return [
    { name: 'quota-products', products: 1_000, photosEach: 1, bar: 1.03, ...limit },
    { name: 'quota-mix', products: 40, photosEach: 4, bar: 1.1, ...limit },
  ];
}

function cappedCases(quick: boolean): CappedCase[] {
  const usual = { photos: 30, repetitions: quick ? 1 : 5 };
  return [
    { name: 'capped', rule: '3', ...usual },
    { name: 'capped-without-headers', rule: '3-without-headers', ...usual },
    { name: 'capped-as-500', rule: '3-as-500', ...usual },
  ];
}

/** Runs the cases one after the other, and returns all measurements. */
export async function benchUpload(options: UploadBenchOptions): Promise<Measured> {
  const { quick, only, windowMs, say } = options;
  const wanted = (name: string): boolean => only.length === 0 || only.includes(name);
  const folder = await mkdtemp(join(tmpdir(), 'packshot-bench-'));
  const figures: Figure[] = [];
  const details: { figures: Figure[] }[] = [];
  const keep = async (
    name: string,
    run: (place: string) => Promise<{ figures: Figure[] }>,
  ): Promise<void> => {
    if (!wanted(name)) return;
    say(`${name} …`);
    const place = await mkdtemp(join(folder, 'case-'));
    const result = await run(place);
    await rm(place, { recursive: true, force: true });
    figures.push(...result.figures);
    details.push(result);
  };
  try {
    const compared = comparisons(quick).filter(({ name }) => wanted(name));
    if (compared.length > 0 && !hasCurl())
      say('curl is not installed here, so nothing is compared with it: install curl and run this again.');
    else for (const one of compared) await keep(one.name, (place) => compare(one, place));
    const waiting = [
      ...quotaCases(quick, windowMs).map((one) => () => keep(one.name, (place) => fillQuota(one, place))),
      ...productsCases(quick, windowMs).map(
        (one) => () => keep(one.name, (place) => fillManyProducts(one, place)),
      ),
      ...cappedCases(quick).map((one) => () => keep(one.name, (place) => findTheCap(one, place))),
    ];
    // They wait for windows and caps for nearly all of their time, so a trial runs them side by side.
    if (quick) await Promise.all(waiting.map((run) => run()));
    else for (const run of waiting) await run();
    await keep('soak', (place) => soak(options.soak, place));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return { figures, parallel, details };
}
