import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readExtraSamples } from '../../../electron/pictures/formats/extra-samples.ts';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { planPreparing } from '../../../electron/pictures/prepare/plan.ts';
import { prepare } from '../../../electron/pictures/prepare/prepare.ts';
import { readerOf } from '../../../electron/pictures/reader.ts';
import { renditionOf } from '../../../electron/pictures/rendition.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { greyProfile } from '../../integration/support/colour-profiles.ts';
import { writeTiff, type TiffField, type TiffOptions } from './tiffs.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

const [width, height] = [480, 320];
const orange = [200, 100, 50];
type Page = Omit<TiffOptions, 'width' | 'height' | 'pixel'>;
const rgb = { photometric: 2, samples: 4 } as const satisfies Page;

/** A page of one colour; the other channels are full in the left half and empty in the right half. */
function page(options: Page, colours = orange): Buffer {
  const others = options.samples - colours.length;
  const pixel = (x: number) => [...colours, ...Array<number>(others).fill(x < width / 2 ? 255 : 0)];
  return writeTiff({ width, height, ...options, pixel });
}

/** Red, green, blue and alpha, if any, at the middle of each half. */
async function halves(picture: Uint8Array | string): Promise<{ left: number[]; right: number[] }> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number) => {
    const start = ((info.height >> 1) * info.width + Math.floor(info.width * x)) * info.channels;
    return [...data.subarray(start, start + info.channels)];
  };
  return { left: at(0.25), right: at(0.75) };
}

async function through(bytes: Buffer, longestEdge: number | null = 300, removePrivate = true) {
  await using folder = await tempFolder();
  const path = await folder.write('photo.tif', bytes);
  const seen = await inspect(path);
  if (!seen.ok) throw new Error(sentenceOf(seen.reason));
  const { preview, ...facts } = seen.value;
  const plan = planPreparing(facts, { longestEdge, removePrivate });
  if (!plan.ok || plan.value.type !== 'prepare') throw new Error('No plan');
  const to = join(folder.path, 'prepared');
  const prepared = await prepare(path, to, facts, plan.value);
  if (!prepared.ok) throw new Error(sentenceOf(prepared.reason));
  const rendition = await renditionOf(path, 400);
  if (rendition === null) throw new Error('No rendition');
  return {
    facts,
    type: prepared.value.type,
    xmp: (await sharp(to).metadata()).xmp,
    pictures: {
      preview: await halves(preview),
      prepared: await halves(to),
      rendition: await halves(rendition),
    },
  };
}

function expectColour(found: number[], colour: number[], tolerance = 6): void {
  expect(found).toHaveLength(colour.length);
  found.forEach((value, channel) =>
    expect(Math.abs(value - (colour[channel] ?? 0))).toBeLessThanOrEqual(tolerance),
  );
}

describe('a channel of a TIFF that is neither colour nor transparency', () => {
  it.each<[string, Page]>([
    ['unspecified', { ...rgb, extraSamples: [0] }],
    ['not described at all', rgb],
    ['unspecified, of 16 bits', { ...rgb, bits: 16, extraSamples: [0] }],
    ['unspecified, stored by itself', { ...rgb, isPlanar: true, extraSamples: [0] }],
    ['one of two', { photometric: 2, samples: 5, extraSamples: [0, 0] }],
    ['one of four', { photometric: 2, samples: 7, extraSamples: [0, 0, 0, 0] }],
  ])('%s, hides nothing of the picture', async (_, options) => {
    for (const longestEdge of [300, null]) {
      const { facts, type, pictures } = await through(page(options), longestEdge);
      expect(facts.hasAlpha).toBe(false);
      expect(type).toBe('jpeg');
      for (const { left, right } of Object.values(pictures)) {
        expectColour(left, orange);
        expectColour(right, orange);
      }
    }
  });

  it('hides nothing of a grey or CMYK picture', async () => {
    const grey = await through(page({ photometric: 1, samples: 2, extraSamples: [0] }, [120]));
    const print = await through(page({ photometric: 5, samples: 5, extraSamples: [0] }, [0, 255, 255, 0]));
    expect([grey.facts.hasAlpha, print.facts.hasAlpha]).toEqual([false, false]);
    for (const { left, right } of Object.values(grey.pictures)) {
      expect(right).toEqual(left);
      expectColour(right.slice(0, 1), [120]);
    }
    for (const { left, right } of Object.values(print.pictures)) {
      expect(right).toEqual(left);
      expect(right[0]).toBeGreaterThan(200);
    }
  });

  it('leaves colours with a profile unchanged', async () => {
    const { icc } = await sharp(page({ photometric: 2, samples: 3 }))
      .withIccProfile('p3')
      .tiff()
      .toBuffer()
      .then((bytes) => sharp(bytes).metadata());
    for (const bits of [8, 16] as const) {
      const fields: TiffField[] = [[34_675, 7, [...(icc ?? [])]]];
      const plain = await through(page({ photometric: 2, samples: 3, bits, fields }));
      const { facts, pictures } = await through(page({ ...rgb, bits, extraSamples: [0], fields }));
      expect(facts).toMatchObject({ colour: 'wide', hasAlpha: false });
      expectColour(pictures.prepared.right, plain.pictures.prepared.right);
      expectColour(pictures.preview.right, plain.pictures.preview.right);
      // Display P3 has a stronger red than sRGB.
      expect(pictures.prepared.right[0]).toBeGreaterThan(205);
    }
  });

  it('is removed without the metadata to keep', async () => {
    const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>Ada</dc:creator></x:xmpmeta>';
    const bytes = page({ ...rgb, extraSamples: [0], fields: [[700, 1, [...Buffer.from(xmp)]]] });
    expect((await through(bytes, 300, false)).xmp?.toString()).toBe(xmp);
    expect((await through(bytes, 300, true)).xmp).toBeUndefined();
  });

  it('rotates with its picture', async () => {
    const { facts, pictures } = await through(page({ ...rgb, extraSamples: [0], fields: [[274, 3, [6]]] }));
    expect(facts).toMatchObject({ width: height, height: width, hasAlpha: false });
    for (const { left, right } of Object.values(pictures)) {
      expectColour(left, orange);
      expectColour(right, orange);
    }
  });
});

