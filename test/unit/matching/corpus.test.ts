import { describe, expect, test } from 'vitest';
import { matchFile } from '../../../electron/matching/match-file.ts';
import type { Match } from '../../../electron/matching/match.ts';
import { orderOf } from '../../../electron/matching/photo-order.ts';
import { indexOf, noPatterns } from './index-of.ts';
import { apparel, homeware, makeCatalogue, traps } from './catalogue.ts';
import { conventions, heldOut } from './conventions.ts';
import { studios } from './studios.ts';
import { makeCorpus, type Case, type Shoot } from './corpus.ts';

const askedAtMost = 0.02;

type Matched = Extract<Match, { type: 'matched' }>;

function isRight({ truth }: Case, match: Match): boolean {
  if (match.type !== 'matched') return true;
  const owned = truth.is === 'owner' || truth.is === 'owner or ask';
  return owned && truth.productId === match.productId && truth.variantId === match.variantId;
}

/** Names of a shoot in the matcher's order; null if one was not matched. */
function orderedNames(shoot: Shoot, matchOf: (one: Case) => Match): string[] | null {
  const matches = shoot.map(matchOf);
  if (!matches.every((match): match is Matched => match.type === 'matched')) return null;
  const photos = shoot.map((one, place) => ({ ...one, ...matches[place]!, capturedAt: null }));
  return orderOf(photos.toReversed()).map(({ fileName }) => fileName);
}

describe.each([
  ['the conventions it was made with', makeCatalogue(1, homeware, traps, 50_000), conventions, 7],
  [
    'conventions and a catalogue it was not made with',
    makeCatalogue(77, apparel, traps, 200_000),
    heldOut,
    99,
  ],
  [
    'what studios and shops add to names',
    makeCatalogue(5, [...homeware, ...apparel], traps, 400_000),
    studios,
    23,
  ],
] as const)('of %s', (_, catalogue, known, seed) => {
  const index = indexOf(catalogue.holders);
  const corpus = makeCorpus(seed, catalogue, known, 2);
  const cases = corpus.shoots.flat();
  const matches = new Map(
    [...cases, ...corpus.decoys].map((one) => [one, matchFile(one, index, noPatterns)]),
  );
  const matchOf = (one: Case) => matches.get(one)!;

  test('the catalogue and the corpus are large', () => {
    expect(catalogue.holders.length).toBeGreaterThan(20_000);
    expect(cases.length).toBeGreaterThan(3_000);
  });

  test('no name is matched to a wrong product', () => {
    const wrong = [...matches].filter(([one, match]) => !isRight(one, match));
    expect(wrong).toEqual([]);
  });

  test('few names with one right answer are asked about', () => {
    const certain = cases.filter(({ truth }) => truth.is === 'owner');
    const asked = certain.filter((one) => matchOf(one).type !== 'matched');
    expect(certain.length).toBeGreaterThan(2_400);
    expect(asked.length / certain.length).toBeLessThanOrEqual(askedAtMost);
  });

  test('the pictures of a product are in the order of their names', () => {
    const wrong = corpus.shoots.flatMap((shoot) => {
      const ordered = orderedNames(shoot, matchOf);
      const meant = shoot.map(({ fileName }) => fileName);
      return ordered === null || ordered.join('\n') === meant.join('\n') ? [] : [{ meant, ordered }];
    });
    expect(wrong).toEqual([]);
  });

  test('every answer has its sentence', () => {
    for (const match of matches.values()) expect(match.why).toMatch(/^[A-Z].+\.$/s);
  });
});
