import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { manualPages } from './scripts/manual-pages.ts';
import { updateFeedOf } from './scripts/package/update-feed.mjs';

const here = import.meta.dirname;
/** Set by electron-vite itself, for `dev` only. */
const development = process.env['NODE_ENV_ELECTRON_VITE'] === 'development';

/** The practice store reads its drawings from beside its code. */
const drawings = {
  name: 'practice-drawings',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): string }) {
    const folder = join(here, 'electron/practice/drawings');
    for (const name of readdirSync(folder)) {
      const source = readFileSync(join(folder, name), 'utf8');
      this.emitFile({ type: 'asset', fileName: `drawings/${name}`, source });
    }
  },
};

/** What reads barcodes in a picture, beside the bundle of picture processes. */
const barcodeReader = {
  name: 'barcode-reader',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: Uint8Array }): string }) {
    const source = readFileSync(
      createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'),
    );
    this.emitFile({ type: 'asset', fileName: 'zxing_reader.wasm', source });
  },
};

/** Where this build looks for new versions, and whose signature it accepts; nowhere unless the variables are set. */
const updateFeed = {
  name: 'update-feed',
  generateBundle(this: { emitFile(file: { type: 'asset'; fileName: string; source: string }): string }) {
    const source = JSON.stringify(updateFeedOf(process.env));
    this.emitFile({ type: 'asset', fileName: 'update-feed.json', source });
  },
};

/**
 * One that nobody uses now. The page has its own address, so Vite's client asks for changes at the port of this
 * configuration: if another program had Vite's usual one, Vite would take the next, and no change would arrive.
 */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Lists name, version and licence of each bundled package. `scripts/package/notices.mjs` reads it. */
const license = { fileName: 'licences.json' };

/**
 * Three bundles: main with the command line and the processes beside it (ESM; what is native or loads its own files
 * stays in node_modules, see `dependencies` in package.json), preload (one CommonJS file, as a sandboxed preload
 * must be) and renderer. electron-vite's own target table stops at Electron 44, so the targets of Electron 45 are
 * written out: Node 24 and Chromium 156. Development builds have source maps; the preload's is inline, because a
 * sandboxed page can read no file beside it.
 */
export default defineConfig({
  main: {
    plugins: [drawings, barcodeReader, updateFeed],
    build: {
      license,
      target: 'node24',
      sourcemap: development,
      outDir: 'out/main',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          start: resolve(here, 'electron/start.ts'),
          main: resolve(here, 'electron/main.ts'),
          cli: resolve(here, 'electron/cli/cli.ts'),
          'picture-process': resolve(here, 'electron/pictures/pool/picture-process.ts'),
          'practice-process': resolve(here, 'electron/practice/practice-process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      license,
      target: 'node24',
      sourcemap: development ? 'inline' : false,
      // electron-vite reloads the page after each further build.
      watch: development ? {} : null,
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve(here, 'electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(here, 'renderer'),
    plugins: [react(), manualPages(here)],
    server: development ? { host: '127.0.0.1', port: await freePort(), strictPort: true } : {},
    build: {
      license,
      target: 'chrome156',
      outDir: resolve(here, 'out/renderer'),
      minify: !development,
      // One style sheet: the order of rules would depend on which screen is opened first.
      cssCodeSplit: false,
      rollupOptions: { input: resolve(here, 'renderer/index.html') },
    },
  },
});
