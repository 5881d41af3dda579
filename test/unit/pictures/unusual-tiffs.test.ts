import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { maxPixelsPutRight } from '../../../electron/pictures/formats/misread-tiff.ts';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { planPreparing } from '../../../electron/pictures/prepare/plan.ts';
import { prepare } from '../../../electron/pictures/prepare/prepare.ts';
import { renditionOf } from '../../../electron/pictures/rendition.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { tiff } from './pictures.ts';
import { writeTiff, type TiffField, type TiffOptions } from './tiffs.ts';

const [width, height] = [64, 48];
const orange = [200, 100, 50];
const page = { width, height, photometric: 2, samples: 3, pixel: () => orange } satisfies TiffOptions;

/** The colour in the middle of what a person sees and of what is sent, and the facts. */
async function through(bytes: Buffer) {
  await using folder = await tempFolder();
  const path = await folder.write('photo.tif', bytes);
  const seen = await inspect(path);
  if (!seen.ok) throw new Error(sentenceOf(seen.reason));
  const { preview, ...facts } = seen.value;
  const plan = planPreparing(facts, { longestEdge: 2560, removePrivate: true });
  if (!plan.ok || plan.value.type !== 'prepare') throw new Error('No plan');
  const to = join(folder.path, 'prepared');
  const prepared = await prepare(path, to, facts, plan.value);
  if (!prepared.ok) throw new Error(sentenceOf(prepared.reason));
  const rendition = await renditionOf(path, 400);
  if (rendition === null) throw new Error('No rendition');
  return {
    facts,
    type: prepared.value.type,
    colours: [await middle(preview), await middle(to), await middle(rendition)],
  };
}

async function middle(picture: Uint8Array | string): Promise<number[]> {
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
  const at = ((info.height >> 1) * info.width + (info.width >> 1)) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

async function reasonOf(bytes: Buffer, name = 'photo.tif') {
  await using folder = await tempFolder();
  const seen = await inspect(await folder.write(name, bytes));
  return seen.ok ? null : seen.reason;
}

function expectNear(found: readonly number[], wanted: readonly number[], tolerance = 6): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((value, channel) =>
    expect(Math.abs(value - (wanted[channel] ?? 0))).toBeLessThanOrEqual(tolerance),
  );
}

/** A page of one colour as luma and chroma, `across` by `down` pixels sharing one pair of chroma values. */
function ycbcr(across: number, down: number, options: Partial<TiffOptions> = {}): Buffer {
  const [red = 0, green = 0, blue = 0] = orange;
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  const chroma = [128 + (blue - luma) / 1.772, 128 + (red - luma) / 1.402];
  const unit = [...Array<number>(across * down).fill(luma), ...chroma].map(Math.round);
  const { width, height } = { ...page, ...options };
  const units = Math.ceil(width / across) * Math.ceil(height / down);
  const strip = Buffer.from(Array.from({ length: units }, () => unit).flat());
  const fields: TiffField[] = [[530, 3, [across, down]]];
  return writeTiff({ ...page, photometric: 6, strip, fields, ...options });
}

