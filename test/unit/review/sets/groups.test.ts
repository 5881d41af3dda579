import { expect, test } from 'vitest';
import { likenessEdge, likenessOf } from '../../../../electron/pictures/likeness.ts';
import { basisOf, groupBy, groupShots, type Shot } from '../../../../electron/review/sets/group-shots.ts';
import { Groups } from '../../../../electron/review/sets/groups.ts';

/** Photos of articles of one colour each, five of an article, with a pause between articles. */
function shootOf(count: number): Shot[] {
  return Array.from({ length: count }, (_, at) => {
    const article = Math.floor(at / 5);
    return {
      id: at + 1,
      folder: '',
      fileName: `IMG_${String(at + 1).padStart(4, '0')}.jpg`,
      capturedAt: article * 90_000 + at * 5_000,
      likeness: looks[article % looks.length] ?? null,
      label: null,
      set: null,
    };
  });
}

const looks = Array.from({ length: 12 }, (_, at) => {
  const pixels = Array.from({ length: likenessEdge * likenessEdge }, (__, pixel) => {
    const isEdge = pixel % likenessEdge < 8 || pixel % likenessEdge > 23;
    return isEdge ? [240, 240, 240] : [(at * 83) % 256, (at * 47) % 256, (at * 131) % 256];
  });
  return likenessOf(Uint8Array.from(pixels.flat()));
});

const idsOf = (shoots: readonly { ids: readonly number[] }[] | null) => shoots?.map(({ ids }) => [...ids]);

test('photos are compared in at least one step each, and sets are judged in one step each', () => {
  const shots = shootOf(1_000);
  const comparing = basisOf(shots);
  let steps = 0;
  let step = comparing.next();
  for (; step.done !== true; step = comparing.next()) steps += 1;
  expect(steps).toBeGreaterThanOrEqual(999);
  const judging = groupBy(step.value, shots);
  let judged = 0;
  let last = judging.next();
  for (; last.done !== true; last = judging.next()) judged += 1;
  expect(judged).toBeGreaterThanOrEqual(last.value.length);
  expect(idsOf(last.value)).toEqual(idsOf(groupShots(shots)));
});

test('a small batch is grouped at once', () => {
  const shots = shootOf(60);
  const groups = new Groups(() => expect.unreachable());
  expect(idsOf(groups.of(shots))).toEqual(idsOf(groupShots(shots)));
});

test('a large batch is grouped while others have their turn, and notifies once', async () => {
  const shots = shootOf(3_000);
  let notified = 0;
  let turns = 0;
  const groups = new Groups(() => (notified += 1));
  expect(groups.of(shots)).toBeNull();
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  // Asked again meanwhile, it does not begin anew.
  expect(groups.of([...shots])).toBeNull();
  await groups.idle();
  isOver = true;
  expect(turns).toBeGreaterThan(1);
  expect(notified).toBe(1);
  expect(idsOf(groups.of(shots))).toEqual(idsOf(groupShots(shots)));
});

test('what the user puts together counts at once, also in a large batch', async () => {
  const shots = shootOf(1_000);
  const groups = new Groups(() => undefined);
  groups.of(shots);
  await groups.idle();
  const split = shots.map((shot, at) => (at < 5 ? { ...shot, set: at < 2 ? 1 : 3 } : shot));
  const shoots = idsOf(groups.of(split));
  expect(shoots?.slice(0, 2)).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
  expect(shoots).toEqual(idsOf(groupShots(split)));
});

test('a batch that changes while it is grouped is grouped as it is then', async () => {
  const groups = new Groups(() => undefined);
  groups.of(shootOf(900));
  const later = shootOf(800);
  groups.of(later);
  await groups.idle();
  expect(idsOf(groups.of(later))).toEqual(idsOf(groupShots(later)));
});

test('a batch that is discarded is no longer grouped, and notifies nobody', async () => {
  const groups = new Groups(() => expect.unreachable());
  groups.of(shootOf(3_000));
  await groups.close();
  expect(groups.of(shootOf(3_000))).toBeNull();
});
