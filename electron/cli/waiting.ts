import type { App } from '../app.ts';
import { retriedBy } from '../bigcommerce/errors.ts';
import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

/** How long a store or the disk may be out of reach before a command ends and leaves the rest to the next run. */
const offlinePatienceMs = 20_000;
/** How long nothing at all may go on, whatever the cause: longer than any wait that the outbox chooses by itself. */
const silencePatienceMs = 10 * 60_000;

/** Resolves when a store, or the disk, has been out of reach for long enough to leave the rest for later. */
export async function outOfPatience(app: App, storeId: string): Promise<void> {
  const { promise, resolve: giveUp } = Promise.withResolvers<void>();
  const check = (): void => {
    const state = app.outbox.state(storeId);
    const lane = app.outbox.lane(storeId);
    const since = state.is === 'offline' ? state.since : (lane?.stuckSince ?? null);
    if (since !== null && Date.now() - since >= offlinePatienceMs) giveUp();
    if (lane && Date.now() - lane.connectivity.heardAt >= silencePatienceMs) giveUp();
  };
  const timer = setInterval(check, 500);
  timer.unref();
  await promise;
  clearInterval(timer);
}

/** Why what waits can't go now, as far as it is known. */
export function whyItWaits(app: App, storeId: string): Reason | null {
  const state = app.outbox.state(storeId);
  const lane = app.outbox.lane(storeId);
  if (lane?.stuckSince != null) return dataFolderTrouble;
  if (state.is === 'needs-sign-in') return state.reason;
  if (state.is === 'offline') return state.reason ? retriedBy(state.reason, 'later') : outOfReach;
  if (state.is === 'paused') return paused;
  return lane && Date.now() - lane.connectivity.heardAt >= silencePatienceMs ? silence : null;
}

export const dataFolderTrouble: Reason = reason('data-folder-trouble');

/** All is sent, and what follows an upload is not done. */
export const notChecked: Reason = reason('not-checked');

const outOfReach: Reason = reason('offline');

const paused: Reason = reason('paused');

const silence: Reason = reason('no-progress', { minutes: silencePatienceMs / 60_000 });
