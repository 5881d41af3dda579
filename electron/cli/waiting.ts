import type { App } from '../app.ts';
import { retriedBy } from '../bigcommerce/errors.ts';
import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

/** How long a store or the disk may be unreachable before a command ends. */
const offlinePatienceMs = 20_000;
/** How long a command may make no progress: longer than any wait of the outbox. */
const silencePatienceMs = 10 * 60_000;

/** Resolves when the store or the disk was unreachable for too long. */
export async function outOfPatience(app: App, storeId: string): Promise<void> {
  const { promise, resolve: giveUp } = Promise.withResolvers<void>();
  const check = (): void => {
    const state = app.outbox.state(storeId);
    const runner = app.outbox.runner(storeId);
    const since = state.type === 'offline' ? state.since : (runner?.stuckSince ?? null);
    if (since !== null && Date.now() - since >= offlinePatienceMs) giveUp();
    if (runner && Date.now() - runner.connectivity.lastContactAt >= silencePatienceMs) giveUp();
  };
  const timer = setInterval(check, 500);
  timer.unref();
  await promise;
  clearInterval(timer);
}

/** Why the rest can't be sent now, if known. */
export function whyItWaits(app: App, storeId: string): Reason | null {
  const state = app.outbox.state(storeId);
  const runner = app.outbox.runner(storeId);
  if (runner?.stuckSince != null) return dataFolderTrouble;
  if (state.type === 'needs-sign-in') return state.reason;
  if (state.type === 'offline') return whyOutOfReach(state.reason ?? causeOf(runner));
  if (state.type === 'paused') return paused;
  return runner && Date.now() - runner.connectivity.lastContactAt >= silencePatienceMs ? silence : null;
}

function whyOutOfReach(why: Reason | null): Reason {
  return why === null || why.code === 'unreachable' ? outOfReach : retriedBy(why, 'later');
}

/** Who waits at a command has to know what the window passes over, such as a name that is not found: it ends here. */
function causeOf(runner: ReturnType<App['outbox']['runner']>): Reason | null {
  const pauseReason = runner?.connectivity.pauseReason;
  return pauseReason?.type === 'offline' ? pauseReason.cause : null;
}

export const dataFolderTrouble: Reason = reason('data-folder-trouble');

/** Everything is sent, but work after the uploads is not done. */
export const notChecked: Reason = reason('not-checked');

const outOfReach: Reason = reason('offline');

const paused: Reason = reason('paused');

const silence: Reason = reason('no-progress', { minutes: silencePatienceMs / 60_000 });
