import { expect, test } from 'vitest';
import { startLink } from '../../../../renderer/state/link.ts';
import type { Projection } from '../../../../renderer/state/projection.ts';
import { defaultSettings, type Delta, type Snapshot } from '../../../../shared/model.ts';
import { no, ok, type Outcome, type Reason } from '../../../../shared/outcome.ts';
import { makeSnapshot } from '../make.ts';
import { saying } from '../../../support/saying.ts';

/** A main process whose snapshots are answered by the test. */
function fakeMain() {
  const asked: ((answer: Outcome<Snapshot>) => void)[] = [];
  let listener: ((delta: Delta) => void) | null = null;
  let projection: Projection | null = null;
  const failures: Reason[] = [];
  const stop = startLink(
    {
      snapshot: () => new Promise((answer) => asked.push(answer)),
      onDelta: (heard) => {
        listener = heard;
        return () => {
          listener = null;
        };
      },
    },
    {
      read: () => projection,
      write: (next) => {
        projection = next;
      },
      fail: (reason) => failures.push(reason),
    },
  );
  return {
    stop,
    failures,
    asked,
    listening: () => listener !== null,
    held: () => projection,
    tell: (revision: number, parallel: number) =>
      listener?.({ revision, changes: [{ of: 'settings', settings: { ...defaultSettings, parallel } }] }),
    answer: async (outcome: Outcome<Snapshot>) => {
      asked.shift()?.(outcome);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test('deltas that arrive before the snapshot are applied after it, old ones skipped', async () => {
  const main = fakeMain();
  main.tell(10, 1);
  main.tell(11, 2);
  main.tell(12, 3);
  await main.answer(ok(makeSnapshot({ revision: 11, settings: { ...defaultSettings, parallel: 2 } })));
  expect(main.held()).toMatchObject({ revision: 12, settings: { parallel: 3 } });
});

test('a gap requests one new snapshot and loses nothing meanwhile', async () => {
  const main = fakeMain();
  await main.answer(ok(makeSnapshot({ revision: 10 })));
  main.tell(12, 5);
  main.tell(13, 6);
  expect(main.asked).toHaveLength(1);
  await main.answer(ok(makeSnapshot({ revision: 12, settings: { ...defaultSettings, parallel: 5 } })));
  expect(main.held()).toMatchObject({ revision: 13, settings: { parallel: 6 } });
  expect(main.asked).toHaveLength(0);
});

test('a refused snapshot is reported with its reason', async () => {
  const main = fakeMain();
  await main.answer(no(saying('Packshot is closing.')));
  expect(main.failures).toEqual([saying('Packshot is closing.')]);
});

test('nothing is written after stopping', async () => {
  const main = fakeMain();
  main.stop();
  await main.answer(ok(makeSnapshot()));
  expect(main.held()).toBeNull();
  expect(main.listening()).toBe(false);
});
