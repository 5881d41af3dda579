import { createApp, type App } from '../../electron/app.ts';
import { outOfPatience } from '../../electron/cli/waiting.ts';
import type { CommandWorld } from '../../electron/cli/open-app.ts';
import { createSessionStore } from '../../electron/credentials/session-store.ts';
import { carryOutEdit } from './edit-steps.ts';
import type { Step } from './plan.ts';
import { review } from './review-steps.ts';
import { dropAndUndo } from './undo-steps.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

export type Say = (event: { event: string } & Record<string, unknown>) => void;

export interface StoreAccess {
  storeHash: string;
  origin: string;
  accessToken: string;
}

/** Opens the app on a data folder, with a store given as to the command line. */
export async function openApp(
  dataDir: string,
  store: StoreAccess,
  given: CommandWorld,
): Promise<{ app: App; storeId: string }> {
  const opened = await createApp({
    dataDir,
    version: 'faults',
    log: { info() {}, warn() {}, error() {} },
    cipher: null,
    openStores: false,
    keychain: { ...createSessionStore(), backend: 'keychain' },
    ...given,
  });
  if (!opened.ok) throw new Error(sentenceOf(opened.reason));
  const app = opened.value;
  const storeId = await app.stores.useGiven(store.storeHash, store.origin, store.accessToken);
  return { app, storeId };
}

export async function queueSteps(app: App, storeId: string, steps: readonly Step[], say: Say): Promise<void> {
  for (const step of steps) {
    const target = { storeId, productId: step.productId };
    try {
      if (step.kind === 'clear') app.outbox.add({ ...target, batchId: null }, [{ type: 'clear' }]);
      if (step.kind === 'url') app.addUrls(target, [step.url]);
      if (step.kind === 'edit') await carryOutEdit(app, target, step.edit);
      if (step.kind === 'review') await review(app, storeId, step);
      if (step.kind === 'undone-drop') await dropAndUndo(app, target, step);
    } catch (error) {
      say({ event: 'not-queued', id: step.id, reason: String(error) });
      return;
    }
    if (step.kind === 'files') {
      const { recipe = null } = step;
      const added = app.addFiles({ ...target, source: 'cli' }, step.paths, { recipe });
      if (!added.ok) throw new Error(sentenceOf(added.reason));
      await added.value.finished;
      const batch = app.batches.view(added.value.batchId);
      if (batch?.problem != null || batch?.phase !== 'queued') {
        say({ event: 'not-queued', id: step.id });
        return;
      }
    }
    say({ event: 'step', id: step.id });
  }
}

/** A whole scene in this process: queue, drain, report. Exit codes of the command line. */
export async function playScene(dataDir: string, steps: Step[], world: CommandWorld): Promise<number> {
  const say: Say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
  try {
    return await play(dataDir, steps, world, say);
  } catch (error) {
    say({ event: 'problem', reason: String(error) });
    return 3;
  }
}

async function play(dataDir: string, steps: Step[], world: CommandWorld, say: Say): Promise<number> {
  const { PACKSHOT_STORE_HASH = '', PACKSHOT_API_ORIGIN = '', PACKSHOT_ACCESS_TOKEN = '' } = process.env;
  const store = {
    storeHash: PACKSHOT_STORE_HASH,
    origin: PACKSHOT_API_ORIGIN,
    accessToken: PACKSHOT_ACCESS_TOKEN,
  };
  const { app, storeId } = await openApp(dataDir, store, world);
  try {
    const { entries, reconcileJobs } = app.outbox;
    let done = 0;
    const stop = app.outbox.follow(({ id, progress }) => {
      if (progress.type !== 'done') return;
      done += 1;
      say({ event: 'done', entryId: id, imageId: progress.imageId });
    });
    await queueSteps(app, storeId, steps, say);
    await app.outbox.drained();
    await Promise.race([app.outbox.certain(), outOfPatience(app, storeId)]);
    stop();
    const waiting = entries.countOpen(storeId);
    const failed = entries.idsIn(storeId, ['failed']).length;
    say({ event: 'summary', done, failed, waiting });
    if (waiting > 0 || reconcileJobs.count(storeId) > 0) return 3;
    return failed > 0 ? 1 : 0;
  } finally {
    await app.close();
  }
}
