import { afterEach, beforeEach, expect, test } from 'vitest';
import { reasons } from '../../../../electron/bigcommerce/errors.ts';
import { Counters } from '../../../../electron/outbox/views/counters.ts';
import { OutboxRig } from '../outbox-rig.ts';

let rig: OutboxRig;
const storeId = 'alder';
beforeEach(() => {
  rig = new OutboxRig();
});
afterEach(() => rig.close());

const retried = { verifying: 0, retrying: 1 };
const listed = (filter: 'waiting' | 'sending') =>
  rig.outbox
    .list({ storeId, filter, search: '', sort: 'state', descending: false, group: 'none' }, 0, 10)
    .rows.flatMap((row) => (row.type === 'entry' ? [row.entry.state.type] : []));

test('a clear that waits for its repetition is retried in its row, in the counts, the filters and the report', () => {
  const [clear] = rig.outbox.add({ storeId, productId: 1, batchId: null }, [{ type: 'clear' }]);
  const failure = { type: 'transient', reason: reasons.noAnswerInTime } as const;
  const ids = [clear?.id ?? 0];
  rig.apply(ids, { type: 'taken' }, { type: 'send-failed', failure, now: rig.clock.now(), random: 0 });
  // As the list is loaded, and as it changes.
  rig.reopen();
  expect(rig.outbox.summary(storeId)).toMatchObject(retried);
  const counters = new Counters();
  counters.move(null, rig.outbox.entries.get(ids[0] ?? 0) ?? null);
  expect(counters.summary(storeId, 0)).toMatchObject(retried);
  expect(listed('waiting')).toEqual(['retrying']);
  expect(listed('sending')).toEqual([]);
  expect([...rig.outbox.report(storeId, null)].flat()).toMatchObject([{ outcome: 'retrying' }]);

  rig.apply(ids, { type: 'cancel', now: rig.clock.now() });
  rig.reopen();
  expect(rig.outbox.summary(storeId)).toMatchObject({ verifying: 1, retrying: 0 });
  expect(listed('sending')).toEqual(['verifying']);
});
