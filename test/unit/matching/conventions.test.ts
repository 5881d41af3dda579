import { describe, expect, test } from 'vitest';
import { contextOf } from '../../../electron/matching/batch-context.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import type { Match } from '../../../electron/matching/match.ts';
import { runSync } from '../../../electron/util/time-slicer.ts';
import { indexProducts, noPatterns } from './index-of.ts';
import { guards, namedConventions, type Example } from './named-conventions.ts';
import { shop } from './shop.ts';

const index = indexProducts(shop);

const fileOf = (path: string) => {
  const cut = path.lastIndexOf('/');
  return { fileName: path.slice(cut + 1), folder: path.slice(0, Math.max(0, cut)) };
};

function matched(examples: readonly Example[]): { example: Example; match: Match }[] {
  const files = examples.map(({ path }) => fileOf(path));
  const context = runSync(contextOf(files, index));
  return examples.map((example, at) => ({
    example,
    match: matchFile(files[at]!, index, noPatterns, context),
  }));
}

const isWrong = ({ example, match }: ReturnType<typeof matched>[number]) =>
  match.type === 'matched' && match.productId !== example.product;

const variantsNamed = (match: Match) =>
  match.type !== 'matched'
    ? []
    : match.variantId === null
      ? (match.variants?.variantIds ?? [])
      : [match.variantId];

describe.each(namedConventions)('convention $number, $name:', ({ examples }) => {
  const answers = matched(examples);
  const answerable = answers.filter(({ example }) => example.product !== null);

  test('at least sixty names, none matched to another product', () => {
    expect(examples.length).toBeGreaterThanOrEqual(60);
    expect(answers.filter(isWrong)).toEqual([]);
  });

  test('at most one in twenty is asked about although it has an answer', () => {
    const asked = answerable.filter(({ match }) => match.type !== 'matched');
    expect(asked.length, asked.map(({ example }) => example.path).join('\n')).toBeLessThanOrEqual(
      0.05 * answerable.length,
    );
  });

  test('variants and roles are those in the name', () => {
    for (const { example, match } of answers) {
      if (match.type !== 'matched') continue;
      if (example.role !== undefined) expect(match.view?.value, example.path).toBe(example.role);
      if (example.value === undefined) continue;
      const all = shop.find(({ id }) => id === example.product)?.variants ?? [];
      const meant = all
        .filter(({ options }) => options.some(({ value }) => value === example.value))
        .map(({ id }) => id);
      const named = variantsNamed(match);
      expect(named.length, example.path).toBeGreaterThan(0);
      if (match.variantId === null) expect(named, example.path).toEqual(meant);
      else expect(meant, example.path).toContain(match.variantId);
    }
  });

  test('names shared by several products are asked about with all of them', () => {
    for (const { example, match } of answers) {
      if (example.candidates === undefined) continue;
      const offered = match.type === 'ambiguous' ? match.candidates.map(({ productId }) => productId) : [];
      expect(offered, example.path).toEqual(expect.arrayContaining([...example.candidates]));
    }
  });
});

describe.each(guards)('$name', ({ examples }) => {
  test('is asked about, alone and in a drop of its kind', () => {
    expect(examples.length).toBeGreaterThanOrEqual(60);
    const given = matched(examples).filter(({ match }) => match.type === 'matched');
    expect(given.map(({ example }) => example.path)).toEqual([]);
    const alone = examples.filter(
      ({ path }) => matchFile(fileOf(path), index, noPatterns).type === 'matched',
    );
    expect(alone.map(({ path }) => path)).toEqual([]);
  });
});
