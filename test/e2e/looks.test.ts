import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../shell/chromium.ts';
import { looks, type Look } from './support/fake-main/looks.ts';
import { serveWindow, type ServedWindow } from './support/fake-main/serve.ts';

/** Every screen and state of the window, light and dark: axe, the checker of accessibility, finds nothing. */

let browser: Browser;
let page: Page;
let served: ServedWindow;
beforeAll(async () => {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium or Chrome was found');
  served = await serveWindow();
  browser = await chromium.launch({
    executablePath,
    args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const viewport = { width: 1280, height: 800 };
  page = await (await browser.newContext({ viewport, reducedMotion: 'reduce' })).newPage();
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

/** What axe says of a look, and what the page itself complains of. */
async function complaintsOf(look: Look): Promise<string[]> {
  const complaints: string[] = [];
  const note = (error: Error): void => void complaints.push(String(error));
  page.on('pageerror', note);
  await page.mouse.up();
  await page.mouse.move(0, 0);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${served.origin}/?${look.name}#${look.scene}`);
  await page.locator('main, nav, [role="alert"]').first().waitFor();
  await look.prepare?.(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // The announcer's words are gone from the page before its region is: React Aria's own, and never seen.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-live-announcer]');
    // The structure is the same in both.
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
    for (const { id, nodes } of violations)
      complaints.push(`${colorScheme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }
  page.off('pageerror', note);
  return complaints;
}

describe('everybody can use', () => {
  test.each(looks.map((look) => [look.name, look] as const))('%s', async (_, look) => {
    expect(await complaintsOf(look)).toEqual([]);
  });
});
