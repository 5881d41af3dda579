import { expect, test } from 'vitest';
import type { Failure } from '../../../../electron/bigcommerce/failure.ts';
import { plainEffects } from '../../../../electron/outbox/effects.ts';
import {
  doubtMs,
  next,
  type ClearEntry,
  type EntryEvent,
  type EntryProgress,
  type OutboxEntry,
} from '../../../../electron/outbox/entry.ts';
import type { JobContext } from '../../../../electron/outbox/jobs/job-context.ts';
import { verify } from '../../../../electron/outbox/jobs/verify.ts';
import { no } from '../../../../shared/outcome.ts';
import { saying } from '../../../support/saying.ts';
import { upload } from '../make.ts';

const now = 1_000_000;
const reason = saying('The store did not answer.');

const verifying = (at: number): EntryProgress => ({
  type: 'verifying',
  looks: 0,
  thenCancel: false,
  inDoubt: true,
  at,
  reason,
});

/** What a listing that fails makes of entries. */
async function afterFailure(entries: OutboxEntry[], type: Failure['type']): Promise<EntryProgress[]> {
  const after = new Map(entries.map((entry) => [entry.id, entry]));
  const job = {
    isClosed: false,
    connectivity: { recordReading: async (answer: unknown) => answer },
    ports: {
      api: { list: async () => no({ type, reason }) },
      clock: { now: () => now },
      effects: plainEffects,
      entries: { ofProduct: () => entries },
      random: () => 0.5,
      storeId: 's',
    },
    apply(id: number, event: EntryEvent) {
      const entry = after.get(id);
      if (entry) after.set(id, next(entry, event));
    },
  };
  await verify(job as unknown as JobContext, 7);
  return [...after.values()].map(({ progress }) => progress);
}

test.each(['transient', 'offline', 'throttled', 'refused'] as const)(
  'a photo’s look that fails (%s) does not end the wait of a clear whose request may still be carried out',
  async (type) => {
    const wait = verifying(now + doubtMs);
    const clear: ClearEntry = { ...upload(2, wait), type: 'clear' };
    const [photo, cleared] = await afterFailure([upload(1, verifying(now)), clear], type);
    expect(photo).not.toEqual(verifying(now));
    expect(cleared).toEqual(wait);
  },
);
