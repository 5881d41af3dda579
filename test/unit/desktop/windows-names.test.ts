import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../../electron-builder.config.mjs';
import { linkScheme } from '../../../electron/api/deep-link.ts';
import { appId, toastActivator } from '../../../electron/desktop/windows-names.ts';

const installer = readFileSync(join(import.meta.dirname, '../../../packaging/installer.nsh'), 'utf8');

test('the uninstaller takes back what the app registers for its user, by the same names', () => {
  expect(config.appId).toBe(appId);
  expect(installer).toContain(`"Software\\Classes\\${linkScheme}"`);
  expect(installer).toContain(`"Software\\Classes\\CLSID\\${toastActivator}"`);
});