describe('transparency of a TIFF', () => {
  it.each<[string, Page]>([
    ['alone', { ...rgb, extraSamples: [2] }],
    ['multiplied in', { ...rgb, extraSamples: [1] }],
    ['before another channel', { photometric: 2, samples: 5, extraSamples: [2, 0] }],
    ['behind another channel', { photometric: 2, samples: 5, extraSamples: [0, 2] }],
  ])('%s, is kept', async (_, options) => {
    const { facts, type, pictures } = await through(page(options));
    expect(facts.hasAlpha).toBe(true);
    expect(type).toBe('png');
    for (const { left, right } of Object.values(pictures)) {
      expectColour(left, [...orange, 255]);
      expect(right[3]).toBe(0);
    }
  });

  it.each([
    [8, [2, 0]],
    [8, [0, 2]],
    [16, [2, 0]],
    [16, [0, 2]],
  ] as const)('beside a saved selection in grey with a profile, of %d bits, as %j', async (bits, kinds) => {
    const fields: TiffField[] = [[34_675, 7, [...greyProfile(1.4)]]];
    const grey = { photometric: 1, bits, fields };
    // The selection is what the transparency is not.
    const others = (x: number) => kinds.map((kind) => (x < width / 2 === (kind === 2) ? 255 : 0));
    const options = {
      ...grey,
      samples: 3,
      extraSamples: [...kinds],
      pixel: (x: number) => [120, ...others(x)],
    };
    const { facts, type, pictures } = await through(writeTiff({ width, height, ...options }));
    expect([facts.colour, facts.hasAlpha, type]).toEqual(['profiled-grey', true, 'png']);
    // 120 of 255, by a gamma of 1.4.
    const tone = [159, 159, 159];
    for (const { left, right } of Object.values(pictures)) {
      expectColour(left, [...tone, 255]);
      expect(right[3]).toBe(0);
    }
    const plain = await through(page({ ...grey, samples: 1 }, [120]));
    for (const { left } of Object.values(plain.pictures)) expectColour(left, tone);
  });

  it('is told from other channels by the ExtraSamples field alone', async () => {
    const read = async (options: Page) => await readExtraSamples(readerOf(page(options)));
    expect(await read({ photometric: 2, samples: 3 })).toEqual({ count: 0, alpha: null });
    expect(await read(rgb)).toEqual({ count: 1, alpha: null });
    expect(await read({ ...rgb, extraSamples: [2] })).toEqual({ count: 1, alpha: 0 });
    expect(await read({ photometric: 2, samples: 5, extraSamples: [0, 1] })).toEqual({ count: 2, alpha: 1 });
    expect(await readExtraSamples(readerOf(Buffer.from('no TIFF')))).toEqual({ count: 0, alpha: null });
  });
});

describe('a TIFF that was once mistaken for raw', () => {
  it('is prepared as a picture', async () => {
    for (const tag of [0xc4a5, 65_000]) {
      const plain = page({ photometric: 2, samples: 3, fields: [[tag, 7, [1, 2, 3, 4]]] });
      const { facts, type, pictures } = await through(plain);
      expect([facts.type, type]).toEqual(['tiff', 'jpeg']);
      expectColour(pictures.prepared.right, orange);
    }
  });
});
