import { readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

const everyService = [
  'shared',
  'bigcommerce',
  'catalog',
  'credentials',
  'intake',
  'ordering',
  'outbox',
  'practice',
  'review',
  'storage',
  'stores',
] as const;

/**
 * Which room may import which: the arrows of ARCHITECTURE.md, held here. A room is a folder; of the files that lie in
 * `electron/` itself, main, preload and cli are each a room, and the rest together are `app`.
 */
const rooms: Record<
  string,
  { uses: readonly string[]; node?: false; electron?: true; packages?: readonly string[] }
> = {
  shared: { uses: [], node: false, packages: ['zod'] },
  renderer: { uses: ['shared'], node: false },
  bigcommerce: { uses: ['shared'] },
  storage: { uses: ['shared'] },
  credentials: { uses: ['shared'] },
  intake: { uses: ['shared'] },
  ordering: { uses: ['shared'], node: false, packages: [] },
  practice: { uses: ['shared'] },
  catalog: { uses: ['shared', 'bigcommerce', 'ordering', 'storage'] },
  outbox: { uses: ['shared', 'bigcommerce', 'catalog', 'ordering', 'storage'] },
  review: { uses: ['shared', 'bigcommerce', 'catalog', 'intake', 'outbox', 'storage'] },
  stores: { uses: ['shared', 'bigcommerce', 'catalog', 'credentials', 'outbox', 'practice', 'storage'] },
  app: { uses: everyService },
  cli: { uses: ['shared', 'app', 'credentials', 'practice'] },
  desktop: { uses: [...everyService, 'app'], electron: true },
  preload: { uses: ['shared', 'desktop'], electron: true },
  main: { uses: ['shared', 'app', 'desktop', 'credentials', 'practice', 'storage'], electron: true },
};

const longestFile = 400;
const root = join(import.meta.dirname, '../..');

/** The room of a file or folder, given as a path from the top with forward slashes; null outside of all rooms. */
function roomOf(path: string): string | null {
  const [top = '', folder = '', ...deeper] = path.split('/');
  if (top === 'renderer' || top === 'shared') return top;
  if (top !== 'electron') return null;
  if (deeper.length > 0) return folder;
  const file = folder.replace(/\.tsx?$/, '');
  return ['main', 'preload', 'cli'].includes(file) ? file : 'app';
}

/** Every module a source names: static, side-effect and dynamic imports, re-exports, require, and workers' URLs. */
function importsOf(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  const patterns = [
    /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]/g,
    /(?<!['"])\bimport\s*['"]([^'"]+)['"]/g,
    /\b(?:import|require|require\.resolve|import\.meta\.resolve)\s*\(\s*['"`]([^'"`]+)['"`]/g,
    /\bcreateRequire\([^)]*\)\(\s*['"`]([^'"`]+)['"`]/g,
    /\bnew URL\(\s*['"`](\.[^'"`]+\.[cm]?[jt]s)['"`]\s*,\s*import\.meta\.url/g,
  ];
  return patterns.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[1] ?? ''));
}

/** What is wrong with a file's imports, one sentence each. `path` is from the top, with forward slashes. */
function wrongArrows(path: string, source: string): string[] {
  const from = roomOf(path);
  const rule = from === null ? undefined : rooms[from];
  if (rule === undefined) return [`${path} lies in no room that the table knows`];

  return importsOf(source).flatMap((name) => {
    if (name.startsWith('.')) {
      const target = posix.normalize(posix.join(posix.dirname(path), name));
      const to = roomOf(target);
      if (to === from || (to !== null && rule.uses.includes(to))) return [];
      return [`${path} (${from}) imports ${target} (${to ?? 'no room'})`];
    }
    if (name === 'electron' || name.startsWith('electron/')) {
      return rule.electron ? [] : [`${path} (${from}) imports electron`];
    }
    if (isBuiltin(name)) return rule.node === false ? [`${path} (${from}) imports ${name} of Node`] : [];
    if (rule.packages !== undefined && !rule.packages.includes(name))
      return [`${path} (${from}) imports ${name}`];
    return [];
  });
}

function sources(): { path: string; source: string }[] {
  return ['electron', 'renderer', 'shared'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => ({
        path: relative(root, file).split(sep).join('/'),
        source: readFileSync(file, 'utf8'),
      })),
  );
}

describe('the product', () => {
  const all = sources();

  test('has sources in every kind of room', () => {
    expect(new Set(all.map(({ path }) => path.split('/')[0]))).toEqual(
      new Set(['electron', 'renderer', 'shared']),
    );
  });

  test('has no arrow the table does not allow', () => {
    expect(all.flatMap(({ path, source }) => wrongArrows(path, source))).toEqual([]);
  });

  test(`has no file of more than ${longestFile} lines`, () => {
    const long = all.filter(({ source }) => source.trimEnd().split('\n').length > longestFile);
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});

describe('the check', () => {
  test.each([
    ['renderer/app.tsx', "import { open } from '../electron/app.ts';"],
    ['renderer/app.tsx', "import type { Entry } from '../electron/outbox/entry.ts';"],
    ['renderer/ui/x.tsx', "import { readFile } from 'node:fs/promises';"],
    ['renderer/ui/x.tsx', "import { join } from 'path';"],
    ['renderer/ui/x.tsx', "import { ipcRenderer } from 'electron';"],
    ['shared/model.ts', "import { createHash } from 'node:crypto';"],
    ['shared/model.ts', "import got from 'got';"],
    ['shared/model.ts', "export * from '../renderer/state/store.ts';"],
    ['electron/app.ts', "import { openWindow } from './desktop/window.ts';"],
    ['electron/app.ts', "import { app } from 'electron';"],
    ['electron/app.ts', "import { app } from 'electron/main';"],
    ['electron/cli.ts', "import './desktop/window.ts';"],
    ['electron/bigcommerce/v3.ts', "import { x } from '../outbox/outbox.ts';"],
    ['electron/bigcommerce/v3.ts', "import { x } from '../storage/database.ts';"],
    ['electron/storage/database.ts', "import { x } from '../catalog/catalog.ts';"],
    ['electron/ordering/arrange.ts', "import { x } from '../catalog/catalog.ts';"],
    ['electron/ordering/arrange.ts', "import { readFileSync } from 'node:fs';"],
    ['electron/credentials/open.ts', "import { safeStorage } from 'electron';"],
    ['electron/outbox/outbox.ts', "const x = await import('../intake/stage.ts');"],
    ['electron/outbox/outbox.ts', "import {\n  a,\n  b,\n} from '../credentials/open.ts';"],
    ['electron/intake/work.ts', "new Worker(new URL('../outbox/worker.ts', import.meta.url));"],
    ['electron/intake/work.ts', "createRequire(import.meta.url)('electron');"],
    ['electron/main.ts', "import { fake } from '../test/shell/run.ts';"],
    ['electron/newroom/thing.ts', ''],
  ])('catches in %s: %s', (path, source) => {
    expect(wrongArrows(path, source)).toHaveLength(1);
  });

  test.each([
    [
      'renderer/gallery/tile.tsx',
      "import { x } from '../../shared/model.ts';\nimport '../ui/tokens.css';\nimport 'react';",
    ],
    ['shared/contract.ts', "import { z } from 'zod';\nimport { x } from './model.ts';"],
    [
      'electron/outbox/send.ts',
      "import { x } from '../bigcommerce/image-api.ts';\nimport 'node:fs';\nimport 'got';",
    ],
    ['electron/desktop/ipc.ts', "import { ipcMain } from 'electron';\nimport { x } from '../app.ts';"],
    ['electron/app.ts', "// import { x } from './desktop/window.ts';\n/* require('electron') */"],
  ])('lets pass in %s: %s', (path, source) => {
    expect(wrongArrows(path, source)).toEqual([]);
  });
});
