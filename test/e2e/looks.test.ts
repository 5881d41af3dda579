import PQueue from 'p-queue';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium } from '../shell/chromium.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { looks, type Scene } from './support/fake-main/looks.ts';
import { serveWindow, type ServedWindow } from './support/fake-main/serve.ts';
import { overlappingTexts } from './support/overlaps.ts';

/**
 * Every screen and state of the window, light and dark: axe, the accessibility checker, must find nothing, and in a
 * small, a narrow and a usual window no text lies on another.
 */

let browser: Browser;
let served: ServedWindow;
beforeAll(async () => {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium or Chrome was found');
  served = await serveWindow();
  browser = await chromium.launch({
    executablePath,
    args: [
      '--disable-background-networking',
      '--in-process-gpu',
      '--disable-gpu',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const height = 800;
const usual = { width: 1280, height };
const narrower = [640, 900];

/** One page per core of a small machine. */
const queue = new PQueue({ concurrency: 2 });
const idle: Page[] = [];

async function newPage(): Promise<Page> {
  const page = await (await browser.newContext({ viewport: usual, reducedMotion: 'reduce' })).newPage();
  await page.goto(served.origin);
  return page;
}

async function lookAt(look: Scene): Promise<string[]> {
  const page = idle.pop() ?? (await newPage());
  const complaints = await complaintsOf(page, look);
  idle.push(page);
  return complaints;
}

/** Violations found by axe, texts that lie on each other, and errors of the page itself. */
async function complaintsOf(page: Page, look: Scene): Promise<string[]> {
  const complaints: string[] = [];
  const record = (error: Error): void => void complaints.push(String(error));
  page.on('pageerror', record);
  await page.mouse.up();
  await page.mouse.move(0, 0);
  await page.evaluate(showScene, look.scene);
  await page.locator('main, [role="alert"]').first().waitFor();
  await look.prepare?.(page);
  const checkTexts = async (width: number): Promise<void> => {
    complaints.push(...(await overlappingTexts(page)).map((overlap) => `${width} px: ${overlap}`));
  };
  await checkTexts(usual.width);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // The structure is the same in both.
    const rules = colorScheme === 'dark' ? ['color-contrast'] : undefined;
    const problems = await accessibilityProblems(page, rules);
    complaints.push(...problems.map((problem) => `${colorScheme}: ${problem}`));
  }
  for (const width of narrower) {
    await page.setViewportSize({ width, height });
    await checkTexts(width);
  }
  // Without a scene, because each change has it computed and drawn anew.
  await page.evaluate(leaveScene);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(usual);
  page.off('pageerror', record);
  return complaints;
}

/** Runs in the page. */
function leaveScene(): void {
  (window as unknown as { leaveScene(): void }).leaveScene();
}

/** Runs in the page. Loading the page anew for each look took longer than checking it. */
function showScene(scene: string): void {
  (window as unknown as { showScene(hash: string): void }).showScene(scene);
}

describe.concurrent('an accessible window:', () => {
  test.each(looks.map((look) => [look.name, look] as const))('%s', async (_, look) => {
    expect(await queue.add(() => lookAt(look))).toEqual([]);
  });
});

test('a text that lies on another is found, one that is covered or cut off is not', async () => {
  const page = await (await browser.newContext({ viewport: { width: 640, height } })).newPage();
  const at = (style: string, text: string): string =>
    `<div style="position:absolute;white-space:nowrap;${style}">${text}</div>`;
  await page.setContent(
    at('left:10px;top:10px', 'A long name of a product') +
      at('left:60px;top:12px', 'SKU-1') +
      at('left:10px;top:100px', 'Below a dialog') +
      at('left:10px;top:100px;background:#fff', 'The dialog covers') +
      at('left:10px;top:200px;width:40px;overflow:hidden', 'Cut off where the next begins') +
      at('left:60px;top:200px', 'The next'),
  );
  expect(await overlappingTexts(page)).toEqual(['“A long name of a product” lies on “SKU-1”']);
  await page.context().close();
});
