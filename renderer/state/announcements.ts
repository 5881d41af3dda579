import { text } from '../../shared/messages/text.ts';
import type { Batch, OutboxSummary } from '../../shared/model.ts';
import { outboxSentence, outboxStanding } from '../wording/outbox-sentence.ts';
import { batchSentence, incomingOf } from '../wording/batch-messages.ts';
import type { Projection } from './projection.ts';

/** The announcement of a change of state, not of progress; null if there is none. `now` in epoch milliseconds. */
export function wordsFor(before: Projection, after: Projection, now: number): string | null {
  const words = [...batchWords(before, after), ...outboxWords(before, after, now)];
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

function outboxWords(before: Projection, after: Projection, now: number): string[] {
  const storeId = after.currentStoreId;
  if (storeId === null || storeId !== before.currentStoreId) return [];
  const [was, is] = [before, after].map((state) => outboxOf(state, storeId));
  if (is == null || was?.standing === is.standing) return [];
  // A review is announced with its batch.
  if (['working', 'taking-in', 'to-review'].includes(is.standing)) return [];
  // Only the list was cleared, or an empty batch announced itself.
  if ((was?.standing === 'finished' || was?.standing === 'taking-in') && is.standing === 'idle') return [];
  return [outboxSentence(...is.given, now)];
}

function outboxOf(state: Projection, storeId: string) {
  const store = state.stores.find(({ id }) => id === storeId);
  const summary: OutboxSummary | undefined = state.outbox[storeId];
  if (store === undefined || summary === undefined) return null;
  const given = [store.state, summary, incomingOf(state.batches, storeId)] as const;
  return { standing: outboxStanding(...given), given };
}