describe('a TIFF of numbers that are seldom used for colours', () => {
  it.each<[string, Partial<TiffOptions>]>([
    ['floating-point numbers', { bits: 32, isFloat: true }],
    [
      'floating-point numbers, with a channel that is no transparency',
      { bits: 32, isFloat: true, samples: 4 },
    ],
    ['32-bit integers', { bits: 32 }],
    ['32-bit integers, each channel by itself', { bits: 32, isPlanar: true }],
    ['32-bit integers, turned', { bits: 32, fields: [[274, 3, [6]]] }],
  ])('shows its colours: %s', async (_, options) => {
    const pixel = () => [...orange, 0].slice(0, options.samples ?? 3);
    const { facts, type, colours } = await through(writeTiff({ ...page, pixel, ...options }));
    expect(facts).toMatchObject({ colour: 'srgb', hasAlpha: false, bitsPerChannel: 32 });
    expect(type).toBe('jpeg');
    for (const colour of colours) expectNear(colour, orange);
  });

  it('shows its grey', async () => {
    for (const isFloat of [true, false]) {
      const grey = { ...page, photometric: 1, samples: 1, bits: 32, isFloat, pixel: () => [120] } as const;
      const { colours } = await through(writeTiff(grey));
      for (const colour of colours) expectNear(colour.slice(0, 1), [120]);
    }
  });

  it('keeps its transparency', async () => {
    for (const isFloat of [true, false]) {
      const clear = { bits: 32, isFloat, extraSamples: [2] } satisfies Partial<TiffOptions>;
      const rgb = writeTiff({ ...page, ...clear, samples: 4, pixel: () => [...orange, 128] });
      const grey = writeTiff({ ...page, ...clear, photometric: 1, samples: 2, pixel: () => [120, 128] });
      const [coloured, plain] = [await through(rgb), await through(grey)];
      expect([coloured.type, plain.type]).toEqual(['png', 'png']);
      for (const colour of coloured.colours) expectNear(colour, [...orange, 128]);
      for (const colour of plain.colours) expectNear([colour[0] ?? 0, colour.at(-1) ?? 0], [120, 128]);
    }
  });

  it('is shown by its colour profile', async () => {
    const p3 = await sharp(writeTiff(page)).withIccProfile('p3').tiff().toBuffer();
    const { icc } = await sharp(p3).metadata();
    const fields: TiffField[] = [[34_675, 7, [...(icc ?? [])]]];
    const usual = await through(writeTiff({ ...page, bits: 16, fields }));
    for (const isFloat of [true, false]) {
      const { facts, colours } = await through(writeTiff({ ...page, bits: 32, isFloat, fields }));
      expect(facts.colour).toBe('wide');
      expectNear(colours[1] ?? [], usual.colours[1] ?? []);
      // Display P3 has a stronger red than sRGB.
      expect(colours[1]?.[0]).toBeGreaterThan(205);
    }
  });

  it('is refused where all of it would be black or white', async () => {
    const dark = writeTiff({ ...page, bits: 32, pixel: () => [0.9, 0.4, 0.2] });
    const light = writeTiff({
      ...page,
      bits: 32,
      isFloat: true,
      pixel: () => orange.map((value) => value * 255),
    });
    const none = writeTiff({ ...page, bits: 32, isFloat: true, pixel: () => [NaN, NaN, NaN] });
    for (const bytes of [dark, light, none]) {
      expect(await reasonOf(bytes)).toMatchObject({
        code: 'rare-kind',
        args: { what: 'a TIFF whose numbers can’t be told to be colours' },
      });
    }
    const black = writeTiff({ ...page, bits: 32, isFloat: true, pixel: () => [0, 0, 0] });
    expect(await reasonOf(black)).toBeNull();
  });

  it('is refused before it takes the memory of many pixels', async () => {
    const bytes = writeTiff({ ...page, bits: 32 });
    bytes.writeUInt32LE(maxPixelsPutRight, 10 + 8);
    expect(await reasonOf(bytes)).toMatchObject({ code: 'too-many-pixels' });
  });
});

describe('a TIFF in luma and chroma', () => {
  it.each([
    [1, 1],
    [2, 1],
    [1, 2],
    [2, 2],
    [4, 1],
    [4, 2],
    [4, 4],
  ])('shows its colours, %d by %d pixels sharing chroma', async (across, down) => {
    const plain = ycbcr(across, down);
    const { colours } = await through(plain);
    for (const colour of colours) expectNear(colour, orange);
    const pixelsAt = plain.readUInt32LE(10 + 12 * 5 + 8);
    const strip = deflateSync(plain.subarray(pixelsAt));
    const packed = await through(ycbcr(across, down, { strip, compression: 8 }));
    for (const colour of packed.colours) expectNear(colour, orange);
  });

  it.each([
    [2, 1],
    [2, 2],
    [4, 1],
  ])(
    'shows its colours where it ends amid %d by %d pixels, in one strip and in several',
    async (across, down) => {
      for (const options of [
        { width: 61, height: 37 },
        { width: 61, height: 36, strips: 3 },
      ]) {
        const { facts, colours } = await through(ycbcr(across, down, options));
        expect(facts).toMatchObject({ width: options.width, height: options.height });
        for (const colour of colours) expectNear(colour, orange);
      }
    },
  );

  it.each(['4:2:0', '4:4:4'])('shows its colours as a JPEG of %s', async (chromaSubsampling) => {
    const jpeg = await sharp(writeTiff(page)).jpeg({ chromaSubsampling }).toBuffer();
    const shared = chromaSubsampling === '4:2:0' ? [2, 2] : [1, 1];
    const { colours } = await through(
      writeTiff({ ...page, photometric: 6, jpeg, fields: [[530, 3, shared]] }),
    );
    for (const colour of colours) expectNear(colour, orange);
  });

  it('is damaged, and not cut short, where it contradicts the JPEG in it', async () => {
    const jpeg = await sharp(writeTiff(page)).jpeg({ chromaSubsampling: '4:2:0' }).toBuffer();
    const bytes = writeTiff({ ...page, photometric: 6, jpeg, fields: [[530, 3, [4, 1]]] });
    expect(await reasonOf(bytes)).toMatchObject({ code: 'damaged', args: { how: 'broken' } });
  });

  it('is read by the coefficients and the range that it says', async () => {
    // Rec. 709, and the range of video.
    const [red = 0, green = 0, blue = 0] = orange;
    const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const [cb, cr] = [(blue - luma) / 1.8556, (red - luma) / 1.5748];
    const pixel = [16 + (luma * 219) / 255, 128 + (cb * 224) / 255, 128 + (cr * 224) / 255].map(Math.round);
    const fields: TiffField[] = [
      [529, 5, [2126, 10_000, 7152, 10_000, 722, 10_000]],
      [530, 3, [1, 1]],
      [532, 5, [16, 1, 235, 1, 128, 1, 240, 1, 128, 1, 240, 1]],
    ];
    const bytes = writeTiff({ ...page, photometric: 6, pixel: () => pixel, fields });
    const { colours } = await through(bytes);
    for (const colour of colours) expectNear(colour, orange);
  });
});

