// @ts-check
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from '../paths.mjs';

/**
 * Packages of plain JavaScript that native ones need beside the bundles. Each is one file in a package: every file
 * costs time when it is installed, signed or scanned.
 */
export const joinedPackages = ['@xmldom/xmldom', 'semver'];

/**
 * Writes each of these packages as one CommonJS file with its own `package.json`.
 * @param {string} folder gets a folder for each package, named as in `node_modules`
 */
export async function joinPackages(folder) {
  for (const name of joinedPackages) {
    const about = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    const outDir = join(folder, name);
    await build({
      configFile: false,
      logLevel: 'warn',
      root,
      ssr: { noExternal: true },
      build: {
        ssr: join(root, 'node_modules', name, about.main),
        outDir,
        emptyOutDir: true,
        target: 'node24',
        rollupOptions: { output: { format: 'cjs', entryFileNames: 'index.js' } },
      },
    });
    mkdirSync(outDir, { recursive: true });
    const { version, license } = about;
    writeFileSync(join(outDir, 'package.json'), JSON.stringify({ name, version, license, main: 'index.js' }));
  }
}
