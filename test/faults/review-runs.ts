import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { drainToTheEnd } from './drain.ts';
import { stepsLeft } from './edit-runs.ts';
import { fingerprintOf } from './fixtures.ts';
import { judgeFolder, judgeStore, judgeWords, type Wanted } from './judge.ts';
import type { Step } from './plan.ts';
import { Chance } from './random.ts';
import { anyKill, calm, prepare, type RunReport } from './runs.ts';
import { endedWell, play } from './scenes.ts';
import type { Workshop } from './workshop.ts';

const speed = 20;
const maxEffects = 400;

/**
 * Drops photos for several products, some of them for all of these and for variants, reviews and queues them, and kills the process at one
 * effect, sometimes its successor too. A healthy process continues the review and queues the rest.
 */
export async function reviewRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  await prepare(workshop);
  const { steps, wanted, pictures } = await setReviewScene(workshop, chance, seed);
  const args = ['scene', JSON.stringify(steps)];
  const dataDir = workshop.dataDir();
  const problems: string[] = [];
  const stories: string[] = [];
  let left = steps;
  for (let turn = chance.isLikely(0.3) ? 0 : 1; turn < 2; turn++) {
    const ended = await play(workshop, { ...calm(dataDir), speed, what: anyKill(chance, maxEffects) }, args)
      .ended;
    stories.push(ended.stderr.trim() || 'ended by itself');
    if (ended.hung) problems.push('hung');
    else if (ended.signal === null) problems.push(...endedWell(ended));
    problems.push(...judgeWords(dataDir, ended.events, 0));
    left = stepsLeft(left, ended.events);
    await workshop.store.idle();
  }
  problems.push(...(await drainToTheEnd(dataDir, workshop.store, left, { speed: 300 })));
  const verdict = await judgeStore(workshop.store, wanted);
  return {
    ...verdict,
    seed,
    story: `${wanted.map(({ photos }) => photos.length).join(' and ')} photos, ${pictures.length} for variants; ${stories.join('; then ')}`,
    problems: [
      ...problems,
      ...verdict.problems,
      ...(await judgePictures(workshop, pictures)),
      ...judgeFolder(dataDir),
    ],
  };
}

/** The picture that each variant of a product must have at the end. */
interface WantedPicture {
  productId: number;
  fingerprint: string;
}

/**
 * Photos named by SKU. A list gives one photo to all products, and one to all variants of each product that has
 * variants with SKUs.
 */
async function setReviewScene(
  workshop: Workshop,
  chance: Chance,
  seed: number,
): Promise<{ steps: Step[]; wanted: Wanted[]; pictures: WantedPicture[] }> {
  const { store } = workshop;
  const wanted: Wanted[] = [];
  const pictures: WantedPicture[] = [];
  const rows: string[] = [];
  let path = '';
  let made = 0;
  const paint = async (name: string): Promise<string> => {
    const file = join(path, name);
    const background = { r: chance.between(0, 255), g: chance.between(0, 255), b: chance.between(0, 255) };
    await sharp({ create: { width: 32 + (made += 1), height: 24, channels: 3, background } })
      .jpeg()
      .toFile(file);
    return await fingerprintOf(file);
  };
  let chart = '';
  for (let product = chance.between(2, 3); product > 0; product--) {
    const { productId, sku } = await namedProduct(workshop);
    path ||= join(workshop.folder, `shoot-${seed}-${productId}`);
    await mkdir(path, { recursive: true });
    chart ||= await paint('chart.jpg');
    rows.push(`${sku},chart.jpg`);
    const isEmpty = chance.isLikely(0.6);
    if (!isEmpty) await store.give(productId, workshop.address('before'));
    const photos = [chart];
    const variants = await store.variants(productId);
    if (variants.some((one) => one.sku.startsWith(`${sku}-`))) {
      const worn = await paint(`worn-${productId}.jpg`);
      rows.push(`${sku}-~,worn-${productId}.jpg`);
      photos.push(worn);
      pictures.push({ productId, fingerprint: worn });
    }
    const views = chance.between(1, 5);
    for (let view = 1; view <= views; view++) photos.push(await paint(`${sku}_${view}.jpg`));
    wanted.push({ productId, photos, imports: isEmpty ? [] : ['before'] });
  }
  await writeFile(join(path, 'list.csv'), `sku,file\n${rows.join('\n')}\n`);
  await store.clearLog();
  return { steps: [{ id: 1, productId: 0, kind: 'review', path }], wanted, pictures };
}

async function judgePictures({ store }: Workshop, wanted: readonly WantedPicture[]): Promise<string[]> {
  const problems: string[] = [];
  for (const { productId, fingerprint } of wanted) {
    for (const { sku, picture } of await store.variants(productId))
      if (picture !== fingerprint) problems.push(`product ${productId}: variant ${sku} has another picture`);
  }
  return problems;
}

/** A product without images whose SKU a file name can contain. */
async function namedProduct(workshop: Workshop): Promise<{ productId: number; sku: string }> {
  for (;;) {
    const productId = await workshop.product();
    const sku = await workshop.store.skuOf(productId);
    if (/^[\w-]+$/.test(sku)) return { productId, sku };
  }
}
