import type { FailureClass } from '../failure.ts';

/**
 * How many uploads at the same time are fastest: a search for the knee beyond which more of them gain nothing, without clock or
 * timers. It measures what comes through at one level, tries a higher and a lower one, keeps what is truly better (or as good with
 * fewer), and then rests for longer and longer. A store in trouble is sent fewer at once. Times are milliseconds.
 *
 * What comes through is worked out as uploads under way times what one of them gets done in its time (Little's law), not by counting
 * arrivals: uploads of one size arrive in waves, and counting would measure where in a wave one looked.
 */
export interface ParallelState {
  /** Uploads at the same time, now. */
  level: number;
  /** The best level found so far, and what came through at it; null until measured. */
  knee: number;
  kneeRate: Rate | null;
  /** Which way the level being tried differs from the knee; null while the knee itself is measured. */
  trial: Step | null;
  /** What to try next from this knee. */
  untried: readonly Step[];
  restUntil: number;
  restMs: number;
  /** Samples in a row, at the knee, that are far from its rate: one may be chance. */
  strays: number;
  underWay: number;
  /** When the last upload ended. */
  stableSince: number;
  sample: Sample;
}

type Step = 'up' | 'up-a-little' | 'down';

/**
 * What comes through in a millisecond. Where the line is the limit bytes are steady and photos vary with their size, where the store
 * is it is the other way round; so a level counts as better only if it is by both.
 */
interface Rate {
  bytes: number;
  photos: number;
}

/** Uploads that began and ended at one level. */
interface Sample {
  /** Numbers the samples, so that an upload knows whether it began in this one. */
  number: number;
  since: number;
  ended: number;
  bytes: number;
  /** Sum of their times, and of that how long the governor held them back. */
  ms: number;
  heldMs: number;
  troubles: number;
  /** Uploads under way, added up over time until `seenAt`. */
  underWayMs: number;
  seenAt: number;
  /** Uploads still to begin that are left out: the first after a pause find the line empty, and the governor feels its way. */
  leaveOut: number;
}

/** An upload that was begun: what `ended` needs to know of it. */
export interface Begun {
  sample: number | null;
  at: number;
}

/** `heldMs`: how long the governor held it back. `failure`: null when it arrived. */
export interface Ended {
  bytes: number;
  heldMs: number;
  failure: FailureClass | null;
}

export const levels = { least: 1, first: 4, most: 16 } as const;

/** A sample is done with this many uploads and this much time; on a slow line with fewer, after longer. */
const enough = { uploads: 24, waves: 4, ms: 5_000, slowUploads: 8, slowWaves: 2, slowMs: 60_000 };
/** A higher level must gain this part of what it would gain if nothing stood in its way, and this much at least. */
const gain = { ofIdeal: 0.3, least: 0.05 };
/** A lower level is as good when it loses no more than this. */
const bearableLoss = 0.03;
/** What comes through at the knee has changed by more than this for so many samples: everything is tried anew. */
const otherConditions = { part: 0.3, samples: 3 };
const rest = { firstMs: 120_000, longestMs: 960_000, samples: 10 };
/** From this part of their time held back, the quota is the limit, and not the number of uploads. */
const quotaBound = 0.1;
/** This part of the uploads broken off or answered with an error is trouble; a few among many are not. */
const troubled = { part: 0.2, least: 4 };
const lessInTrouble = 0.6;
/** With less than this part of the level under way there was not enough to do. */
const busyEnough = 0.5;
const pauseMs = 2_000;

export function initialParallel(now: number): ParallelState {
  return {
    level: levels.first,
    knee: levels.first,
    kneeRate: null,
    trial: null,
    untried: ['up', 'up-a-little', 'down'],
    restUntil: now,
    restMs: rest.firstMs,
    strays: 0,
    underWay: 0,
    stableSince: now,
    sample: newSample(0, now, levels.first),
  };
}

/** An upload takes its place, before the governor has let it go. */
export function begun(given: ParallelState, now: number): { state: ParallelState; upload: Begun } {
  const afterPause = given.underWay === 0 && now - given.stableSince > pauseMs;
  const state = afterPause ? goTo(given, given.knee, null, now, given.knee) : given;
  const sample = counted(state, now);
  const leftOut = sample.leaveOut > 0;
  return {
    state: {
      ...state,
      underWay: state.underWay + 1,
      sample: leftOut ? { ...sample, leaveOut: sample.leaveOut - 1 } : sample,
    },
    upload: { sample: leftOut ? null : sample.number, at: now },
  };
}

export function ended(given: ParallelState, upload: Begun, what: Ended, now: number): ParallelState {
  const state = {
    ...given,
    sample: counted(given, now),
    underWay: Math.max(0, given.underWay - 1),
    stableSince: now,
  };
  if (what.failure === 'throttled') return upload.sample === state.sample.number ? fewer(state, now) : state;
  if (upload.sample !== state.sample.number) return state;
  if (what.failure === 'transient' || what.failure === 'unknown') {
    const troubles = state.sample.troubles + 1;
    const isTrouble =
      troubles >= troubled.least && troubles >= troubled.part * (state.sample.ended + troubles);
    return isTrouble ? fewer(state, now) : { ...state, sample: { ...state.sample, troubles } };
  }
  // Refused, or given up here: says nothing about the line.
  if (what.failure !== null) return state;
  const sample = {
    ...state.sample,
    ended: state.sample.ended + 1,
    bytes: state.sample.bytes + what.bytes,
    ms: state.sample.ms + (now - upload.at),
    heldMs: state.sample.heldMs + what.heldMs,
  };
  return isEnough(sample, state.level, now) ? judge({ ...state, sample }, now) : { ...state, sample };
}

