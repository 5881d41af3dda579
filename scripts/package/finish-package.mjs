// @ts-check
import { copyFileSync, chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxReason, sandboxSettings } from '../../electron/doctor/sandbox.ts';
import { sentencesOf } from '../../shared/messages/reason.ts';
import { electronVersion } from '../electron-binary.mjs';
import { root } from '../paths.mjs';
import { readArchive } from './archive.mjs';
import { setFuses } from './fuses.mjs';
import { noticesPage, shippedComponents } from './notices.mjs';
import { cycloneDx } from './sbom.mjs';

/**
 * Electron-builder calls this once the package is laid out, before it is signed: sets the fuses, and writes the notices
 * and the list of components from what the archive really holds.
 * @param {import('electron-builder').AfterPackContext} context
 */
export async function finishPackage({ appOutDir, electronPlatformName, packager }) {
  const isMac = electronPlatformName === 'darwin';
  const name = packager.appInfo.productFilename;
  const programs = {
    darwin: `${name}.app`,
    win32: `${name}.exe`,
    linux: packager.config.linux?.executableName ?? name,
  };
  const program = programs[/** @type {'darwin' | 'win32' | 'linux'} */ (electronPlatformName)];
  await setFuses(join(appOutDir, program), isMac && process.arch === 'arm64');
  if (electronPlatformName === 'linux') putStartScript(appOutDir, program);

  const resources = isMac ? join(appOutDir, program, 'Contents/Resources') : join(appOutDir, 'resources');
  const components = shippedComponents(readArchive(join(resources, 'app.asar')));
  const { name: app, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = join(resources, 'licences');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'LICENSE.txt'), readFileSync(join(root, 'LICENSE')));
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), noticesPage(components));
  const sbom = `${JSON.stringify(cycloneDx({ name: app, version }, electronVersion(), components), null, 2)}\n`;
  writeFileSync(join(folder, 'sbom.cdx.json'), sbom);
}

/**
 * Puts the script that tells why the window can't open in the place of Electron's program, and what it tells beside it.
 * @param {string} folder the package's
 * @param {string} program name of Electron's program
 */
function putStartScript(folder, program) {
  renameSync(join(folder, program), join(folder, `${program}.bin`));
  copyFileSync(join(root, 'packaging/bin/packshot-app'), join(folder, program));
  chmodSync(join(folder, program), 0o755);
  for (const setting of sandboxSettings) {
    const sentences = `${sentencesOf(sandboxReason(setting))}\n`;
    writeFileSync(join(folder, 'resources/bin', `${setting}.txt`), sentences);
  }
}
