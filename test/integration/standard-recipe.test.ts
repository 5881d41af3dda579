import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { markFor } from '../../electron/review/photo-mark.ts';
import { markIn } from '../../shared/mark.ts';
import { squareOnWhite } from '../../shared/recipe-key.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import { commandLine } from '../support/built.ts';
import { ReviewDesk } from './support/review-desk.ts';

/** A recipe that every upload of a store is prepared by, wherever the photos come from. */

let desk: ReviewDesk;
let product: { id: number; sku: string; name: string };

beforeEach(async () => {
  desk = await ReviewDesk.open();
  product = await desk.bare();
});
afterEach(() => desk.close());

const portrait: PhotoRecipe = {
  ...squareOnWhite,
  shape: { type: 'crop', ratio: { width: 4, height: 5 } },
  trim: false,
  nameTemplate: '{product}-{number}',
};

/** Saves the recipes of a store, and sets the standard one. */
async function setStandard(recipe: PhotoRecipe, name = 'Shop'): Promise<void> {
  const batchId = await desk.drop(await desk.folderOf(['a.jpg']));
  expect(desk.app.recipes.save(batchId, { name, recipe })).toMatchObject({ ok: true });
  await desk.app.batches.dismiss(batchId);
  const set = desk.app.handlers['recipes.setStandard'];
  expect(await set({ storeId: desk.storeId, name })).toMatchObject({ ok: true });
}

async function shoot(names: readonly string[]): Promise<string> {
  const photo = async (name: string, at: number): Promise<readonly [string, Buffer]> => {
    const background = ['#a03020', '#20a030', '#3020a0'][at] ?? '#808080';
    const drawn = sharp({ create: { width: 300, height: 600, channels: 3, background } });
    return [name, await drawn.png().toBuffer()];
  };
  return await desk.folderOf(names, Object.fromEntries(await Promise.all(names.map(photo))));
}

const stemsOf = async (productId: number): Promise<string[]> =>
  (await desk.bench.gallery(productId)).map(({ image_file: file }) =>
    file.slice(file.lastIndexOf('/') + 1).replace(/-[a-z2-7]{8}__.*$/, ''),
  );
const slug = (): string => product.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
const known = () => desk.app.stores.list().find(({ id }) => id === desk.storeId)?.recipes;