function counted({ sample, underWay }: ParallelState, now: number): Sample {
  const since = Math.max(0, now - sample.seenAt);
  return { ...sample, underWayMs: sample.underWayMs + underWay * since, seenAt: now };
}

function isEnough(sample: Sample, level: number, now: number): boolean {
  const ms = now - sample.since;
  const quick = sample.ended >= Math.max(enough.uploads, enough.waves * level) && ms >= enough.ms;
  const slow = sample.ended >= Math.max(enough.slowUploads, enough.slowWaves * level) && ms >= enough.slowMs;
  return quick || slow;
}

function judge(state: ParallelState, now: number): ParallelState {
  const { sample, level, knee, kneeRate, trial } = state;
  const underWay = sample.underWayMs / Math.max(1, now - sample.since);
  if (underWay < busyEnough * level) return goTo(state, knee, null, now);
  if (sample.heldMs > quotaBound * sample.ms) {
    return { ...resting(state, now), kneeRate: null };
  }
  const share = Math.min(level, underWay) / Math.max(1, sample.ms);
  const rate = { bytes: share * sample.bytes, photos: share * sample.ended };
  if (trial === null) return nextTrial(measuredKnee(state, rate, now), now);
  if (kneeRate === null) return goTo(state, knee, null, now);
  return isBetter(knee, level, compared(kneeRate, rate))
    ? accepted(state, trial, rate, now)
    : refused(state, now);
}

/** By how much more comes through, as a factor: by the less favourable of the two measures, and by the other one. */
function compared(before: Rate, after: Rate): { least: number; most: number } {
  const bytes = after.bytes / Math.max(Number.MIN_VALUE, before.bytes);
  const photos = after.photos / Math.max(Number.MIN_VALUE, before.photos);
  return { least: Math.min(bytes, photos), most: Math.max(bytes, photos) };
}

function isBetter(from: number, to: number, { least }: { least: number }): boolean {
  if (to < from) return least >= 1 - bearableLoss;
  return least >= 1 + Math.max(gain.least, gain.ofIdeal * (to / from - 1));
}

function measuredKnee(state: ParallelState, rate: Rate, now: number): ParallelState {
  const before = state.kneeRate;
  if (before === null) return { ...state, kneeRate: rate, strays: 0 };
  const { least, most } = compared(before, rate);
  if (most >= 1 - otherConditions.part && least <= 1 + otherConditions.part) {
    const middle = { bytes: (before.bytes + rate.bytes) / 2, photos: (before.photos + rate.photos) / 2 };
    return { ...state, kneeRate: middle, strays: 0 };
  }
  if (state.strays + 1 < otherConditions.samples) return { ...state, strays: state.strays + 1 };
  const { untried, restMs } = initialParallel(now);
  return { ...state, kneeRate: rate, strays: 0, untried, restUntil: now, restMs };
}

/** From the knee, just measured: the next level to try, or the knee again. */
function nextTrial(state: ParallelState, now: number): ParallelState {
  if (now < state.restUntil) return goTo(state, state.knee, null, now);
  const untried = state.untried.length > 0 ? state.untried : initialParallel(now).untried;
  const possible = untried.filter((step) => levelAfter(state.knee, step) !== state.knee);
  const [step] = possible;
  if (step === undefined) return resting(state, now);
  return { ...goTo(state, levelAfter(state.knee, step), step, now), untried: possible };
}

/** A better level is the new knee; what led there may lead further. */
function accepted(state: ParallelState, trial: Step, rate: Rate, now: number): ParallelState {
  const onward: readonly Step[] = trial === 'down' ? ['down'] : ['up', 'up-a-little'];
  return nextTrial({ ...state, knee: state.level, kneeRate: rate, untried: onward }, now);
}

function refused(state: ParallelState, now: number): ParallelState {
  const untried = state.untried.slice(1);
  return untried.length > 0 ? { ...goTo(state, state.knee, null, now), untried } : resting(state, now);
}

/** Back at the knee, for a while. A trial costs what it loses for the time of a sample, so it is seldom made where samples take long. */
function resting(state: ParallelState, now: number): ParallelState {
  return {
    ...goTo(state, state.knee, null, now),
    untried: [],
    restUntil: now + Math.max(state.restMs, rest.samples * (now - state.sample.since)),
    restMs: Math.min(rest.longestMs, 2 * state.restMs),
  };
}

/** Trouble: fewer at once, from there on anew, after a rest. */
function fewer(state: ParallelState, now: number): ParallelState {
  const level = Math.max(levels.least, Math.floor(Math.min(state.level, state.knee) * lessInTrouble));
  return resting({ ...state, knee: level, kneeRate: null }, now);
}

function goTo(
  state: ParallelState,
  level: number,
  trial: Step | null,
  now: number,
  leaveOut = 0,
): ParallelState {
  return { ...state, level, trial, sample: newSample(state.sample.number + 1, now, leaveOut) };
}

function levelAfter(level: number, step: Step): number {
  switch (step) {
    case 'up':
      return Math.min(levels.most, level + Math.max(1, Math.floor(level / 2)));
    case 'up-a-little':
      return Math.min(levels.most, level + Math.max(1, Math.floor(level / 4)));
    case 'down':
      return Math.max(levels.least, Math.ceil((level * 2) / 3) - (level <= 2 ? 1 : 0));
  }
}

function newSample(number: number, now: number, leaveOut: number): Sample {
  return {
    number,
    since: now,
    ended: 0,
    bytes: 0,
    ms: 0,
    heldMs: 0,
    troubles: 0,
    underWayMs: 0,
    seenAt: now,
    leaveOut,
  };
}
