import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paint, ReviewHands } from './support/review-hands.ts';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage((opened) => {
  stage = opened;
});

const plate = { sku: '004174', name: 'Cove Dinner Plate, Slate' };

interface Image {
  id: number;
  sort_order: number;
  description: string;
  is_thumbnail: boolean;
}

async function ask(path: string): Promise<unknown> {
  const answer = await fetch(`${stage.address}/v3/catalog/${path}`, {
    headers: { 'x-auth-token': stage.store.accessToken },
  });
  return answer.status === 204 ? { data: [] } : answer.json();
}

async function imagesOf(product: number): Promise<Image[]> {
  const { data } = (await ask(`products/${product}/images?limit=250`)) as { data: Image[] };
  return data.toSorted((a, b) => a.sort_order - b.sort_order);
}

/** As another program of the merchant would. */
async function addImage(product: number, view: number): Promise<void> {
  const path = join(stage.folder, `first-${view}.jpg`);
  const form = new FormData();
  form.set('image_file', new Blob([Uint8Array.from(await paint(path))]), `${plate.sku}_${view}.jpg`);
  form.set('sort_order', String(view));
  form.set('description', view === 2 ? 'From the side' : '');
  form.set('is_thumbnail', String(view === 2));
  const answer = await fetch(`${stage.address}/v3/catalog/products/${product}/images`, {
    method: 'POST',
    headers: { 'x-auth-token': stage.store.accessToken },
    body: form,
  });
  expect(answer.status).toBe(200);
}

/** Three images of the plate, and its id. */
async function plateWithImages(): Promise<number> {
  const found = (await ask(`products?name=${encodeURIComponent(plate.name)}`)) as { data: { id: number }[] };
  const product = found.data[0]?.id ?? 0;
  for (const view of [1, 2, 3]) await addImage(product, view);
  return product;
}

test('Replace image puts a changed photo in place of the image of its name, with alt text and thumbnail', async () => {
  const { page } = stage;
  const hands = new ReviewHands(stage);
  const product = await plateWithImages();
  const first = await imagesOf(product);
  expect(first[1]).toMatchObject({ description: 'From the side', is_thumbnail: true });

  await stage.connect();
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  await paint(join(folder, `${plate.sku}_2.jpg`));
  await stage.app.drop([folder], page.getByRole('main'));
  await hands.read();
  await page.getByRole('button', { name: 'Replace image' }).click();
  await page.getByRole('button', { name: 'Keep both' }).waitFor();
  // The contact sheet has the same choice.
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Sheet').click();
  await page.getByRole('button', { name: 'Keep both' }).click();
  await page.getByRole('button', { name: 'Replace image' }).click();
  await page.getByRole('button', { name: 'Keep both' }).waitFor();
  await hands.press('Control+Enter');
  await expect
    .poll(async () => (await imagesOf(product)).map(({ id }) => id).includes(first[1]?.id ?? 0), {
      timeout: 20_000,
    })
    .toBe(false);
  await stage.outboxSays('Everything is done');
  const after = await imagesOf(product);
  expect(after.map(({ id }) => id)).toEqual([first[0]?.id, after[1]?.id, first[2]?.id]);
  expect(after[1]).toMatchObject({ description: 'From the side', is_thumbnail: true });
});

test('all new versions replace their images by one press in the list, on the sheet or of N, and one undo takes it back', async () => {
  const { page } = stage;
  const hands = new ReviewHands(stage);
  const product = await plateWithImages();
  const first = await imagesOf(product);
  await stage.connect();
  const folder = await mkdtemp(join(stage.folder, 'shoot-'));
  for (const view of [1, 2, 3]) await paint(join(folder, `${plate.sku}_${view}.jpg`));
  await stage.app.drop([folder], page.getByRole('main'));
  expect(await hands.read()).toBe('Queue 3 photos');

  const all = page.getByRole('button', { name: 'Replace 3 images with their new versions' });
  const kept = page.getByRole('button', { name: 'Keep both' });
  const isReplaced = async (): Promise<void> => {
    await expect.poll(() => kept.count()).toBe(3);
    await all.waitFor({ state: 'detached' });
  };
  await all.click();
  await isReplaced();
  await hands.press('Control+z');
  await all.waitFor();
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Sheet').click();
  await all.click();
  await isReplaced();
  await hands.press('Control+z');
  await all.waitFor();
  await hands.press('n');
  await isReplaced();
  await hands.press('Control+Enter');
  await stage.outboxSays('Everything is done');
  const after = await imagesOf(product);
  expect(after.map(({ description }) => description)).toEqual(['', 'From the side', '']);
  expect(after.filter(({ id }) => first.some((image) => image.id === id))).toEqual([]);
});