describe('photos dropped on a gallery', () => {
  test('are prepared, named and marked by the standard recipe, and taken back as ever', async () => {
    await setStandard(squareOnWhite);
    expect(known()).toEqual({ saved: ['Shop'], standard: 'Shop' });
    const batchId = await desk.bench.drop(desk.storeId, product.id, [
      await shoot(['shot_front.png', 'shot_back.png']),
    ]);
    await desk.app.outbox.drained();
    expect(await stemsOf(product.id)).toEqual([`${slug()}-front`, `${slug()}-back`]);
    const images = await desk.bench.gallery(product.id);
    for (const { url_zoom: url } of images as unknown as { url_zoom: string }[]) {
      const { data, info } = await sharp(Buffer.from(await (await fetch(url)).arrayBuffer()))
        .raw()
        .toBuffer({ resolveWithObject: true });
      expect(info.width).toBe(info.height);
      expect(Math.min(...data.subarray(0, 3))).toBeGreaterThan(250);
    }
    desk.app.batches.takeBack(batchId);
    await desk.app.outbox.drained();
    expect(await desk.bench.gallery(product.id)).toEqual([]);
    expect(await readdir(join(desk.bench.folder, 'data', 'preparing'))).toEqual([]);
  });

  test('that the gallery has by another recipe are told so, and are new versions in a review', async () => {
    const names = [`${product.sku}_front.png`];
    const folder = await shoot(names);
    await desk.bench.drop(desk.storeId, product.id, [folder]);
    await desk.app.outbox.drained();
    await setStandard(squareOnWhite);
    const batchId = await desk.bench.drop(desk.storeId, product.id, [folder]);
    expect(desk.app.batches.view(batchId)).toMatchObject({
      queued: 0,
      refused: [{ reason: { code: 'already-there-otherwise' } }],
    });
    const review = await desk.drop(folder);
    expect(desk.items(review).map(({ newVersion }) => newVersion?.isCertain)).toEqual([true]);
    desk.app.reviews.replaceNewVersions(review);
    await desk.queueAndSend(review);
    expect(await stemsOf(product.id)).toEqual([`${slug()}-front`]);
  });

  test('keep the recipe that their batch began with, also when Packshot ends in between', async () => {
    await setStandard(portrait);
    const folder = await shoot(['1.png', '2.png', '3.png']);
    await desk.app.handlers['stores.pause']({ storeId: desk.storeId });
    const { batchId, finished } = (() => {
      const target = { storeId: desk.storeId, productId: product.id, source: 'drop' } as const;
      const added = desk.app.addFiles(target, [folder]);
      if (!added.ok) throw new Error(added.reason.code);
      return added.value;
    })();
    await desk.app.close();
    await finished;
    await desk.bench.restartApp();
    await desk.app.handlers['recipes.setStandard']({ storeId: desk.storeId, name: null });
    await desk.bench.until(() => desk.app.batches.view(batchId)?.phase === 'queued');
    await desk.app.handlers['stores.resume']({ storeId: desk.storeId });
    await desk.app.outbox.drained();
    expect(await stemsOf(product.id)).toEqual([1, 2, 3].map((number) => `${slug()}-${number}`));
  });

  test('that replace an image replace the same photo by another recipe', async () => {
    const folder = await shoot(['front.png']);
    await desk.bench.drop(desk.storeId, product.id, [folder]);
    await desk.app.outbox.drained();
    await setStandard(portrait);
    const [image] = await desk.bench.gallery(product.id);
    const added = desk.app.addFiles(
      { storeId: desk.storeId, productId: product.id, source: 'drop' },
      [folder],
      {
        replaces: { imageId: image?.id ?? 0, description: 'kept', isThumbnail: true },
      },
    );
    if (!added.ok) throw new Error(added.reason.code);
    await added.value.finished;
    await desk.app.outbox.drained();
    const after = await desk.bench.gallery(product.id);
    expect(after.map(({ description }) => description)).toEqual(['kept']);
    expect(after[0]?.id).not.toBe(image?.id);
  });
});

describe('photos under review', () => {
  test('begin with the standard recipe, and can be given none', async () => {
    await setStandard(squareOnWhite);
    const batchId = await desk.drop(await shoot([`${product.sku}_front.png`]));
    await desk.app.reviews.prepared(batchId);
    expect(desk.items(batchId)[0]?.preparing?.result).toMatchObject({ type: 'JPEG', width: 714 });
    const recipe = {
      ...squareOnWhite,
      shape: { type: 'as-shot' } as const,
      trim: false,
      longestEdge: null,
    };
    const plain = { ...recipe, sharpen: 'off', format: 'as-is', nameTemplate: '' } as const;
    await desk.app.handlers['recipes.apply']({ batchId, itemIds: null, use: 'gallery', recipe: plain });
    expect(desk.items(batchId)[0]?.preparing).toBeNull();
  });

  test('of a watched folder are sent by it', async () => {
    await setStandard(squareOnWhite);
    await desk.app.close();
    await desk.bench.restartApp({
      watchPace: { stableMs: 40, groupMs: 60, presenceMs: 30, sweepMs: 100_000 },
    });
    const hot = join(desk.bench.folder, 'hot');
    await mkdir(hot);
    const id = await desk.app.hotFolders.add(desk.storeId, hot);
    await desk.app.hotFolders.change(id, { sendsCertain: true });
    const name = `${product.sku}_front.png`;
    await rename(join(await shoot([name]), name), join(hot, name));
    const queued = () => desk.app.batches.shown().reduce((sum, batch) => sum + batch.queued, 0);
    await desk.bench.until(() => queued() === 1);
    await desk.app.outbox.drained();
    expect(await stemsOf(product.id)).toEqual([`${slug()}-front`]);
  });
});

