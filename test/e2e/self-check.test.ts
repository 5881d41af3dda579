import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkElectron } from '../../scripts/electron-check.mjs';

const root = join(import.meta.dirname, '../..');
const shell = [join(root, 'test/shell/run.ts'), join(root, 'out/main/main.js')];
const env = { PACKSHOT_HEADLESS: '1', DBUS_SESSION_BUS_ADDRESS: 'disabled:' };

test('the built app passes its own check in the shell', async () => {
  expect(await checkElectron(process.execPath, shell, { env, timeoutMs: 90_000 })).toEqual({
    type: 'passed',
  });
});

test('the built app fails its check if no window opens', async () => {
  const broken = { ...env, PACKSHOT_CHROMIUM: process.execPath };
  expect(await checkElectron(process.execPath, shell, { env: broken, timeoutMs: 90_000 })).toEqual({
    type: 'failed',
    why: expect.stringMatching(/after the step "page" began/),
  });
});
