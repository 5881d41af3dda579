import { differenceOf } from '../../pictures/likeness.ts';
import { cameraStreams, type Exposure, type Stream } from './camera-streams.ts';
import { byOneClock } from './one-clock.ts';
import { cutOdds, fitRhythm, type Rhythm, type Transition } from './rhythm.ts';
import { runSync } from '../../util/time-slicer.ts';

/** A photo that no name explains. */
export interface Shot extends Exposure {
  /** See `pictures/likeness.ts`; null where it is not known. */
  likeness: string | null;
  /** The label that it was taken after; null before the first. */
  label: number | null;
  /** The set that the user put it in; null for none. */
  set: number | null;
}

/** `odd`: the one photo that looks like no other. */
export type Verdict =
  | { readonly type: 'alike' }
  | { readonly type: 'one-differs'; readonly odd: number }
  | { readonly type: 'two-articles' };

/** Photos of one article, in the order they were taken. */
export interface Shoot {
  ids: readonly number[];
  verdict: Verdict;
}

/** Photos before and after that are compared. */
const reach = 3;
/** Photos on each side that an odd one is compared with. */
const nearby = 12;
/**
 * A set is cut from these log-odds of another article on. Joining is less work than splitting, and nothing is sent
 * wrong, so they are below even.
 */
const cutFrom = -2;
/** From these log-odds on, a set that is not cut may hold two articles. Measured on drawn shoots. */
const doubtFrom = -5;
/** The larger a set is compared with the others, the less other evidence it takes to doubt it. Measured likewise. */
const lengthWeight = 3;
/**
 * How much likelier two articles are if the pause is between photos of two cameras, or unknown because a time is
 * missing. Measured likewise.
 */
const pauseDoubt = { clocks: 1.3, untimed: 1.6 };
/** A label says by itself that what follows is one article. */
const underLabel = -2.5;
const maxPauseSeconds = 3_600;

/** What a grouping goes by, apart from what a user put together. */
export interface Basis {
  readonly streams: readonly Stream<Shot>[];
  readonly transitions: readonly (readonly Transition[])[];
  readonly rhythm: Rhythm;
  /** Of parts that were judged, by their first and last photo. */
  readonly verdicts: Map<string, Verdict>;
}

/**
 * Groups photos into shoots of one article, each camera by itself, by the pauses between them and by what they look
 * like, against the rhythm of the whole batch. What a user put together stays together. Pure.
 */
export function groupShots(shots: readonly Shot[]): Shoot[] {
  return runSync(groupBy(runSync(basisOf(shots)), shots));
}

/** In steps of one photo, so that thousands can be compared in slices. */
export function* basisOf(shots: readonly Shot[]): Generator<void, Basis> {
  const streams = yield* byOneClock(cameraStreams(shots));
  yield;
  const transitions: Transition[][] = [];
  for (const stream of streams) transitions.push(yield* transitionsOf(stream));
  const rhythm = yield* fitRhythm(transitions.flat());
  return { streams, transitions, rhythm, verdicts: new Map() };
}

/** `shots`: those of the basis, with what the user put together since. In steps of one set. */
export function* groupBy(
  { streams, transitions, rhythm, verdicts }: Basis,
  shots: readonly Shot[],
): Generator<void, Shoot[]> {
  const now = new Map(shots.map((shot) => [shot.id, shot]));
  const parts: Part[] = [];
  for (const [at, stream] of streams.entries()) {
    const own = stream.map((one) => ({
      ...one,
      shot: { ...one.shot, set: now.get(one.shot.id)?.set ?? null },
    }));
    yield* shootsOf(own, transitions[at] ?? [], rhythm, verdicts, parts);
  }
  return joined(parts);
}

type Part = { shots: readonly Shot[]; verdict: Verdict };

function* shootsOf(
  stream: Stream<Shot>,
  transitions: readonly Transition[],
  rhythm: Rhythm,
  verdicts: Map<string, Verdict>,
  parts: Part[],
): Generator<void> {
  let first = 0;
  for (let at = 1; at <= stream.length; at += 1) {
    if (at < stream.length && oddsAt(stream, transitions, at, rhythm) <= cutFrom) continue;
    const shots = stream.slice(first, at).map(({ shot }) => shot);
    const odds = Array.from({ length: at - first - 1 }, (_, offset) => {
      const within = first + 1 + offset;
      return oddsAt(stream, transitions, within, rhythm) + doubtOfPause(stream, within);
    });
    parts.push({ shots, verdict: yield* judged(shots, odds, rhythm, verdicts) });
    first = at;
    yield;
  }
}

/** What to add to the odds because the real pause before a photo may be another than the assumed one. */
function doubtOfPause(stream: Stream<Shot>, at: number): number {
  const [before, after] = [stream[at - 1], stream[at]];
  if (before?.shot.capturedAt == null || after?.shot.capturedAt == null) return pauseDoubt.untimed;
  return before.isMoved === after.isMoved ? 0 : pauseDoubt.clocks;
}

/** A part that the user formed is judged without comparing pictures. */
function* judged(
  shots: readonly Shot[],
  odds: readonly number[],
  rhythm: Rhythm,
  verdicts: Map<string, Verdict>,
): Generator<void, Verdict> {
  if (shots.some(({ set }) => set !== null)) return { type: 'alike' };
  const key = `${shots[0]?.id} ${shots.at(-1)?.id}`;
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const verdict = yield* verdictOf(shots, odds, rhythm);
  verdicts.set(key, verdict);
  return verdict;
}

