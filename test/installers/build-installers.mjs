// @ts-check
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Arch, Platform, build } from 'electron-builder';
import config from '../../electron-builder.config.mjs';
import { electronVersion } from '../../scripts/electron-binary.mjs';
import { makeStandIn } from '../../scripts/package/stand-in.mjs';
import { pinnedNode, root } from '../../scripts/paths.mjs';

/**
 * `node build-installers.mjs OUTPUT VERSION TARGET...`: makes installers from the built bundles with a stand-in for
 * Electron, by electron-builder and the packers of this system. Icons and joined packages are there already.
 */
const [output = '', version = '', ...targets] = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'packshot-installers-'));
try {
  const electron = join(scratch, 'electron');
  mkdirSync(electron);
  makeStandIn(electron, electronVersion(), { node: pinnedNode, shell: join(root, 'test/shell/run.ts') });
  const fpm = join(scratch, 'fpm');
  writeFileSync(
    fpm,
    `#!/bin/sh\nexec '${pinnedNode}' '${fileURLToPath(new URL('fpm.mjs', import.meta.url))}' "$@"\n`,
  );
  chmodSync(fpm, 0o755);
  process.env['CUSTOM_FPM_PATH'] = fpm;
  process.env['APPIMAGE_TOOLS_PATH'] = appImageTools(join(scratch, 'appimage'));
  await build({
    projectDir: root,
    config: {
      ...config,
      electronDist: electron,
      directories: { ...config.directories, output },
      extraMetadata: { version },
      toolsets: { appimage: '1.0.3' },
    },
    targets: new Map([
      [Platform.LINUX, new Map([[process.arch === 'arm64' ? Arch.arm64 : Arch.x64, targets]])],
    ]),
    publish: 'never',
  });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/**
 * Debian's tools in electron-builder's layout. The runtime, which mounts an AppImage, can only be downloaded: an empty
 * program takes its place.
 * @param {string} folder
 */
function appImageTools(folder) {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  mkdirSync(join(folder, 'runtimes'), { recursive: true });
  mkdirSync(join(folder, 'lib', arch), { recursive: true });
  for (const tool of ['mksquashfs', 'desktop-file-validate']) {
    const found = ['/usr/bin', '/bin', '/usr/local/bin'].find((path) => readdirSync(path).includes(tool));
    if (found !== undefined) symlinkSync(join(found, tool), join(folder, tool));
  }
  copyFileSync('/bin/true', join(folder, 'runtimes', `runtime-${arch}`));
  return folder;
}
