import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import { findChromium } from '../shell/chromium.ts';
import { accessibilityProblems } from './support/accessibility.ts';
import { looks, type Scene } from './support/fake-main/looks.ts';
import { serveWindow } from './support/fake-main/serve.ts';

/**
 * Takes a picture of everything the window shows, light and dark, small and large, the main screens also at
 * 4K, and runs axe on each: `npm run screenshots [-- name... --light|--dark --640|--900|--1440|--2560|--3840|--450
 * --contrast]`. The pictures go to `screenshots/`, which git ignores. Exit code 1 if axe or the page's
 * console reports anything.
 */

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'screenshots');
const sizes = [
  { width: 900, height: 600 },
  { width: 1440, height: 900 },
];
/** The smallest window at 200 %: only on request. */
const doubled = { width: 450, height: 300 };
/** The main screens must use the space of a 4K screen; dialogs keep their size. */
const largest = { width: 3840, height: 2160 };
/** On request: a narrow window, and a wide one. */
const others = [
  { width: 640, height: 600 },
  { width: 2560, height: 1440 },
];
const rooms = new Set([
  'first-run',
  'no-product',
  'home-open',
  'home-first',
  'empty-product',
  'gallery',
  'uploading',
  'offline',
  'loading',
  'review',
  'drawer',
  'settings',
  'viewer',
]);

/** One picture. Returns its problems. */
async function take(context: BrowserContext, origin: string, look: Scene, path: string): Promise<string[]> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${origin}/#${look.scene}`);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(250);
  await look.prepare?.(page);
  await page.waitForTimeout(250);
  // Waits until it is painted, even on a busy machine.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await page.screenshot({ path });
  complaints.push(...(await accessibilityProblems(page)).map((problem) => `axe ${problem}`));
  await page.close();
  return complaints;
}

const executablePath = findChromium();
if (executablePath === null) {
  console.error('No Chromium or Chrome was found. Install one, or name it in PACKSHOT_CHROMIUM.');
  process.exit(1);
}
const asked = new Set(process.argv.slice(2));
const named = looks.filter(({ name }) => asked.has(name));
const unknown = [...asked].filter((one) => !one.startsWith('--') && !named.some(({ name }) => name === one));
if (unknown.length > 0) {
  console.error(
    `No scene is called ${unknown.join(', ')}. Scenes: ${looks.map(({ name }) => name).join(', ')}`,
  );
  process.exit(2);
}
const wanted = named.length === 0 ? looks : named;
/** The values chosen by options, or all if none is. */
const only = <T>(all: readonly T[], option: (one: T) => string): readonly T[] => {
  const some = all.filter((one) => asked.has(option(one)));
  return some.length === 0 ? all : some;
};
const schemes = only(['light', 'dark'] as const, (scheme) => `--${scheme}`);
const usual = [...sizes, largest];
const chosen = [...usual, ...others].filter(({ width }) => asked.has(`--${width}`));
const viewports = asked.has('--450') ? [doubled] : chosen.length > 0 ? chosen : usual;
await mkdir(folder, { recursive: true });
const served = await serveWindow();
/** Separate browsers, because windows of one browser are painted in turns. */
const browsers = await Promise.all(
  [1, 2].map(() =>
    chromium.launch({
      executablePath,
      args: ['--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    }),
  ),
);
let taken = 0;
let complained = 0;
try {
  for (const colorScheme of schemes) {
    for (const viewport of viewports) {
      const left = wanted.filter(({ name }) => viewport !== largest || rooms.has(name));
      await Promise.all(
        browsers.map(async (browser) => {
          const context = await browser.newContext({
            colorScheme,
            viewport,
            reducedMotion: 'reduce',
            forcedColors: asked.has('--contrast') ? 'active' : 'none',
          });
          for (let look = left.shift(); look !== undefined; look = left.shift()) {
            const contrast = asked.has('--contrast') ? 'contrast-' : '';
            const path = join(folder, `${look.name}-${contrast}${colorScheme}-${viewport.width}.png`);
            const complaints = await take(context, served.origin, look, path);
            taken += 1;
            complained += complaints.length;
            console.log([relative(root, path), ...complaints].join('\n    '));
          }
          await context.close();
        }),
      );
    }
  }
} finally {
  await Promise.all(browsers.map((browser) => browser.close()));
  await served.close();
}
console.log(`${taken} pictures in ${relative(root, folder)}/; ${complained} complaints.`);
process.exitCode = complained === 0 && taken > 0 ? 0 : 1;
