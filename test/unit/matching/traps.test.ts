import { expect, test } from 'vitest';
import { contextOf } from '../../../electron/matching/batch-context.ts';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { runSync } from '../../../electron/util/time-slicer.ts';
import { indexProducts, noPatterns } from './index-of.ts';
import { shop } from './shop.ts';
import { trapsOf } from './trap-names.ts';

const index = indexProducts(shop);

test('of 20,000 names close to a product’s, none is matched to a wrong one, alone or together', () => {
  const traps = trapsOf(20_000, 4);
  const files = traps.map(({ path }) => {
    const cut = path.lastIndexOf('/');
    return { fileName: path.slice(cut + 1), folder: path.slice(0, Math.max(0, cut)) };
  });
  const context = runSync(contextOf(files.slice(0, 6_000), index));
  const wrong = traps.flatMap(({ path, product }, at) => {
    const file = files[at]!;
    const alone = matchFile(file, index, noPatterns);
    const together = at < 6_000 ? matchFile(file, index, noPatterns, context) : alone;
    const given = [alone, together].some((match) => match.type === 'matched' && match.productId !== product);
    return given ? [`${path}: ${alone.why}`] : [];
  });
  expect(new Set(traps.map(({ type }) => type)).size).toBe(6);
  expect(wrong).toEqual([]);
}, 120_000);
