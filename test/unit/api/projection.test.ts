import { describe, expect, test } from 'vitest';
import { Projection, type ProjectionSources } from '../../../electron/api/projection.ts';
import { defaultSettings, type Delta, type Snapshot } from '../../../shared/model.ts';
import { makeActivity } from '../renderer/make.ts';
import { virtualClock } from '../bigcommerce/pacing/virtual-clock.ts';

const summary = { storeId: 's', waiting: 0 } as unknown as Snapshot['outbox'][number];

function open(overrides: Partial<ProjectionSources> = {}) {
  const clock = virtualClock();
  const reads: string[] = [];
  const projection = new Projection(clock, {
    stores: () => ({ stores: [], currentStoreId: null }),
    outbox: (storeId) => {
      reads.push(storeId);
      return summary;
    },
    activity: (_storeId, productId) => makeActivity(productId),
    batch: () => null,
    gallery: () => null,
    sent: () => 7,
    settings: () => defaultSettings,
    proxySignIn: () => null,
    hotFolders: () => [],
    recentFolders: () => [],
    systemAccent: () => null,
    notices: () => [],
    updates: () => ({ looks: 'never', isChecking: false, checkedAt: null, problem: null, offer: null }),
    snapshot: () => ({ stores: [] }) as unknown as Omit<Snapshot, 'revision'>,
    ...overrides,
  });
  const deltas: Delta[] = [];
  return {
    clock,
    projection,
    reads,
    deltas,
    listen: () => projection.onDelta((delta) => deltas.push(delta)),
  };
}

describe('deltas to the window', () => {
  test('come at most ten times a second under any load', async () => {
    const { clock, projection, deltas, listen } = open();
    listen();
    for (let ms = 0; ms < 3_000; ms++) {
      projection.changed.outbox('s');
      projection.changed.gallery();
      projection.changed.progress('s', ms % 8);
      await clock.pass(1);
    }
    expect(deltas.length).toBeLessThanOrEqual(31);
    expect(deltas.length).toBeGreaterThanOrEqual(24);
  });

  test('come half as often while only counters change', async () => {
    const { clock, projection, deltas, listen } = open();
    listen();
    for (let ms = 0; ms < 3_000; ms++) {
      projection.changed.outbox('s');
      projection.changed.activity('s', 12);
      projection.changed.progress('s', ms % 8);
      await clock.pass(1);
    }
    expect(deltas.length).toBeLessThanOrEqual(13);
    expect(deltas.length).toBeGreaterThanOrEqual(11);
  });

  test('come sooner, with everything pending, when the user acts', async () => {
    const { clock, projection, deltas, listen } = open();
    listen();
    projection.changed.gallery();
    await clock.pass(1);
    projection.changed.outbox('s');
    await clock.pass(20);
    projection.changed.gallery();
    await clock.pass(105);
    expect(deltas.at(-1)?.changes.map(({ of }) => of)).toEqual(['outbox', 'gallery']);
    await clock.pass(500);
    expect(deltas).toHaveLength(2);
  });

  test('are numbered without gaps', async () => {
    const { clock, projection, deltas, listen } = open();
    listen();
    for (let n = 0; n < 5; n++) {
      projection.changed.settings();
      await clock.pass(150);
    }
    expect(deltas.map((delta) => delta.revision)).toEqual([1, 2, 3, 4, 5]);
  });

  test('hold the present state of what changed, read once per message', async () => {
    const { clock, projection, reads, deltas, listen } = open();
    listen();
    for (let n = 0; n < 1_000; n++) projection.changed.outbox('s');
    await clock.pass(200);
    expect(reads).toEqual(['s']);
    expect(deltas[0]?.changes).toEqual([{ of: 'outbox', summary }]);
  });

  test('never overlap with a snapshot: it includes every delta up to its number', async () => {
    const { clock, projection, deltas, listen } = open();
    listen();
    projection.changed.stores();
    const snapshot = projection.snapshot();
    expect(snapshot.revision).toBe(deltas.at(-1)?.revision);
    await clock.pass(500);
    expect(deltas).toHaveLength(1);
    projection.changed.stores();
    await clock.pass(500);
    expect(deltas.at(-1)?.revision).toBe(snapshot.revision + 1);
  });

  test('cost nothing while nobody listens', async () => {
    const { clock, projection, reads } = open();
    projection.changed.outbox('s');
    await clock.pass(500);
    expect(reads).toEqual([]);
  });

  test('say that a dismissed batch is gone', async () => {
    const { clock, projection, deltas, listen } = open();
    listen();
    projection.changed.batch(3);
    await clock.pass(200);
    expect(deltas[0]?.changes).toEqual([{ of: 'batch-gone', batchId: 3 }]);
  });
});
