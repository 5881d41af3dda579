import { differenceOf } from '../../pictures/likeness.ts';
import type { Stream } from './camera-streams.ts';
import type { Shot } from './group-shots.ts';

/** Fewer photos of a camera may look like another camera's by chance. */
const minOfCamera = 20;
/** Each is compared with the others. */
const maxCameras = 3;
/** Photos of a camera that are compared, evenly chosen. */
const maxCompared = 300;
/** Likenesses closer than this are of one article. Measured, like the next two, on drawn shoots. */
const alike = 0.3;
/** Milliseconds that one article takes. */
const atOneTime = 60_000;
/** Milliseconds between two photos of an article, of which no less is to be gained. */
const shortPause = 5_000;
/**
 * Share of a camera's photos that look like another's of the same moment, if both took the same articles: 0.66 and
 * more. It is 0.2 at most where they took others.
 */
const minShare = 0.55;

/**
 * Puts photos of cameras that took the same articles side by side into one stream, by the clock of the camera with more
 * photos. By how much a clock is off is found by what both cameras saw at one time. In steps of one photo.
 */
export function* byOneClock(streams: readonly Stream<Shot>[]): Generator<void, Stream<Shot>[]> {
  const all = streams.map((stream, place) => ({ stream, place }));
  const cameras = all
    .filter(({ stream }) => isComparable(stream))
    .toSorted((a, b) => b.stream.length - a.stream.length)
    .slice(0, maxCameras);
  const merged: typeof all = [];
  for (const camera of cameras) {
    let own = camera;
    for (const [at, other] of merged.entries()) {
      const ahead = yield* clockDifference(other.stream, camera.stream);
      if (ahead === null) continue;
      merged.splice(at, 1);
      const stream = sideBySide(other.stream, camera.stream, ahead);
      own = { stream, place: Math.min(other.place, camera.place) };
      break;
    }
    merged.push(own);
  }
  const others = all.filter((one) => !cameras.includes(one));
  return [...merged, ...others].toSorted((a, b) => a.place - b.place).map(({ stream }) => stream);
}

function isComparable(stream: Stream<Shot>): boolean {
  return (
    stream.length >= minOfCamera &&
    stream.every(({ shot }) => shot.capturedAt !== null) &&
    stream.some(({ shot }) => shot.likeness !== null)
  );
}

/** Milliseconds by which the first camera's clock is ahead of the other's; null where they took different articles. */
function* clockDifference(first: Stream<Shot>, other: Stream<Shot>): Generator<void, number | null> {
  const own = evenly(first);
  const others = evenly(other);
  const pairs: { ahead: number; shot: Shot }[] = [];
  for (const { shot } of others) {
    for (const { shot: one } of own) {
      if (one.likeness === null || shot.likeness === null) continue;
      if (differenceOf(one.likeness, shot.likeness) >= alike) continue;
      pairs.push({ ahead: (one.capturedAt ?? 0) - (shot.capturedAt ?? 0), shot });
    }
    yield;
  }
  pairs.sort((a, b) => a.ahead - b.ahead);
  const { pairs: together, shots } = busiestMoment(pairs);
  if (shots < others.length * minShare) return null;
  const roughly = together[Math.floor(together.length / 2)]?.ahead;
  return roughly === undefined ? null : yield* nearestFit(first, other, roughly);
}

/** With the right difference the photos of one article are close together, and the pauses between articles are left. */
function* nearestFit(first: Stream<Shot>, other: Stream<Shot>, roughly: number): Generator<void, number> {
  let best = { ahead: roughly, spread: Infinity };
  for (let ahead = roughly - atOneTime; ahead <= roughly + atOneTime; ahead += 1_000) {
    const times = [...timesOf(first), ...timesOf(other).map((time) => time + ahead)].toSorted(
      (a, b) => a - b,
    );
    const spread = times
      .slice(1)
      .reduce((sum, time, at) => sum + Math.log(Math.max(shortPause, time - (times[at] ?? time))), 0);
    if (spread < best.spread) best = { ahead, spread };
    yield;
  }
  return best.ahead;
}

/** The pairs within the time of one article that hold most photos. */
function busiestMoment<T extends { ahead: number; shot: Shot }>(
  pairs: readonly T[],
): { pairs: T[]; shots: number } {
  const counts = new Map<Shot, number>();
  let max = { from: 0, to: 0, shots: 0 };
  let from = 0;
  for (const [to, { ahead, shot }] of pairs.entries()) {
    counts.set(shot, (counts.get(shot) ?? 0) + 1);
    for (
      let first = pairs[from];
      first !== undefined && ahead - first.ahead > atOneTime;
      first = pairs[(from += 1)]
    ) {
      const left = (counts.get(first.shot) ?? 0) - 1;
      if (left > 0) counts.set(first.shot, left);
      else counts.delete(first.shot);
    }
    if (counts.size > max.shots) max = { from, to: to + 1, shots: counts.size };
  }
  return { pairs: pairs.slice(max.from, max.to), shots: max.shots };
}

function sideBySide(first: Stream<Shot>, other: Stream<Shot>, ahead: number): Stream<Shot> {
  const moved = other.map((one) => ({
    ...one,
    isMoved: true,
    shot: { ...one.shot, capturedAt: (one.shot.capturedAt ?? 0) + ahead },
  }));
  return underLabels(
    [...first, ...moved].toSorted((a, b) => (a.shot.capturedAt ?? 0) - (b.shot.capturedAt ?? 0)),
  );
}

/** Labels may have been taken by one of the cameras: they hold for the other's photos, too. */
function underLabels(stream: Stream<Shot>): Stream<Shot> {
  let last: number | null = null;
  return stream.map((one) => {
    last = one.shot.label ?? last;
    return { ...one, shot: { ...one.shot, label: last } };
  });
}

function timesOf(stream: Stream<Shot>): number[] {
  return stream.map(({ shot }) => shot.capturedAt ?? 0);
}

function evenly<T>(all: readonly T[]): readonly T[] {
  if (all.length <= maxCompared) return all;
  const step = all.length / maxCompared;
  return Array.from({ length: maxCompared }, (_, at) => all[Math.floor(at * step)]).filter(
    (one) => one !== undefined,
  );
}
