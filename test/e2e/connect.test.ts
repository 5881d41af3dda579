import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage((opened) => {
  stage = opened;
});

const secret = 'client-secret-3f9a';
const file = () =>
  [
    'CLIENT NAME: Packshot',
    `ACCESS TOKEN: ${stage.store.accessToken}`,
    `API PATH: ${stage.address}/v3/`,
    'CLIENT ID: client-id-1',
    `CLIENT SECRET: ${secret}`,
  ].join('\n');

const checks = () => stage.page.getByRole('region', { name: 'Checks' });

/** Neither secret stands in the page as text. */
async function showsNoSecret(): Promise<void> {
  const shown = await stage.page.locator('body').innerText();
  expect(shown).not.toContain(secret);
  expect(shown).not.toContain(stage.store.accessToken);
}

test('the whole credentials file is pasted by keyboard: store and token are read, scopes are named, Enter connects', async () => {
  const { page } = stage;
  const address = page.getByLabel('Store hash or API path');
  await address.focus();
  await page.evaluate((content) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', content);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, file());
  for (const line of ['Store and access token read', 'Store found', 'Products: read', 'Products: modify'])
    await checks().getByText(line).waitFor();
  await checks().getByText('BigCommerce shows this only at the first upload.').waitFor();
  expect(await page.getByLabel('Access token').getAttribute('type')).toBe('password');
  await showsNoSecret();
  await address.focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Search products').waitFor();
  // The field left with its screen: the keyboard continues in the new one.
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  expect(await page.content()).not.toContain(secret);
});

test('the file is dropped anywhere on the screen, and one without a token is answered', async () => {
  const { page, app } = stage;
  const path = join(stage.folder, 'credentials.txt');
  writeFileSync(path, `CLIENT SECRET: ${secret}`);
  await app.drop([path], page.getByRole('main'));
  await checks()
    .getByText(/needs neither client ID nor client secret/)
    .waitFor();
  writeFileSync(path, file());
  await app.drop([path], page.getByRole('main'));
  await checks().getByText('Products: read').waitFor();
  await showsNoSecret();
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page.getByLabel('Search products').waitFor();
});

test('an email address and a storefront address are answered with what to paste instead', async () => {
  const { page } = stage;
  const address = page.getByLabel('Store hash or API path');
  await page.getByLabel('Access token').fill('secret');
  for (const [typed, answer] of [
    ['mara@harbourandpine.com', 'This is an email address.'],
    ['harbourandpine.com', 'does not contain the store hash'],
  ] as const) {
    await address.fill(typed);
    await page.getByLabel('Access token').fill('secret');
    await page.getByRole('button', { name: 'Connect', exact: true }).press('Enter');
    await page.getByRole('alert').getByText(answer).waitFor();
    await page.getByRole('alert').getByText('Paste the API path').waitFor();
  }
});