it('a big TIFF whose directory lies beyond all files was read all the same', async () => {
  const bytes = Buffer.alloc(4_000, 0x64);
  bytes.write('II+\0\x08\0\0\0', 'latin1');
  expect(await reasonOf(bytes)).toMatchObject({ code: 'damaged' });
  expect(await reasonOf(bytes, 'photo.dng')).toMatchObject({ code: 'raw-photograph' });
});

describe('a TIFF of a rare kind', () => {
  const tiled: TiffField[] = [
    [322, 4, [width]],
    [323, 4, [height]],
    [324, 4, [8, 8, 8]],
    [325, 4, [width * height, width * height, width * height]],
  ];
  it.each<[string, Partial<TiffOptions>]>([
    ['a TIFF with each channel in tiles of its own', { isPlanar: true, fields: tiled }],
    ['a TIFF compressed with old-style JPEG', { compression: 6 }],
    ['a TIFF compressed with Zstandard', { compression: 50_000 }],
    ['a TIFF compressed with method 12345', { compression: 12_345 }],
    ['a TIFF of 12 bits a channel', { fields: [[258, 3, [12, 12, 12]]] }],
    ['a TIFF whose channels differ in their bits', { fields: [[258, 3, [5, 6, 5]]] }],
    ['a TIFF of 64-bit floating-point numbers', { isFloat: true, fields: [[258, 3, [64, 64, 64]]] }],
    ['a TIFF of numbers with a sign', { bits: 16, fields: [[339, 3, [2, 2, 2]]] }],
    ['a TIFF of complex numbers', { bits: 16, fields: [[339, 3, [6, 6, 6]]] }],
    ['a TIFF of 32 bits a channel', { bits: 32, photometric: 5, samples: 4 }],
    ['a TIFF in Lab colours of 8 bits', { photometric: 8 }],
    [
      'a TIFF in Lab colours of 16 bits with transparency',
      { photometric: 8, bits: 16, samples: 4, extraSamples: [2] },
    ],
    [
      'a TIFF in CMYK colours of 16 bits with transparency',
      { photometric: 5, bits: 16, samples: 5, extraSamples: [1] },
    ],
    ['a TIFF in ICC Lab colours', { photometric: 9 }],
    ['a TIFF in colours of type 777', { photometric: 777 }],
    ['a TIFF in YCbCr colours', { photometric: 6, isPlanar: true, fields: [[530, 3, [1, 1]]] }],
  ])('is called so, not damaged: %s', async (what, options) => {
    const reason = await reasonOf(writeTiff({ ...page, ...options }));
    expect(reason).toMatchObject({ code: 'rare-kind', args: { what } });
    expect(reason && sentenceOf(reason)).toBe(`This is ${what}, a type that Packshot can’t open.`);
  });
});

it.each([
  ['itself', 0],
  ['an earlier page', 1],
])('a TIFF whose last page is followed by %s is no damaged one', async (_name, last) => {
  const bytes = tiff({ width: 8, height: 8, pages: 1 + last, artist: 'Ada' });
  const first = bytes.readUInt32LE(4);
  let next = first;
  for (let at = first; at !== 0; at = bytes.readUInt32LE(next)) next = at + 2 + bytes.readUInt16LE(at) * 12;
  bytes.writeUInt32LE(first, next);
  expect(await reasonOf(bytes)).toMatchObject({ code: 'rare-kind' });
});
