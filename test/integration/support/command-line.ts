import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { PracticeStore } from '../../../electron/practice/server.ts';
import { commandLine } from '../../support/built.ts';

/** Runs the built command line against a practice store, without a keychain. */
export async function runCommandLine(
  store: PracticeStore,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [commandLine, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      DBUS_SESSION_BUS_ADDRESS: 'disabled:',
      PACKSHOT_STORE_HASH: store.storeHash,
      PACKSHOT_ACCESS_TOKEN: store.accessToken,
      PACKSHOT_API_ORIGIN: store.origin,
      ...env,
    },
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number | null, out, err };
}
