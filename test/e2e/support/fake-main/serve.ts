import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { manualPages } from '../../../../scripts/manual-pages.ts';

const here = import.meta.dirname;
const root = resolve(here, '../../../..');
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'";
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

/** Returns 204 for these missing pictures so that the console stays clean. */
const noPicture = new Set(['favicon.ico', 'gone']);
const greyPicture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400"><rect width="400" height="400" fill="#b9b4ae"/></svg>';

export interface ServedWindow {
  /** Address of the window; its hash is the scene's name. */
  origin: string;
  close(): Promise<void>;
}

/** Builds the window with the fake main and serves it on the loopback interface. */
export async function serveWindow(): Promise<ServedWindow> {
  const out = await mkdtemp(join(tmpdir(), 'packshot-window-'));
  // Vitest sets 'test', and Vite then bundles React's slower development build.
  process.env['NODE_ENV'] = 'production';
  await build({
    root: join(root, 'renderer'),
    configFile: false,
    logLevel: 'warn',
    plugins: [
      react(),
      manualPages(root),
      {
        name: 'fake-main',
        transformIndexHtml: {
          order: 'pre',
          handler: (html) => html.replace('./main.tsx', join(here, 'window.tsx')),
        },
      },
    ],
    build: { target: 'chrome150', outDir: out, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  });

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = path === '/' ? 'index.html' : path.slice(1);
    // Scenes with thousands of pictures name them by a letter.
    if (extname(file) === '' && file.length === 1) {
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(greyPicture);
      return;
    }
    readFile(join(out, file)).then(
      (body) =>
        response
          .writeHead(200, {
            'content-type': types[extname(file)] ?? 'text/plain',
            'content-security-policy': csp,
            // Names of assets change with their content; a cached script is compiled once for all looks.
            ...(file.startsWith('assets/') ? { 'cache-control': 'max-age=3600, immutable' } : {}),
          })
          .end(body),
      () => response.writeHead(noPicture.has(file) ? 204 : 404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    origin,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(out, { recursive: true, force: true });
    },
  };
}
