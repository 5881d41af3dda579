import { mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import react from '@vitejs/plugin-react';
import { chromium, type Page } from 'playwright';
import { build } from 'vite';
import { sceneNames, type SceneName } from './scene-names.ts';

/**
 * Builds the window against the fake main, takes a picture of every scene in light and dark, small and large, and runs
 * axe on each: `node test/e2e/support/fake-main/look.ts [scene...]`. Pictures go to `screenshots/window/`.
 */

const here = import.meta.dirname;
const root = resolve(here, '../../../..');
const out = join(tmpdir(), `packshot-look-${process.pid}`);
const shots = join(root, 'screenshots/window');
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'";
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

await mkdir(shots, { recursive: true });
await build({
  root: join(root, 'renderer'),
  configFile: false,
  logLevel: 'warn',
  plugins: [
    react(),
    {
      name: 'fake-main-first',
      transformIndexHtml: {
        order: 'pre',
        handler: (html) =>
          html.replace(
            '<script type="module"',
            `<script type="module" src="${join(here, 'page.ts')}"></script>\n    <script type="module"`,
          ),
      },
    },
  ],
  build: { target: 'chrome150', outDir: out, emptyOutDir: true },
});

const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://localhost').pathname;
  const file = path === '/' ? 'index.html' : path.slice(1);
  readFile(join(out, file)).then(
    (body) =>
      response
        .writeHead(200, {
          'content-type': types[extname(file)] ?? 'text/plain',
          'content-security-policy': csp,
        })
        .end(body),
    () => response.writeHead(file === 'favicon.ico' ? 204 : 404).end(),
  );
});
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('The server has no port.');
const origin = `http://127.0.0.1:${address.port}`;

const browser = await chromium.launch({
  executablePath: process.env['PACKSHOT_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking'],
});

type Prepare = (page: Page) => Promise<unknown>;
/** Looks that a scene alone doesn't give. */
const extras: Record<string, { scene: SceneName; prepare: Prepare }> = {
  drawer: {
    scene: 'uploading',
    prepare: (page) => page.getByRole('button', { name: 'Show outbox' }).click(),
  },
  stores: { scene: 'gallery', prepare: (page) => page.getByRole('button', { name: /^Store:/ }).click() },
  settings: {
    scene: 'gallery',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Store:/ }).click();
      await page.getByRole('menuitem', { name: 'Settings…' }).click();
    },
  },
  'add-store': {
    scene: 'gallery',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Store:/ }).click();
      await page.getByRole('menuitem', { name: 'Add a store…' }).click();
    },
  },
  disconnect: {
    scene: 'uploading',
    prepare: async (page) => {
      await page.getByRole('button', { name: /^Store:/ }).click();
      await page.getByRole('menuitem', { name: 'Disconnect…' }).click();
    },
  },
  'sign-in-dialog': {
    scene: 'sign-in',
    prepare: (page) => page.getByRole('button', { name: 'Sign in', exact: true }).click(),
  },
  'wrong-token': {
    scene: 'first-run',
    prepare: async (page) => {
      await page.getByRole('textbox', { name: 'Store hash or API path' }).fill('abc123');
      await page.getByLabel('Access token').fill('secret');
      await page.getByRole('button', { name: 'Connect' }).click();
    },
  },
  viewer: {
    scene: 'gallery',
    prepare: async (page) => {
      await page.getByRole('grid', { name: 'Gallery' }).getByRole('row').nth(1).dblclick();
      await page.getByRole('button', { name: 'Next picture' }).click();
    },
  },
  'drag-over': { scene: 'gallery', prepare: (page) => dragOver(page, 'main') },
  'drag-over-row': { scene: 'gallery', prepare: (page) => dragOver(page, '[data-drop-product="103"]') },
  'drag-nowhere': { scene: 'no-product', prepare: (page) => dragOver(page, 'main') },
  'no-match': {
    scene: 'gallery',
    prepare: (page) => page.getByRole('searchbox', { name: 'Search products' }).fill('zzz'),
  },
};

async function dragOver(page: Page, selector: string): Promise<void> {
  await page.evaluate((where) => {
    const data = new DataTransfer();
    data.items.add(new File(['x'], 'a.jpg', { type: 'image/jpeg' }));
    document
      .querySelector(where)
      ?.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: data }));
  }, selector);
}

const asked = process.argv.slice(2);
const looks = [
  ...sceneNames.map((scene) => ({ name: scene as string, scene, prepare: undefined as Prepare | undefined })),
  ...Object.entries(extras).map(([name, extra]) => ({ name, ...extra })),
].filter(({ name }) => asked.length === 0 || asked.includes(name));

let faults = 0;
for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 900, height: 600 },
    { width: 1440, height: 900 },
  ]) {
    const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
    for (const { name, scene, prepare } of looks) {
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(`${origin}/#${scene}`);
      await page.waitForTimeout(250);
      await prepare?.(page);
      await page.waitForTimeout(250);
      await page.screenshot({ path: join(shots, `${name}-${colorScheme}-${viewport.width}.png`) });
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, help, nodes } of violations) {
        complaints.push(`axe ${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
      }
      for (const complaint of complaints)
        console.log(`${name} ${colorScheme} ${viewport.width}: ${complaint}`);
      faults += complaints.length;
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
server.close();
await rm(out, { recursive: true, force: true });
console.log(`${looks.length} looks, ${faults} complaints; pictures in ${shots}`);
process.exitCode = faults === 0 ? 0 : 1;
