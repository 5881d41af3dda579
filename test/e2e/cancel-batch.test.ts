import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage((opened) => {
  stage = opened;
});

test('cancelling a drop during intake also cancels what was queued, and the window gives the number', async () => {
  await stage.connect();
  await stage.choose(emptyProduct);
  const { page, app } = stage;
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  const folder = await stage.photos(4, { name: 'a' });
  // A growing file keeps the batch in intake.
  const growing = join(folder, 'z.jpg');
  writeFileSync(growing, 'x');
  const grow = setInterval(() => appendFileSync(growing, 'x'), 100);
  try {
    await app.drop([folder], page.getByRole('main'));
    await stage.outboxSays('Paused: 4 photos queued');
    await page.getByRole('button', { name: '1 batch' }).press('Enter');
    const panel = page.getByRole('region', { name: 'Batches' });
    await panel.getByRole('button', { name: 'Cancel' }).press('Enter');
    await panel.getByText('4 photos cancelled').waitFor();
    await stage.outboxSays('Paused: nothing to upload');
  } finally {
    clearInterval(grow);
  }
  await page.getByRole('button', { name: 'Resume' }).press('Enter');
  await stage.outboxSays('4 cancelled');
  expect(await stage.inStore(emptyProduct)).toEqual([]);
});
