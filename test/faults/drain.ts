import { listed } from '../support/listed.ts';
import { systemClock, type Clock } from '../../electron/util/clock.ts';
import { plainEffects } from '../../electron/outbox/effects.ts';
import type { Plant, Step } from './plan.ts';
import { withPlant } from './plants.ts';
import { openApp, queueSteps, type StoreAccess } from './scene.ts';

const patienceMs = 120_000;

/**
 * Opens the healthy app on a faulty process's folder, queues what is missing, retries failures, and continues
 * until the last verification is done. Returns the problems.
 */
export async function drainToTheEnd(
  dataDir: string,
  store: StoreAccess,
  steps: readonly Step[],
  { speed, plant = null }: { speed: number; plant?: Plant | null },
): Promise<string[]> {
  const problems: string[] = [];
  const { app, storeId } = await openApp(dataDir, store, {
    clock: fastClock(speed),
    effects: withPlant(plainEffects, plant),
  });
  const until = performance.now() + patienceMs;
  const { entries } = app.outbox;
  try {
    await queueSteps(app, storeId, steps, ({ event, id, reason }) => {
      if (event !== 'step')
        problems.push(`step ${String(id)} could not be queued in good health: ${String(reason)}`);
    });
    const inTime = async (holds: () => boolean, what: string): Promise<void> => {
      while (!holds()) {
        if (performance.now() > until) {
          const left = listed(app.outbox, storeId, 'open', 0, 5).entries.map(
            ({ id, state }) => `${id} ${state.type}`,
          );
          const reconcileJobs = JSON.stringify(app.outbox.reconcileJobs.ready(storeId));
          problems.push(
            `${what}; store ${app.outbox.state(storeId).type}; open: ${left.join(', ')}; reconcileJobs: ${reconcileJobs}`,
          );
          return;
        }
        await new Promise((wake) => setTimeout(wake, 10));
      }
    };
    // The start resumes what a killed process was taking in.
    await inTime(() => !app.batches.isTakingIn(storeId), 'never taken in');
    await inTime(() => entries.countOpen(storeId) === 0, 'never drained');
    app.outbox.retry(entries.idsIn(storeId, ['failed', 'cancelled']));
    await inTime(() => entries.countOpen(storeId) === 0, 'never drained after a retry');
    await inTime(() => app.outbox.reconcileJobs.ready(storeId).length === 0, 'never settled');
  } finally {
    await app.close();
  }
  return problems;
}

/** Real time, sped up, and never behind a time that a faster process recorded. */
export function fastClock(speed: number): Clock {
  const start = systemClock.now();
  return {
    now: () => Math.round(start + (systemClock.now() - start) * speed),
    timer: (ms, wake) => systemClock.timer(ms / speed, wake),
  };
}
