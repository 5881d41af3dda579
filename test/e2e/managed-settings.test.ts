import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, expect, test } from 'vitest';
import { useStage, type Stage } from './support/stage.ts';

const folder = mkdtempSync(join(tmpdir(), 'packshot-managed-'));
const file = join(folder, 'managed.json');
const hours = { from: 480, to: 1_080, bytesPerSecond: 250_000 };
writeFileSync(
  file,
  JSON.stringify({
    parallel: 4,
    reserve: 10,
    proxy: { type: 'none' },
    bandwidth: { usual: 500_000, periods: [{ days: [1], ...hours }] },
  }),
);

let stage: Stage;
useStage(
  async (opened) => {
    stage = opened;
    await stage.connect();
  },
  { env: { PACKSHOT_MANAGED: file }, isNew: true },
);
afterAll(() => rmSync(folder, { recursive: true }));

test('each setting of the company is shown as such, and its controls can’t be used', async () => {
  const { page } = stage;
  await page.getByRole('button', { name: /^Store:/ }).click();
  await page.getByRole('menuitem', { name: 'Settings…' }).click();
  const panel = page.getByRole('tabpanel');
  const own = panel.getByText('Set by your company on this computer');
  const usable = async (controls: Locator): Promise<string[]> =>
    await controls.evaluateAll((found) =>
      found
        .filter((one) => !one.matches(':disabled') && one.getAttribute('aria-disabled') !== 'true')
        .map((one) => one.getAttribute('aria-label') ?? one.closest('label')?.textContent ?? one.tagName),
    );
  const controls = panel.locator('button, input');

  await expect.poll(() => own.count()).toBe(2);
  const free = await usable(controls);
  for (const name of ['Simultaneous uploads', 'Automatic', 'Reserved API requests']) {
    expect(await panel.getByLabel(name, { exact: true }).count()).toBeGreaterThan(0);
    expect(free).not.toContain(name);
  }
  for (const name of ['Bandwidth', 'Network']) {
    await page.getByRole('tab', { name }).click();
    await expect.poll(() => own.count()).toBe(1);
    expect(await controls.count()).toBeGreaterThan(2);
    expect(await usable(controls)).toEqual([]);
  }
});
