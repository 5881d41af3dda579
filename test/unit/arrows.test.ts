import { readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix, relative, sep } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Which room may import which, lowest first: a room may use `shared`, the rooms it names, and theirs. A room
 * is a folder of `electron/` or `renderer/`; a file directly in one of these two is a room of its own.
 */
const rooms: Record<
  string,
  { uses: readonly string[]; node?: false; electron?: true; packages?: readonly string[] }
> = {
  shared: { uses: [], node: false, packages: ['zod', 'intl-messageformat'] },

  'electron/util': { uses: [] },
  'electron/ordering': { uses: [], node: false },
  'electron/storage': { uses: [] },
  'electron/credentials': { uses: [] },
  'electron/practice': { uses: ['electron/util'] },
  'electron/network': { uses: ['electron/util'] },
  'electron/updates': { uses: ['electron/network'] },
  'electron/bigcommerce': { uses: ['electron/network'] },
  'electron/catalog': { uses: ['electron/bigcommerce', 'electron/ordering', 'electron/storage'] },
  'electron/pictures': { uses: ['electron/util'] },
  'electron/staging': { uses: ['electron/pictures', 'electron/storage'] },
  'electron/intake': { uses: ['electron/staging'] },
  'electron/matching': { uses: ['electron/catalog', 'electron/pictures'] },
  'electron/outbox': { uses: ['electron/catalog'] },
  'electron/stores': { uses: ['electron/outbox', 'electron/credentials', 'electron/practice'] },
  'electron/review': { uses: ['electron/outbox', 'electron/matching', 'electron/intake'] },
  'electron/gallery': { uses: ['electron/review', 'electron/stores'] },
  'electron/batches': { uses: ['electron/gallery'] },
  'electron/doctor': { uses: ['electron/bigcommerce', 'electron/pictures', 'electron/storage'] },
  'electron/api': { uses: ['electron/batches', 'electron/updates'] },
  'electron/app': { uses: ['electron/api', 'electron/doctor', 'electron/lean-heap'] },
  'electron/lean-heap': { uses: [] },
  'electron/private-files': { uses: [] },
  'electron/cli': { uses: ['electron/app', 'electron/private-files'] },
  'electron/desktop': { uses: ['electron/app'], electron: true },
  'electron/preload': { uses: ['electron/desktop'], electron: true },
  'electron/main': {
    uses: ['electron/desktop', 'electron/private-files'],
    electron: true,
  },
  'electron/start': { uses: ['electron/main', 'electron/cli'], electron: true },

  'renderer/wording': { uses: [], node: false },
  'renderer/state': { uses: ['renderer/wording'], node: false },
  'renderer/ui': { uses: ['renderer/wording'], node: false },
  'renderer/panes': { uses: [], node: false },
  'renderer/global': { uses: [], node: false },
  'renderer/notices': { uses: ['renderer/state', 'renderer/ui'], node: false },
  'renderer/tile-size': { uses: ['renderer/state', 'renderer/ui'], node: false },
  'renderer/tip': { uses: ['renderer/state', 'renderer/ui'], node: false },
  'renderer/use-accent': { uses: ['renderer/state'], node: false },
  'renderer/announcer': { uses: ['renderer/state'], node: false },
  'renderer/connect': { uses: ['renderer/notices'], node: false },
  'renderer/settings': { uses: ['renderer/notices'], node: false },
  'renderer/outbox': { uses: ['renderer/notices'], node: false },
  'renderer/batches': { uses: ['renderer/outbox'], node: false },
  'renderer/intake': { uses: ['renderer/outbox'], node: false },
  'renderer/products': { uses: ['renderer/intake', 'renderer/panes'], node: false },
  'renderer/review': { uses: ['renderer/outbox', 'renderer/tile-size'], node: false },
  'renderer/gallery': { uses: ['renderer/products', 'renderer/review'], node: false },
  'renderer/home': { uses: ['renderer/batches'], node: false },
  'renderer/alts': { uses: ['renderer/notices'], node: false },
  'renderer/commands': { uses: ['renderer/notices'], node: false },
  'renderer/screens': {
    uses: ['renderer/alts', 'renderer/manual', 'renderer/review', 'renderer/settings'],
    node: false,
  },
  'renderer/middle': { uses: ['renderer/gallery', 'renderer/home', 'renderer/screens'], node: false },
  'renderer/manual': { uses: ['renderer/notices'], node: false },
  'renderer/open-dialogs': {
    uses: [
      'renderer/batches',
      'renderer/commands',
      'renderer/gallery',
      'renderer/manual',
      'renderer/connect',
      'renderer/screens',
    ],
    node: false,
  },
  'renderer/app': {
    uses: [
      'renderer/announcer',
      'renderer/batches',
      'renderer/commands',
      'renderer/middle',
      'renderer/open-dialogs',
      'renderer/products',
      'renderer/tip',
      'renderer/use-accent',
    ],
    node: false,
  },
  'renderer/main': { uses: ['renderer/app', 'renderer/screens', 'renderer/ui'], node: false },
};

