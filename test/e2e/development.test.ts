import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { expect, test } from 'vitest';
import { openDevelopment } from '../../scripts/window.mjs';
import { ShellProcess } from './support/shell-process.ts';

const root = join(import.meta.dirname, '../..');
const parts = [
  'electron',
  'renderer',
  'shared',
  'scripts',
  'test/shell',
  // A module of the page is made of it.
  'docs/manual',
  'electron.vite.config.ts',
  'package.json',
];

/**
 * A copy of the sources for a test to change. Below `out/`, where packages are found but nothing is checked.
 */
async function copyOfSources(): Promise<string> {
  await mkdir(join(root, 'out'), { recursive: true });
  const copy = await mkdtemp(join(root, 'out', 'development-'));
  for (const part of [...parts, 'tsconfig.json'])
    await cp(join(root, part), join(copy, part), { recursive: true });
  return copy;
}

async function replace(file: string, before: string, after: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(before);
  await writeFile(file, text.replace(before, after));
}

interface SourceMap {
  sources: string[];
  mappings: string;
}

function isPreload(source: string): boolean {
  return source.endsWith('electron/preload.ts');
}

/** The inline source maps that a debugger of the page finds, including the preload's. */
async function sourceMapsOf(page: Page): Promise<SourceMap[]> {
  const debuggerOfPage = await page.context().newCDPSession(page);
  const maps: SourceMap[] = [];
  debuggerOfPage.on('Debugger.scriptParsed', ({ sourceMapURL }) => {
    const [, inline] = /^data:application\/json;.*base64,(.*)$/.exec(sourceMapURL ?? '') ?? [];
    if (inline !== undefined) maps.push(JSON.parse(Buffer.from(inline, 'base64').toString()) as SourceMap);
  });
  await debuggerOfPage.send('Debugger.enable');
  return maps;
}

/** All sources that the maps beside main's parts name. */
async function sourcesOfMain(copy: string): Promise<string[]> {
  const folder = join(copy, 'out/main');
  const maps = (await readdir(folder)).filter((name) => name.endsWith('.map'));
  const texts = await Promise.all(maps.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.flatMap((map) => (JSON.parse(map) as SourceMap).sources);
}

// Electron would open its own window, which this test can't reach.
test.skipIf(process.env['PACKSHOT_WINDOW'] === 'electron')(
  'in development the page follows its sources, and debuggers find them',
  async () => {
    const copy = await copyOfSources();
    const [program, args, { env }] = openDevelopment({ type: 'chromium', why: null }, [
      `--data=${join(copy, 'data')}`,
    ]);
    const development = new ShellProcess({ program, args, env, cwd: copy });
    try {
      const { cdp } = await development.announcement('window');
      const browser = await chromium.connectOverCDP(cdp ?? '');
      const page = browser.contexts()[0]?.pages()[0];
      if (page === undefined) throw new Error(`There is no window:\n${development.output}`);
      // The first page waits until its packages are bundled.
      await page
        .getByRole('button', { name: 'Explore with the practice store' })
        .waitFor({ timeout: 120_000 });
      // Changes reach the page from now on: its connection for them may be made later than what it shows.
      const isConnected = page.waitForEvent('console', (message) =>
        /\[vite\] connected/.test(message.text()),
      );
      await page.reload();
      await isConnected;
      await page.getByLabel('Store hash or API path').fill('typed before');

      await replace(
        join(copy, 'renderer/connect/practice-choice.tsx'),
        "text('connect.exploreWithThePracticeStore')",
        "'Try the practice store'",
      );
      await page.getByRole('button', { name: 'Try the practice store' }).waitFor();
      // Updated in place: a reload would have lost the typed text.
      expect(await page.getByLabel('Store hash or API path').inputValue()).toBe('typed before');

      expect(await sourcesOfMain(copy)).toContain('../../electron/app.ts');
      const preload = (await sourceMapsOf(page)).find(({ sources }) => sources.some(isPreload));
      expect(preload?.mappings).not.toBe('');
      await browser.close();
    } finally {
      await development.quit();
      await rm(copy, { recursive: true, force: true });
    }
  },
);
