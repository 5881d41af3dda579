import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { inspect } from '../../electron/pictures/inspect.ts';
import { planPreparing } from '../../electron/pictures/prepare/plan.ts';
import { prepare as prepareCopy } from '../../electron/pictures/prepare/prepare.ts';
import { defaultSettings } from '../../shared/model.ts';
import { squareOnWhite } from '../../shared/recipe-key.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import { zipOf } from '../support/zip.ts';
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
/** Unpacking and preparing have more. */
const maxEffectsOfMany = 700;

/**
 * Drops photos for several products, some of them for all of these and for variants, reviews and queues them, and kills
 * the process at one effect, sometimes its successor too. A healthy process continues the review and queues the rest.
 * In some runs the photos are in a ZIP file; in some they follow a recipe, which may be changed, and others are dropped
 * on a gallery by it.
 */
export async function reviewRun(workshop: Workshop, seed: number): Promise<RunReport> {
  const chance = new Chance(seed);
  await prepare(workshop);
  const { steps, wanted, pictures, story } = await setReviewScene(workshop, chance, seed);
  const max = story === '' ? maxEffects : maxEffectsOfMany;
  const args = ['scene', JSON.stringify(steps)];
  const dataDir = workshop.dataDir();
  const problems: string[] = [];
  const stories: string[] = [];
  let left = steps;
  for (let turn = chance.isLikely(0.3) ? 0 : 1; turn < 2; turn++) {
    const ended = await play(workshop, { ...calm(dataDir), speed, what: anyKill(chance, max) }, args).ended;
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
    story: `${wanted.map(({ photos }) => photos.length).join(' and ')} photos, ${pictures.length} for variants${story}; ${stories.join('; then ')}`,
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
): Promise<{ steps: Step[]; wanted: Wanted[]; pictures: WantedPicture[]; story: string }> {
  // Drawn apart, so that a seed tells the same story otherwise.
  const { isZipped, recipes, isDropped } = waysOf(new Chance(seed ^ 0x1f83d9ab));
  const recipe = recipes.at(-1) ?? null;
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
    return recipe === null ? await fingerprintOf(file) : await fingerprintBy(recipe, file);
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
  const given = isZipped ? await zipFolder(path) : path;
  const steps: Step[] = [{ id: 1, productId: 0, kind: 'review', path: given, recipes }];
  if (isDropped && recipe !== null) {
    const productId = await workshop.product();
    path = join(workshop.folder, `drop-${seed}-${productId}`);
    await mkdir(path, { recursive: true });
    const photos: string[] = [];
    for (let n = 1; n <= 4; n++) photos.push(await paint(`dropped ${n}.jpg`));
    wanted.push({ productId, photos, imports: [] });
    const dropped = isZipped ? await zipFolder(path) : path;
    steps.unshift({ id: 2, productId, kind: 'files', paths: [dropped], recipe });
  }
  await store.clearLog();
  const story = `${isZipped ? ', zipped' : ''}${recipes.length > 0 ? `, ${recipes.length} recipes` : ''}${steps.length > 1 ? ', some dropped' : ''}`;
  return { steps, wanted, pictures, story };
}

interface Ways {
  isZipped: boolean;
  /** In the order in which they are applied. */
  recipes: PhotoRecipe[];
  isDropped: boolean;
}

function waysOf(chance: Chance): Ways {
  const isZipped = chance.isLikely(0.4);
  const count = chance.oneOf([0, 1, 1, 2]);
  return { isZipped, recipes: [wide, square].slice(2 - count), isDropped: chance.isLikely(0.5) };
}

const square: PhotoRecipe = { ...squareOnWhite, trim: false, nameTemplate: '{product}-{number}' };
const wide: PhotoRecipe = { ...square, shape: { type: 'crop', ratio: { width: 2, height: 1 } } };

/** Of the bytes that are sent of a photo by a recipe. */
async function fingerprintBy(recipe: PhotoRecipe, file: string): Promise<string> {
  const inspected = await inspect(file, basename(file));
  if (!inspected.ok) throw new Error(inspected.reason.code);
  const { preview: _preview, pixels: _pixels, ...facts } = inspected.value;
  const plan = planPreparing(facts, defaultSettings.prepare, 'prepared', recipe);
  if (!plan.ok || plan.value.type === 'as-is') throw new Error('A recipe that changes nothing');
  const made = await prepareCopy(file, `${file}.copy`, facts, plan.value);
  await rm(`${file}.copy`);
  if (!made.ok) throw new Error(made.reason.code);
  return made.value.sha256;
}

/** Puts a folder's files into a ZIP file beside it. */
async function zipFolder(path: string): Promise<string> {
  const names = await readdir(path);
  const files = await Promise.all(
    names.map(async (name) => ({
      name: `${basename(path)}/${name}`,
      content: await readFile(join(path, name)),
    })),
  );
  await writeFile(`${path}.zip`, zipOf(files));
  return `${path}.zip`;
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