function oddsAt(
  stream: Stream<Shot>,
  transitions: readonly Transition[],
  at: number,
  rhythm: Rhythm,
): number {
  const transition = transitions[at - 1];
  const [before, after] = [stream[at - 1]?.shot.set ?? null, stream[at]?.shot.set ?? null];
  if (before !== null || after !== null) return before === after ? -Infinity : Infinity;
  if (transition === undefined) return -Infinity;
  return cutOdds(transition, rhythm) + (stream[at]?.shot.label == null ? 0 : underLabel);
}

/** Between each photo and the next, ignoring what the user grouped: deciding one set must not change the others. */
function* transitionsOf(stream: Stream<Shot>): Generator<void, Transition[]> {
  const pauses = stream.slice(1).map((_, at) => pauseBetween(stream, at));
  const transitions: Transition[] = [];
  for (const [at, pause] of pauses.entries()) {
    const change = changeAt(stream, pauses, at);
    transitions.push({ pause: logarithmOf(pause), gap: null, change, isCut: knownCut(stream, at) });
    yield;
  }
  return acrossUntimed(stream, transitions);
}

/** Where photos between two others have no time, the pause is known only for all of them together. */
function acrossUntimed(stream: Stream<Shot>, transitions: Transition[]): Transition[] {
  let last: number | null = null;
  for (const [at, { shot }] of stream.entries()) {
    if (shot.capturedAt === null) continue;
    const before = last === null ? null : (stream[last]?.shot.capturedAt ?? null);
    if (last !== null && before !== null && at - last > 1 && shot.capturedAt >= before) {
      const between = transitions.slice(last, at);
      const seconds = Math.min(maxPauseSeconds, (shot.capturedAt - before) / 1_000);
      for (const one of between) one.gap = { seconds, transitions: between };
    }
    last = at;
  }
  return transitions;
}

function logarithmOf(seconds: number | null): number | null {
  return seconds === null ? null : Math.log(Math.min(maxPauseSeconds, Math.max(1, seconds)));
}

/** Seconds; null where a time is missing, or a clock was changed. */
function pauseBetween(stream: Stream<Shot>, at: number): number | null {
  const [from, to] = [stream[at]?.shot.capturedAt ?? null, stream[at + 1]?.shot.capturedAt ?? null];
  return from === null || to === null || to < from ? null : (to - from) / 1_000;
}

/** What labels say of the transition behind a photo. */
function knownCut(stream: Stream<Shot>, at: number): boolean | null {
  const [before, after] = [stream[at], stream[at + 1]];
  if (before === undefined || after === undefined) return null;
  return before.shot.label === after.shot.label ? null : true;
}

/**
 * The least difference between the photos before and after: an article is photographed from several sides, and some
 * look alike. Photos beyond a longer pause than this one are not compared, because they are of other articles.
 */
function changeAt(stream: Stream<Shot>, pauses: readonly (number | null)[], at: number): number | null {
  const before = around(stream, pauses, at, -1);
  const after = around(stream, pauses, at, 1);
  return minDifference(before, after);
}

function around(stream: Stream<Shot>, pauses: readonly (number | null)[], at: number, step: 1 | -1): Shot[] {
  const own = pauses[at] ?? Infinity;
  const near: Shot[] = [];
  for (let index = step === 1 ? at + 1 : at; near.length < reach; index += step) {
    const shot = stream[index]?.shot;
    if (shot === undefined) break;
    near.push(shot);
    const next = pauses[step === 1 ? index : index - 1] ?? 0;
    if (next > own || knownCut(stream, step === 1 ? index : index - 1) === true) break;
  }
  return near;
}

function minDifference(before: readonly Shot[], after: readonly Shot[]): number | null {
  let min: number | null = null;
  for (const one of before) {
    if (one.likeness === null) continue;
    for (const other of after) {
      if (other.likeness === null) continue;
      const difference = differenceOf(one.likeness, other.likeness);
      if (min === null || difference < min) min = difference;
    }
  }
  return min;
}

/** `odds`: of each transition within the set. */
function* verdictOf(
  shots: readonly Shot[],
  odds: readonly number[],
  { change, cuts }: Rhythm,
): Generator<void, Verdict> {
  const from = doubtFrom - lengthWeight * Math.max(0, Math.log(shots.length * cuts));
  if (odds.some((one) => one > from)) return { type: 'two-articles' };
  const odd: Shot[] = [];
  for (const [at, shot] of (shots.length < 3 ? [] : shots).entries()) {
    if (differsFromOthers(shots, at, change)) odd.push(shot);
    yield;
  }
  const [only] = odd;
  return only !== undefined && odd.length === 1 ? { type: 'one-differs', odd: only.id } : { type: 'alike' };
}

/** Whether a photo looks like none of the others near it. */
function differsFromOthers(shots: readonly Shot[], at: number, change: Rhythm['change']): boolean {
  const shot = shots[at];
  if (shot === undefined) return false;
  const near = shots.slice(Math.max(0, at - nearby), at + nearby + 1);
  const min = minDifference(
    [shot],
    near.filter((other) => other !== shot),
  );
  return min !== null && min > (change.within + change.between) / 2;
}

/** Puts together what the user joined, also of two cameras. */
function joined(parts: readonly Part[]): Shoot[] {
  const bySet = new Map<number, Shot[]>();
  const shoots: Shoot[] = [];
  for (const { shots, verdict } of parts) {
    const set = shots[0]?.set ?? null;
    const own = set === null ? undefined : bySet.get(set);
    if (own !== undefined) {
      own.push(...shots);
      continue;
    }
    const members = [...shots];
    if (set !== null) bySet.set(set, members);
    shoots.push({
      get ids() {
        return members.map(({ id }) => id);
      },
      verdict,
    });
  }
  return shoots;
}