test('a recipe is saved with its store, is the standard one of it alone, and is gone once it is removed', async () => {
  await setStandard(squareOnWhite, 'Square');
  await setStandard(portrait, 'Portrait');
  expect(known()).toEqual({ saved: ['Portrait', 'Square'], standard: 'Portrait' });
  const unknown = { storeId: desk.storeId, name: 'Panorama' };
  expect(await desk.app.handlers['recipes.setStandard'](unknown)).toMatchObject({
    ok: false,
    reason: { code: 'unknown-recipe', args: { saved: 'Portrait, Square' } },
  });
  const batchId = await desk.drop(await desk.folderOf(['a.jpg']));
  desk.app.recipes.remove(batchId, 'Portrait');
  expect(known()).toEqual({ saved: ['Square'], standard: null });
});

describe('the command line', () => {
  async function packshot(...args: string[]): Promise<{ code: unknown; events: Record<string, unknown>[] }> {
    const { store, folder } = desk.bench;
    const child = spawn(process.execPath, [commandLine, ...args, '--data', join(folder, 'data'), '--json'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        PACKSHOT_STORE_HASH: store.storeHash,
        PACKSHOT_ACCESS_TOKEN: store.accessToken,
        PACKSHOT_API_ORIGIN: store.origin,
      },
    });
    const [out, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    const lines = out.split('\n').filter(Boolean);
    return { code, events: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  test('sends no photo again that the gallery has by another recipe', async () => {
    const folder = await shoot([`${product.sku}_front.png`]);
    await desk.app.close();
    expect(await packshot('upload', folder, '--match')).toMatchObject({ code: 0 });
    expect(await desk.bench.gallery(product.id)).toHaveLength(1);
    await desk.bench.restartApp();
    await setStandard(squareOnWhite);
    await desk.app.close();
    const again = await packshot('upload', folder, '--match');
    expect(again.events).toContainEqual(expect.objectContaining({ event: 'queued', queued: 0 }));
    expect(await desk.bench.gallery(product.id)).toHaveLength(1);
  }, 60_000);

  test('prepares by the standard recipe, by another, or by none, and says which', async () => {
    await setStandard(squareOnWhite, 'Square');
    await setStandard(portrait, 'Portrait');
    await desk.app.close();
    const folder = await shoot(['shot_front.png', 'shot_back.png', 'shot_side.png']);
    const one = (name: string): string => join(folder, `shot_${name}.png`);
    const target = ['--product', String(product.id)];
    const standard = await packshot('upload', one('front'), ...target);
    expect(standard.code).toBe(0);
    expect(standard.events).toContainEqual({ event: 'recipe', recipe: 'Portrait' });
    const named = await packshot('upload', one('back'), ...target, '--recipe', 'square');
    expect(named.events).toContainEqual({ event: 'recipe', recipe: 'Square' });
    const none = await packshot('upload', one('side'), ...target, '--no-recipe');
    expect(none.events.map(({ event }) => event)).not.toContain('recipe');
    expect(await stemsOf(product.id)).toEqual([`${slug()}-1`, `${slug()}-back`, 'shot_side']);
    const files = (await desk.bench.gallery(product.id)).map(({ image_file: file }) => markIn(file));
    expect(new Set(files).size).toBe(3);
  }, 60_000);

  test('refuses a recipe that the store has not, before anything is read', async () => {
    await setStandard(squareOnWhite, 'Square');
    await desk.app.close();
    const folder = await shoot([`${product.sku}_front.png`]);
    for (const way of [['--match'], ['--product', String(product.id)]]) {
      const { code, events } = await packshot('upload', folder, ...way, '--recipe', 'Round');
      expect(code).toBe(2);
      expect(events).toMatchObject([{ reason: { code: 'unknown-recipe' } }]);
    }
    const both = await packshot('upload', folder, '--match', '--recipe', 'Square', '--no-recipe');
    expect(both.code).toBe(2);
    expect(await desk.bench.gallery(product.id)).toEqual([]);
  }, 60_000);
});

test('a photo has the mark that a review would give it', async () => {
  await setStandard(portrait);
  const folder = await shoot(['front.png']);
  await desk.bench.drop(desk.storeId, product.id, [folder]);
  const [entry] = desk.app.outbox.entries.ofProduct(desk.storeId, product.id);
  const [original] = desk
    .items(await desk.drop(folder))
    .map(({ preview }) => preview?.slice('/preview/'.length));
  expect(entry?.type === 'upload' && entry.photo.mark).toBe(markFor(original ?? '', portrait));
});
