import { planSettle, type Wanted } from './settle-plan.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import { backoffMs, creates, type OutboxEntry } from './entry.ts';
import type { Lane } from './lane.ts';
import { mostPressingTries, type Settle } from './settles.ts';

/** Rounds of change and check before the store gets a rest; each renumbering can only bring it closer. */
const mostRounds = 5;
/** A store that committed late did so within seconds in every report; the last look is a minute after the upload. */
const laterLooksMs = [15_000, 60_000];

/**
 * What follows a product's last upload: makes order, thumbnail and count what the user arranged, and checks the result
 * on a fresh list until it holds. What fails on the way is tried again later, and only a store that says no ends it.
 */
export async function settle(lane: Lane, due: Settle): Promise<void> {
  const { api, catalog, clock, effects, entries, random, settles, storeId } = lane.ports;
  const { productId } = due;
  const options = { lane: 'batch', signal: lane.signal } as const;
  const later = (): void =>
    effects.do('record-settled', () =>
      settles.tryAgainAt(due, clock.now() + backoffMs(due.attempts + 1, random())),
    );
  const forget = (): void => effects.do('record-settled', () => settles.arranged(due, null));

  const wanted = entries
    .ofProduct(storeId, productId, true)
    .filter((entry) => entry.id >= due.fromEntry)
    .flatMap((entry) => toWanted(entry) ?? []);
  if (wanted.length === 0) return forget();
  for (let round = 0; ; round++) {
    const listed = await effects.do('settle-list', () => api.list(productId, options));
    if (lane.isClosed) return;
    if (!listed.ok) {
      lane.heed(listed.reason);
      return isFinal(listed.reason, due) ? forget() : later();
    }
    catalog.saveImages(storeId, productId, listed.value);
    lane.ports.onGallery(productId);
    const plan = planSettle(listed.value, wanted);
    const changes = due.arranged ? plan.restore : plan.change;
    if (plan.remove.length === 0 && changes.length === 0) break;
    if (round >= mostRounds) return due.attempts < mostPressingTries ? later() : forget();
    const failures: Failure[] = [];
    for (const imageId of plan.remove) {
      const removed = await effects.do('settle-remove', () => api.remove(productId, imageId, options));
      if (!removed.ok) failures.push(removed.reason);
    }
    for (const { imageId, change } of changes) {
      const updated = await effects.do('settle-update', () =>
        api.update(productId, imageId, change, options),
      );
      if (!updated.ok) failures.push(updated.reason);
    }
    if (lane.isClosed) return;
    for (const failure of failures) lane.heed(failure);
    // An image that is gone by now only changes the plan.
    const worst = failures.find((failure) => failure.class !== 'not-found');
    if (worst) return isFinal(worst, due) ? forget() : later();
  }
  effects.do('record-settled', () => {
    const wait = laterLooksMs[laterLooksMs.length - due.moreLooks];
    settles.arranged(due, due.moreLooks > 0 && wait !== undefined ? clock.now() + wait : null);
  });
}

/** The product is gone, or the store has said no often enough. */
function isFinal(failure: Failure, due: Settle): boolean {
  if (failure.class === 'not-found') return true;
  return failure.class === 'refused' && due.attempts >= mostPressingTries;
}

function toWanted(entry: OutboxEntry): Wanted | null {
  if (!creates(entry) || entry.progress.is !== 'done' || entry.progress.imageId === null) return null;
  const place = { sortOrder: entry.sortOrder ?? 0, asThumbnail: entry.asThumbnail };
  if (entry.kind === 'upload') return { ...place, by: 'mark', mark: entry.photo.mark };
  const { url, knownIds, attempts } = entry;
  return { ...place, by: 'import', imageId: entry.progress.imageId, url, knownIds, inDoubt: attempts > 1 };
}
