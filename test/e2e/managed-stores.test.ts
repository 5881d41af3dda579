import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { accessibilityProblems } from './support/accessibility.ts';
import { useStage, type Stage } from './support/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'packshot-managed-'));
const file = join(folder, 'managed.json');
writeFileSync(file, JSON.stringify({ stores: ['abc123'] }));

let stage: Stage;
useStage(
  (opened) => {
    stage = opened;
  },
  { env: { PACKSHOT_MANAGED: file }, isNew: true },
);
afterAll(() => rmSync(folder, { recursive: true }));

test('the only store that a company allows is named and filled in, and another one is refused by name', async () => {
  const { page } = stage;
  const hash = page.getByLabel('Store hash or API path');
  await page.getByText('Allowed by your company on this computer: abc123.').waitFor();
  expect(await hash.inputValue()).toBe('abc123');
  expect(await accessibilityProblems(page)).toEqual([]);
  await hash.fill(stage.address);
  await page.getByLabel('Access token').fill(stage.store.accessToken);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await page
    .getByText(`Your company doesn’t allow the store ${stage.store.storeHash} on this computer.`)
    .first()
    .waitFor();
  await page.getByText('Connect one of these stores: abc123.').first().waitFor();
});
