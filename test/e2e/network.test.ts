import { rmSync, mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { defaultSettings, type Settings } from '../../shared/model.ts';
import type { PackshotApi } from '../../shared/packshot-api.ts';
import { createAuthority } from '../support/certificates.ts';
import { startProxy } from '../support/proxy.ts';
import { startSecureFront } from '../support/secure-store.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { emptyProduct, useStage, type Stage } from './support/stage.ts';

/** What stands between the computer and the store, as the window tells it. */

const apiHost = 'api.bigcommerce.com';
const office = createAuthority('Office Inspection');
const certificates = mkdtempSync(join(tmpdir(), 'packshot-roots-'));
mkdirSync(join(certificates, 'none'));
writeFileSync(join(certificates, 'root.pem'), office.certificate);

let stage: Stage;
useStage(
  (opened) => {
    stage = opened;
  },
  { env: { SSL_CERT_FILE: join(certificates, 'root.pem'), SSL_CERT_DIR: join(certificates, 'none') } },
);
afterAll(() => rmSync(certificates, { recursive: true }));

async function change(settings: Partial<Settings>): Promise<void> {
  await stage.page.evaluate(
    async (wanted) => {
      const { packshot } = window as unknown as { packshot: PackshotApi };
      await packshot.app.changeSettings(wanted);
    },
    { ...defaultSettings, ...settings },
  );
}

test('a proxy with a password is signed in to in a dialog, and the upload goes through it', async () => {
  const { page, store } = stage;
  await using cleanUp = new AsyncDisposableStack();
  const front = await startSecureFront(office.issue(apiHost), store.origin);
  cleanUp.defer(() => front.close());
  const proxy = await startProxy({ ports: { [apiHost]: front.port }, password: 'ann:right' });
  cleanUp.defer(() => proxy.close());
  await change({ proxy: { type: 'address', address: proxy.origin } });

  const connect = async (): Promise<void> =>
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByLabel('Store hash or API path').fill(store.storeHash);
  await page.getByLabel('Access token').fill(store.accessToken);
  await connect();

  const dialog = page.getByRole('dialog', { name: 'Sign in to the proxy' });
  const signIn = async (password: string): Promise<void> => {
    await dialog.getByLabel('User name').fill('ann');
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await dialog.getByText(`The proxy ${proxy.origin} needs a user name and a password`).waitFor();
  await signIn('wrong');
  await connect();
  await dialog.getByText(`The proxy ${proxy.origin} rejected`).waitFor();
  await signIn('right');
  await connect();
  await page.getByLabel('Search products').waitFor();

  await stage.choose(emptyProduct);
  await stage.app.drop([await stage.photos(1)], page.getByRole('main'));
  await stage.arrived(emptyProduct, ['photo-1']);
  expect(front.seen.filter((request) => request.startsWith(`POST ${apiHost}`))).toHaveLength(1);
  expect(new Set(proxy.seen.map(({ status }) => status))).toEqual(new Set([407, 200]));
});

test('a network that wants a sign-in first is named, with a button that opens the browser', async () => {
  const { page } = stage;
  await stage.fault({ path: '/stores/' }, { kind: 'html', status: 200 });
  await page.getByLabel('Store hash or API path').fill(stage.address);
  await page.getByLabel('Access token').fill(stage.store.accessToken);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByText('This network needs you to sign in first.').waitFor();
  const before = (await stage.app.openedLinks()).length;
  await page.getByRole('button', { name: 'Open sign-in page' }).click();
  await expect
    .poll(async () => (await stage.app.openedLinks()).slice(before))
    .toEqual(['http://example.com/']);
  await stage.clearFaults();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByLabel('Search products').waitFor();
});

test('Help checks this computer and the store, and shows no secret', async () => {
  const { page } = stage;
  await stage.connect();
  await page.getByRole('button', { name: /^Store:/ }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  await page.getByRole('tab', { name: 'Help' }).click();
  await page.getByRole('button', { name: 'Check now' }).click();
  const findings = page.getByRole('list', { name: 'Check this computer and the connection' });
  const rows = findings.getByRole('listitem');
  await rows.first().waitFor();
  const sentences = (await rows.allInnerTexts()).join('\n');
  expect(await rows.count()).toBeGreaterThan(6);
  expect(sentences).toMatch(/data folder/i);
  expect(sentences).toMatch(/proxy/i);
  expect(sentences).toContain('127.0.0.1');
  expect(sentences).not.toContain(stage.store.accessToken);
  expect(await accessibilityProblems(page)).toEqual([]);
});
