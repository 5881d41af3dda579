import { expect, it } from 'vitest';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { memoryToPrepare, memoryToReadClues } from '../../../electron/pictures/memory-estimate.ts';
import type { PictureFacts } from '../../../electron/pictures/picture-facts.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { pictureFacts } from './prepare/facts.ts';
import { writeTiff } from './tiffs.ts';

/** What is set aside for copies that are made of a picture on its way. */

const pixels = 10_000 * 8_000;
const large = { ...pictureFacts({ type: 'tiff' }), width: 10_000, height: 8_000, bytes: pixels * 3 };
const small = { type: 'drawing', to: 'jpeg', longestEdge: 1_000, keepMetadata: false } as const;
const whole = { ...small, longestEdge: null };

function more(of: Partial<PictureFacts>, than: Partial<PictureFacts>, recipe: typeof small | typeof whole) {
  return memoryToPrepare({ ...large, ...of }, recipe) - memoryToPrepare({ ...large, ...than }, recipe);
}

it('channels that are dropped from a TIFF are paid at its full size, however small the result', () => {
  expect(more({ hasOtherChannels: true }, {}, small)).toBeGreaterThanOrEqual(pixels * 8);
  const cmyk = { colour: 'cmyk' } as const;
  expect(more({ ...cmyk, hasOtherChannels: true }, cmyk, small)).toBeGreaterThanOrEqual(pixels * 13);
  const clues = (over: Partial<PictureFacts>) => memoryToReadClues({ ...large, ...over }, 1_280);
  expect(clues({ hasOtherChannels: true }) - clues({})).toBeGreaterThanOrEqual(pixels * 8);
});

it('such a TIFF is known by its channels', async () => {
  await using folder = await tempFolder();
  const found = async (extraSamples: number[]) => {
    const samples = 3 + extraSamples.length;
    const tiff = writeTiff({ width: 8, height: 8, photometric: 2, samples, extraSamples });
    const seen = await inspect(await folder.write(`${extraSamples.join('-')}.tif`, tiff));
    return seen.ok && seen.value.hasOtherChannels;
  };
  expect(await Promise.all([[], [2], [0], [2, 0]].map(found))).toEqual([undefined, undefined, true, true]);
});

it('colours that are said by numbers are paid: of a PNG the file, of others two copies of what is drawn', () => {
  const p3 = { colour: 'wide', colourNumbers: { space: 'Display P3', gamma: null } } as const;
  expect(more({ type: 'png', ...p3 }, { type: 'png' }, whole)).toBe(large.bytes);
  const avif = { type: 'avif', bitsPerChannel: 10, hasAlpha: true } as const;
  expect(more({ ...avif, ...p3 }, avif, whole)).toBe(pixels * 16);
});

it('deep grey with a profile is paid', () => {
  const grey = { bitsPerChannel: 16, colour: 'grey' } as const;
  expect(more({ ...grey, colour: 'profiled-grey' }, grey, whole)).toBe(pixels * 6);
});
