import type { PracticeStore } from '../../../electron/practice/server.ts';
import type { RunningApp } from './app.ts';

/** Slows the store down to the pace of the internet, so that uploads are visible. */
export async function answerLikeAFarStore(store: PracticeStore): Promise<void> {
  await fetch(`${store.origin}/practice/faults`, {
    method: 'POST',
    headers: { 'x-auth-token': store.accessToken, 'content-type': 'application/json' },
    body: JSON.stringify({
      match: { method: 'POST', path: '/images$', times: 'always' },
      do: { kind: 'latency', ms: 900 },
    }),
  });
}

/** Fills in the form of the first start. */
export async function enterStore({ page }: RunningApp, store: PracticeStore): Promise<void> {
  await page.getByLabel('Store hash or API path').fill(`${store.origin}/stores/${store.storeHash}`);
  await page.getByLabel('Access token').fill(store.accessToken);
}

/** Connects with what was filled in, and waits for the products. */
export async function connect({ page }: RunningApp): Promise<void> {
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByLabel('Search products').waitFor();
  await page.getByText(/^Updated/).waitFor();
}

/** Waits until the pictures that are shown are there. */
export async function picturesShown({ page }: RunningApp): Promise<void> {
  await page.waitForFunction(() =>
    [...document.images].every((image) => image.complete && image.naturalWidth > 0),
  );
  await page.waitForLoadState('networkidle');
}
