// First, as in the app.
import '../../electron/lean-heap.ts';
import { createApp, type App } from '../../electron/app.ts';
import { createSessionStore } from '../../electron/credentials/session-store.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

/** The app without window and keychain. */
export async function openApp(dataDir: string): Promise<App> {
  const opened = await createApp({
    dataDir,
    version: 'bench',
    log: { info() {}, warn() {}, error() {} },
    cipher: null,
    keychain: createSessionStore(),
  });
  if (!opened.ok) throw new Error(sentenceOf(opened.reason));
  return opened.value;
}
