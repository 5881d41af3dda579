import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startPracticeStore } from '../../electron/practice/server.ts';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage((opened) => {
  stage = opened;
});

test('while a large catalogue is fetched, the window says how far it is and how long it takes, and shows what is there', async () => {
  const { page } = stage;
  await using cleanUp = new AsyncDisposableStack();
  const dataDir = join(stage.folder, 'large');
  const store = await startPracticeStore({ dataDir, products: 1200, faults: true });
  cleanUp.defer(() => store.close());
  const faults = `${store.origin}/practice/faults`;
  const headers = { 'x-auth-token': store.accessToken, 'content-type': 'application/json' };
  // The first pages come at once, the others together.
  const laterPages = { method: 'GET', path: '/catalog/products$', nth: 3, times: 'always' };
  await fetch(faults, {
    method: 'POST',
    headers,
    body: JSON.stringify({ match: laterPages, do: { kind: 'latency', ms: 10_000 } }),
  });

  await page.getByLabel('Store hash or API path').fill(`${store.origin}/stores/${store.storeHash}`);
  await page.getByLabel('Access token').fill(store.accessToken);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();

  await page.getByText(/^[\d,]+ of 1,200 products, \d+ s left$/).waitFor();
  await page.getByRole('listbox', { name: 'Products' }).getByRole('option').first().waitFor();
  await fetch(faults, { method: 'DELETE', headers });
  await page.getByText(/^Updated /).waitFor();
  expect(await page.getByText(/ left$/).count()).toBe(0);
});
