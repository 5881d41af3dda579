import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');
const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  allowScripts: Record<string, boolean>;
};

test.each(['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'])(
  'keytar brings its binary for %s in its package',
  (system) => {
    expect(existsSync(join(root, 'node_modules/keytar/prebuilds', system, 'keytar.node'))).toBe(true);
  },
);

test('no package but the pinned Node may run an install script', () => {
  const allowed = Object.keys(about.allowScripts).filter((name) => about.allowScripts[name]);
  expect(allowed).toEqual(['node']);
});

test('the lock file names no registry', () => {
  expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
});
