// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasDisplay } from './paths.mjs';

/**
 * Electron, if PACKSHOT_WINDOW chooses it, needs a display even when nobody looks. Chromium needs none.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 */
export async function withDisplay(work) {
  return hasDisplay() || process.env.PACKSHOT_WINDOW !== 'electron' ? work({}) : withVirtualDisplay(work);
}

/**
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 */
export async function withVirtualDisplay(work) {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const ready = server.stdio[3];
    if (ready === null || ready === undefined) throw new Error('Xvfb has no pipe to tell its display by');
    const [number] = await Promise.race([
      once(ready, 'data'),
      once(server, 'exit').then(() => Promise.reject(new Error('Xvfb ended before it had a display'))),
    ]);
    return await work({ DISPLAY: `:${String(number).trim()}` });
  } finally {
    server.kill();
  }
}
