import { expect, test } from 'vitest';
import { accessibilityProblems } from './support/accessibility.ts';
import { useStage, type Stage } from './support/stage.ts';

let stage: Stage;
useStage(async (opened) => {
  stage = opened;
  await stage.connect();
});

const token = (name: string): Promise<string> =>
  stage.page.evaluate(
    (wanted) => getComputedStyle(document.documentElement).getPropertyValue(wanted).trim(),
    `--${name}`,
  );

test.skipIf(process.env['PACKSHOT_WINDOW'] === 'electron')(
  'the system’s accent colour is used, readable in both schemes, until the user wants Packshot’s own',
  async () => {
    const { page, app } = stage;
    await page.getByRole('option').first().waitFor();
    const own = await token('fill');
    app.shell?.act({ do: 'accent', label: 'ffb900ff' });
    await expect.poll(() => token('fill')).not.toBe(own);
    const system = await token('fill');
    await page.keyboard.press('Control+k');
    expect(await accessibilityProblems(page)).toEqual([]);
    await app.scheme('dark');
    expect(await accessibilityProblems(page)).toEqual([]);
    await app.scheme('light');
    await page.keyboard.type('settings uploads');
    await page.getByRole('option', { name: 'Settings: Uploads' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Use the system’s colour').click();
    await expect.poll(() => token('fill')).toBe(own);
    await page.getByRole('dialog').getByText('Use the system’s colour').click();
    await expect.poll(() => token('fill')).toBe(system);
    app.shell?.act({ do: 'accent', label: '' });
    await expect.poll(() => token('fill')).toBe(own);
  },
);
