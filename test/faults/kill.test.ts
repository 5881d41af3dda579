import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fault, galleryOf, startCli, startPracticeProcess, type PracticeProcess } from './support.ts';

/**
 * The whole application as a process, killed with SIGKILL at a moment that differs from run to run, then started again.
 * The moments are spread evenly over the length of a run; the seed only shifts them.
 */
const runs = Number(process.env['PACKSHOT_FAULT_RUNS'] ?? 8);
const seed = Number(process.env['PACKSHOT_FAULT_SEED'] ?? Date.now() % 1_000);
const photoCount = 8;

let folder: string;
let photos: string;
let store: PracticeProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-faults-'));
  photos = await mkdtemp(join(folder, 'photos-'));
  for (let n = 1; n <= photoCount; n++) {
    const background = { r: n * 20, g: 255 - n * 20, b: (n * 70) % 256 };
    await sharp({ create: { width: 200, height: 150, channels: 3, background } })
      .jpeg()
      .toFile(join(photos, `0${n}.jpg`));
  }
  store = await startPracticeProcess(
    join(folder, 'practice'),
    '--faults',
    '--quota',
    '100000',
    '--products',
    String(Math.max(40, runs * 5)),
  );
  // Slow enough that the kills land between, in and after requests.
  await fault(store, {
    match: { method: 'POST', path: '/images$', times: 'always' },
    do: { kind: 'latency', ms: 40 },
  });
});

afterAll(async () => {
  await store.stop();
  await rm(folder, { recursive: true, force: true });
});

async function emptyProducts(): Promise<number[]> {
  const answer = await fetch(
    `${store.origin}/stores/${store.storeHash}/v3/catalog/products?include=images&limit=250`,
    { headers: { 'x-auth-token': store.accessToken } },
  );
  const { data } = (await answer.json()) as { data: { id: number; images: unknown[] }[] };
  return data.filter((product) => product.images.length === 0).map((product) => product.id);
}

test(`killed at any moment, every photo arrives exactly once and in order (seed ${seed}, ${runs} runs)`, async () => {
  const products = await emptyProducts();
  expect(products.length).toBeGreaterThanOrEqual(runs);
  for (let run = 0; run < runs; run++) {
    const productId = products[run] ?? 0;
    const data = join(folder, `data-${run}`);
    const first = startCli(store, ['upload', photos, '--product', String(productId), '--data', data]);
    await first.first('queued');
    const moment = ((run + (seed % 10) / 10) / runs) * 250;
    const killer = setTimeout(() => first.child.kill('SIGKILL'), moment);
    await first.ended;
    clearTimeout(killer);
    const second = startCli(store, ['run', '--data', data]);
    const code = await second.ended;
    const gallery = await galleryOf(store, productId);
    const names = gallery.map(({ image_file }) => /\/([^/]+?)-[a-z2-7]{8}__/.exec(image_file)?.[1]);
    const told = `run ${run}, killed after ${Math.round(moment)} ms`;
    expect(names, told).toEqual(['01', '02', '03', '04', '05', '06', '07', '08']);
    expect(
      gallery.map((image) => image.is_thumbnail),
      told,
    ).toEqual([true, ...Array(photoCount - 1).fill(false)]);
    expect(second.events.at(-1), told).toMatchObject({ event: 'summary', failed: 0, waiting: 0 });
    expect(code, told).toBe(0);
    const staged = (await readdir(join(data, 'staging'))).filter((name) => /^[0-9a-f]{64}$/.test(name));
    expect(staged, told).toEqual([]);
  }
});
