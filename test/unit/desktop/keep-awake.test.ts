import { expect, test } from 'vitest';
import { createKeepAwake } from '../../../electron/desktop/keep-awake.ts';
import type { Delta, OutboxSummary } from '../../../shared/model.ts';

function delta(storeId: string, sending: number): Delta {
  const summary = { storeId, sending, verifying: 0 } as OutboxSummary;
  return { revision: 1, changes: [{ of: 'outbox', summary }] };
}

test('keeps the computer awake once while any store sends, and stops with the last one', () => {
  const calls: string[] = [];
  const notify = createKeepAwake({
    start: (kind) => {
      calls.push(kind);
      return 7;
    },
    stop: (id) => {
      calls.push(`stop ${id}`);
      return true;
    },
  });
  notify(delta('a', 2));
  notify(delta('a', 1));
  notify(delta('b', 1));
  notify(delta('a', 0));
  expect(calls).toEqual(['prevent-app-suspension']);
  notify(delta('b', 0));
  notify(delta('b', 0));
  expect(calls).toEqual(['prevent-app-suspension', 'stop 7']);
});

test('stops when the sending store is disconnected', () => {
  const calls: string[] = [];
  const notify = createKeepAwake({
    start: (kind) => calls.push(kind),
    stop: (id) => {
      calls.push(`stop ${id}`);
      return true;
    },
  });
  notify(delta('a', 2));
  notify({ revision: 2, changes: [{ of: 'stores', stores: [], currentStoreId: null }] });
  expect(calls).toEqual(['prevent-app-suspension', 'stop 1']);
});
