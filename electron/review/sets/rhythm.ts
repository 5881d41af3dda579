/** What lies between two photos that one camera took one after the other. */
export interface Transition {
  /** Logarithm of the seconds between; null where a time is missing. */
  pause: number | null;
  /** Where photos without a time lie between two that have one; null elsewhere. */
  gap: Gap | null;
  /** How much what was taken before differs from what was taken after; null where that is not known. */
  change: number | null;
  /** Whether another article begins, where that is known; null where it is to be found out. */
  isCut: boolean | null;
}

/** What lies between two photos with times, if those between them have none. */
export interface Gap {
  seconds: number;
  transitions: readonly Transition[];
}

type Feature = 'pause' | 'change';

interface Spread {
  /** Between photos of one article. */
  within: number;
  /** Between articles. */
  between: number;
  deviation: number;
}

/** How a batch's photographer works: what pauses and changes there are within articles and between them. */
export interface Rhythm {
  pause: Spread;
  change: Spread;
  /** Share of transitions that are between articles. */
  cuts: number;
}

/** Of a batch that says little. Measured on drawn articles; pauses of 5 and 60 seconds. */
const usual: Rhythm = {
  pause: { within: Math.log(5), between: Math.log(60), deviation: 0.7 },
  change: { within: 0.2, between: 0.75, deviation: 0.2 },
  cuts: 0.15,
};
/** How many transitions of each type the usual rhythm counts as. */
const usualWeight = 6;
/** Lower limits of the deviations: with a few very even pauses, every other pause would be an outlier. */
const minDeviation = { pause: 0.5, change: 0.1 } as const;
/** Max log-odds from one feature: light is adjusted for minutes, and a detail looks like nothing else. */
const maxEvidence = { pause: 6, change: 4.5 } as const;
const minEvidence = { pause: -8, change: -4 } as const;
const rounds = 12;
/** Transitions that are weighed in one step. */
const perStep = 1_000;

/**
 * Fits a mixture of two normal distributions with one deviation to the batch, beginning from the usual rhythm. In
 * steps.
 */
export function* fitRhythm(transitions: readonly Transition[]): Generator<void, Rhythm> {
  let rhythm = usual;
  for (let round = 0; round < rounds; round += 1) {
    const weights: number[] = [];
    for (const one of transitions) {
      weights.push(probabilityOf(cutOdds(one, rhythm)));
      if (weights.length % perStep === 0) yield;
    }
    const cuts = weights.reduce((sum, weight) => sum + weight, 0);
    rhythm = {
      pause: fitted('pause', transitions, weights),
      change: fitted('change', transitions, weights),
      cuts: (cuts + usual.cuts * usualWeight * 2) / (transitions.length + usualWeight * 2),
    };
    yield;
  }
  return rhythm;
}

function fitted(feature: Feature, transitions: readonly Transition[], weights: readonly number[]): Spread {
  const before = usual[feature];
  const sums = { within: before.within * usualWeight, between: before.between * usualWeight };
  const counts = { within: usualWeight, between: usualWeight };
  for (const [at, transition] of transitions.entries()) {
    const value = transition[feature];
    if (value === null) continue;
    const weight = weights[at] ?? 0;
    sums.between += weight * value;
    counts.between += weight;
    sums.within += (1 - weight) * value;
    counts.within += 1 - weight;
  }
  const within = sums.within / counts.within;
  const between = Math.max(within + minDeviation[feature], sums.between / counts.between);
  let squares = before.deviation ** 2 * usualWeight * 2;
  let count = usualWeight * 2;
  for (const [at, transition] of transitions.entries()) {
    const value = transition[feature];
    if (value === null) continue;
    const weight = weights[at] ?? 0;
    squares += weight * (value - between) ** 2 + (1 - weight) * (value - within) ** 2;
    count += 1;
  }
  return { within, between, deviation: Math.max(minDeviation[feature], Math.sqrt(squares / count)) };
}

/** Logarithm of the odds that another article begins: above zero it is more likely than not. */
export function cutOdds(transition: Transition, rhythm: Rhythm): number {
  const odds = oddsWithoutPause(transition, rhythm);
  if (transition.isCut !== null) return odds;
  if (transition.gap === null) return odds + evidence('pause', transition.pause, rhythm.pause);
  return odds + evidenceOfGap(transition, transition.gap, rhythm);
}

/**
 * A gap is long because an article began at one or more of its transitions. The surer that is of the others, the less
 * its length says about this one.
 */
function evidenceOfGap(transition: Transition, { seconds, transitions }: Gap, rhythm: Rhythm): number {
  const others = transitions.filter((other) => other !== transition);
  const rest = Math.max(1, seconds - others.length * Math.exp(rhythm.pause.within));
  const whole = evidence('pause', Math.log(rest), rhythm.pause);
  const noOther = others
    .map((other) => 1 - probabilityOf(oddsWithoutPause(other, rhythm)))
    .reduce((product, one) => product * one, 1);
  return whole - Math.log(noOther + Math.exp(whole) * (1 - noOther));
}

function oddsWithoutPause({ change, isCut }: Transition, rhythm: Rhythm): number {
  if (isCut !== null) return isCut ? Infinity : -Infinity;
  return Math.log(rhythm.cuts / (1 - rhythm.cuts)) + evidence('change', change, rhythm.change);
}

function evidence(feature: Feature, value: number | null, { within, between, deviation }: Spread): number {
  if (value === null) return 0;
  const middle = (within + between) / 2;
  const odds = ((between - within) / deviation ** 2) * (value - middle);
  return Math.min(maxEvidence[feature], Math.max(minEvidence[feature], odds));
}

function probabilityOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds));
}
