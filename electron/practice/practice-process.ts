import './private-files.ts';
import { flushCompileCache } from 'node:module';
import { parentProcess } from '../util/parent-process.ts';
import type { PracticeSays, ToPractice } from './process-protocol.ts';
import { startPracticeStore, type PracticeStore } from './server.ts';

/** The practice store in a process of its own, for the process that started it: it draws and checks pictures. */
const parent = parentProcess();
let store: Promise<PracticeStore> | null = null;

parent.onGone(() => void closeAndEnd());
parent.onMessage((message) => {
  const received = message as ToPractice;
  if (received.type === 'start') void start(received.dataDir);
  else if (received.type === 'write-samples') void writeSamples(received.folder);
  else void closeAndEnd();
});

function say(message: PracticeSays): void {
  parent.send(message);
}

async function writeSamples(folder: string): Promise<void> {
  try {
    const { writeSamplePhotos } = await import('./sample-photos.ts');
    await writeSamplePhotos(folder);
    say({ type: 'samples', problem: null });
  } catch (error) {
    say({ type: 'samples', problem: String(error) });
  }
}

async function start(dataDir: string): Promise<void> {
  store = startPracticeStore({ dataDir });
  try {
    const { origin, storeHash, accessToken, webdav } = await store;
    say({ type: 'started', origin, storeHash, accessToken, webdav });
    // Node does this on exit, but this process ends by being killed.
    flushCompileCache();
  } catch (error) {
    say({ type: 'failed', message: String(error) });
  }
}

/** What was answered is on disk; closing brings the database to rest. */
async function closeAndEnd(): Promise<void> {
  await store?.then((running) => running.close()).catch(() => undefined);
  process.kill(process.pid, 'SIGKILL');
}
