import { text } from '../../shared/messages/text.ts';
import type { Batch, OutboxSummary } from '../../shared/model.ts';
import { outboxStanding } from '../wording/outbox-sentence.ts';
import { batchSentence, incomingOf } from '../wording/batch-messages.ts';
import type { Projection } from './projection.ts';

/** The announcement of a change: changes of state, not of progress. Null when there is none. */
export function wordsFor(before: Projection, after: Projection): string | null {
  const words = [...batchWords(before, after), ...outboxWords(before, after)];
  return words.length === 0 ? null : words.join('. ');
}

function batchWords(before: Projection, after: Projection): string[] {
  if (before.batches === after.batches) return [];
  const known = new Map(before.batches.map((batch) => [batch.id, batch]));
  return after.batches
    .filter((batch) => settled(batch) && !settled(known.get(batch.id)))
    .map((batch) =>
      batch.productName === ''
        ? batchSentence(batch)
        : text('batches.forProduct', { sentence: batchSentence(batch), product: batch.productName }),
    );
}

function settled(batch: Batch | undefined): boolean {
  return batch?.phase === 'queued' || batch?.phase === 'cancelled' || batch?.phase === 'review';
}

const standingWords = {
  'sign-in': text('common.theStoreAsksYouTo'),
  paused: text('common.paused'),
  offline: text('common.theStoreCannotBeReached'),
  throttled: text('common.storeQuotaReachedContinuingShortly'),
  failed: text('common.someCouldNotBeDone'),
  stopped: text('outbox.cancelled'),
  finished: text('common.everythingIsInTheStore'),
  idle: text('common.nothingWaits'),
} as const;

function outboxWords(before: Projection, after: Projection): string[] {
  const storeId = after.currentStoreId;
  if (storeId === null || storeId !== before.currentStoreId) return [];
  const was = standingOf(before, storeId);
  const is = standingOf(after, storeId);
  // A review is announced with its batch.
  if (was === is || is === 'working' || is === 'taking-in' || is === 'to-review' || is === null) return [];
  // Only the list was cleared, or an empty batch announced itself.
  if ((was === 'finished' || was === 'taking-in') && is === 'idle') return [];
  return [standingWords[is]];
}

function standingOf(state: Projection, storeId: string): ReturnType<typeof outboxStanding> | null {
  const store = state.stores.find(({ id }) => id === storeId);
  const summary: OutboxSummary | undefined = state.outbox[storeId];
  return store && summary ? outboxStanding(store.state, summary, incomingOf(state.batches, storeId)) : null;
}
