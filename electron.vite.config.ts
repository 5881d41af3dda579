import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const here = import.meta.dirname;

/**
 * Three bundles: main with the processes beside it (ESM, dependencies left in node_modules), preload (one CommonJS file, as a sandboxed preload
 * must be) and renderer. electron-vite's own target table stops at Electron 44, so the targets of Electron 45 are
 * written out: Node 24 and Chromium 156.
 */
export default defineConfig({
  main: {
    build: {
      target: 'node24',
      outDir: 'out/main',
      externalizeDeps: true,
      rollupOptions: {
        input: {
          main: resolve(here, 'electron/main.ts'),
          'picture-process': resolve(here, 'electron/pictures/pool/picture-process.ts'),
          'practice-process': resolve(here, 'electron/practice/practice-process.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      target: 'node24',
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
    plugins: [react()],
    build: {
      target: 'chrome156',
      outDir: resolve(here, 'out/renderer'),
      rollupOptions: { input: resolve(here, 'renderer/index.html') },
    },
  },
});
