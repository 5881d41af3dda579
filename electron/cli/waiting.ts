import type { App } from '../app.ts';
import type { Reason } from '../../shared/outcome.ts';

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
    const since = state.is === 'offline' ? state.since : (runner?.stuckSince ?? null);
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
  if (state.is === 'needs-sign-in') return state.reason;
  if (state.is === 'offline')
    return { ...(state.reason ?? outOfReach), next: keptForLater(state.reason?.next) };
  if (state.is === 'paused') return paused;
  return runner && Date.now() - runner.connectivity.lastContactAt >= silencePatienceMs ? silence : null;
}

function keptForLater(next: string | undefined): string {
  const advice = next === undefined || next.includes('by itself') ? '' : `${next} `;
  return `${advice}What waits is kept: run "packshot run" when the store can be reached.`;
}

export const dataFolderTrouble: Reason = {
  code: 'data-folder-trouble',
  sentence: 'Packshot could not read or write its data folder.',
  next: 'Check that the disk has room, then run "packshot run": what is queued is kept.',
};

/** Everything is sent, but work after the uploads is not done. */
export const notChecked: Reason = {
  code: 'not-checked',
  sentence:
    'Everything was sent, but it is not checked yet that the order is right and nothing arrived twice.',
  next: 'Run "packshot run", or open the app: it is done then.',
};

const outOfReach: Reason = { code: 'offline', sentence: 'The store can’t be reached.' };

const paused: Reason = {
  code: 'paused',
  sentence: 'This store is paused.',
  next: 'Resume it in the app.',
};

const silence: Reason = {
  code: 'no-progress',
  sentence: `The store gave no answer of use for ${silencePatienceMs / 60_000} minutes.`,
  next: 'What waits is kept: run "packshot run" later.',
};