/** Every room that a room may import, directly or through others. */
function usableBy(room: string): ReadonlySet<string> {
  const usable = new Set(['shared']);
  const add = (one: string): void => {
    if (usable.has(one)) return;
    usable.add(one);
    rooms[one]?.uses.forEach(add);
  };
  rooms[room]?.uses.forEach(add);
  return usable;
}

const root = join(import.meta.dirname, '../..');

/** The room of a path from the top, with forward slashes; null outside of all rooms. */
function roomOf(path: string): string | null {
  const [top = '', inner = ''] = path.split('/');
  if (top === 'shared') return top;
  if (top !== 'electron' && top !== 'renderer') return null;
  return `${top}/${inner.replace(/\.(?:tsx?|module\.css|d\.ts)$/, '')}`;
}

/** Every module a source names: imports of any kind, re-exports, require, and workers' URLs. */
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

/** Forbidden imports of a file, one sentence each. `path` is from the top, with forward slashes. */
function wrongArrows(path: string, source: string): string[] {
  const from = roomOf(path);
  const rule = from === null ? undefined : rooms[from];
  if (rule === undefined) return [`${path} lies in no room that the table knows`];

  return importsOf(source).flatMap((name) => {
    if (name.startsWith('.')) {
      const target = posix.normalize(posix.join(posix.dirname(path), name));
      const to = roomOf(target);
      if (to === from || (to !== null && usableBy(from ?? '').has(to))) return [];
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

  test('has only imports that the table allows', () => {
    expect(all.flatMap(({ path, source }) => wrongArrows(path, source))).toEqual([]);
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
    ['electron/cli/cli.ts', "import '../desktop/window.ts';"],
    ['electron/bigcommerce/v3/v3.ts', "import { x } from '../../outbox/outbox.ts';"],
    ['electron/bigcommerce/v3/v3.ts', "import { x } from '../../storage/database.ts';"],
    ['electron/storage/database.ts', "import { x } from '../catalog/catalog.ts';"],
    ['electron/credentials/open.ts', "import { safeStorage } from 'electron';"],
    ['electron/outbox/outbox.ts', "const x = await import('../intake/intake.ts');"],
    ['electron/staging/sweep.ts', "import type { Entries } from '../outbox/records/entries.ts';"],
    ['renderer/state/store.ts', "import { x } from '../gallery/selection.ts';"],
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
      'renderer/gallery/gallery-pane.tsx',
      "import { x } from '../../shared/model.ts';\nimport '../ui/tokens.css';\nimport 'react';",
    ],
    ['shared/contract.ts', "import { z } from 'zod';\nimport { x } from './model.ts';"],
    [
      'electron/outbox/jobs/send.ts',
      "import { x } from '../../bigcommerce/image-api.ts';\nimport 'node:fs';\nimport 'got';",
    ],
    ['electron/desktop/ipc.ts', "import { ipcMain } from 'electron';\nimport { x } from '../app.ts';"],
    ['electron/app.ts', "// import { x } from './desktop/window.ts';\n/* require('electron') */"],
  ])('allows in %s: %s', (path, source) => {
    expect(wrongArrows(path, source)).toEqual([]);
  });
});
