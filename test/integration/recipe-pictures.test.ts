import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inspect } from '../../electron/pictures/inspect.ts';
import { planForVariant, planPreparing } from '../../electron/pictures/prepare/plan.ts';
import { prepare, type Prepared } from '../../electron/pictures/prepare/prepare.ts';
import { lowestQuality, plainRecipe } from '../../shared/recipe-key.ts';
import type { PhotoRecipe, Shape } from '../../shared/recipe.ts';
import { PrepareDesk, usual } from './support/prepare-desk.ts';
import { read, whyNoImageMagick } from './support/imagemagick.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

let desk: PrepareDesk;
beforeAll(async () => {
  desk = await PrepareDesk.open();
});
afterAll(() => desk.close());

const square = { width: 1, height: 1 };
const padded = (over: Partial<Extract<Shape, { type: 'padding' }>> = {}): Shape => ({
  type: 'padding',
  ratio: square,
  fill: { type: 'white' },
  padding: 10,
  ...over,
});

interface Made {
  path: string;
  prepared: Prepared;
  pixel: (x: number, y: number) => number[];
  data: Buffer;
  channels: number;
}

/** A subject of one colour on a ground of one colour. */
function subject(
  size: { width: number; height: number; box: [number, number, number, number] },
  ground = '#c8c8c8',
) {
  const { width, height, box } = size;
  const [left, top, w, h] = box;
  const thing = { create: { width: w, height: h, channels: 3 as const, background: '#802020' } };
  return sharp({ create: { width, height, channels: 3, background: ground } }).composite([
    { input: thing, left, top },
  ]);
}

async function make(
  picture: Sharp,
  over: Partial<PhotoRecipe>,
  type = 'png',
  as: 'gallery' | 'variant' = 'gallery',
): Promise<Made> {
  const original = desk.newPath(`original.${type}`);
  await picture.toFile(original);
  const seen = await inspect(original);
  if (!seen.ok) throw new Error(sentenceOf(seen.reason));
  const { preview: _, ...facts } = seen.value;
  const recipe = { ...plainRecipe, ...over };
  const plan = planPreparing(facts, usual, 'prepared', recipe);
  if (!plan.ok || plan.value.type !== 'prepare') throw new Error('Nothing is to be prepared');
  const path = desk.newPath('prepared');
  const wanted = as === 'variant' ? planForVariant(facts, usual, recipe) : plan.value;
  const made = await prepare(original, path, facts, wanted);
  if (!made.ok) throw new Error(sentenceOf(made.reason));
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number): number[] => {
    const at = (y * info.width + x) * info.channels;
    return [...data.subarray(at, at + info.channels)];
  };
  expect([info.width, info.height]).toEqual([made.value.width, made.value.height]);
  return { path, prepared: made.value, pixel, data, channels: info.channels };
}

const near = (found: number[], wanted: number[], by = 3): void => {
  for (const [at, value] of found.slice(0, 3).entries())
    expect(Math.abs(value - (wanted[at] ?? 0))).toBeLessThanOrEqual(by);
};
const white = [255, 255, 255];
const red = [128, 32, 32];
const grey = [200, 200, 200];

describe('a square by padding', () => {
  test('has the picture in its middle, as large as the padding leaves it, on white', async () => {
    const tall = subject({ width: 400, height: 800, box: [100, 200, 200, 400] });
    const { prepared, pixel } = await make(tall, { shape: padded(), longestEdge: 500 });
    expect([prepared.width, prepared.height, prepared.type]).toEqual([500, 500, 'png']);
    // 80 % of 500 is the picture's height, half of that its width.
    near(pixel(148, 250), white);
    near(pixel(152, 250), grey);
    near(pixel(347, 250), grey);
    near(pixel(352, 250), white);
    near(pixel(250, 48), white);
    near(pixel(250, 52), grey);
    near(pixel(250, 250), red);
  });

  test('takes a colour, or that of the edges', async () => {
    const tall = () => subject({ width: 100, height: 200, box: [40, 90, 20, 20] });
    const own = await make(tall(), { shape: padded({ fill: { type: 'colour', colour: '#1040f0' } }) });
    near(own.pixel(2, 2), [0x10, 0x40, 0xf0]);
    const edge = await make(tall(), { shape: padded({ fill: { type: 'edge' } }) });
    near(edge.pixel(2, 2), grey);
  });

  test('trims even borders first, so that the subject fills it', async () => {
    const far = subject({ width: 1000, height: 1500, box: [100, 1000, 300, 300] });
    const { prepared, pixel } = await make(far, { trim: true, shape: padded(), longestEdge: 400 });
    // Nothing is made larger: 300 pixels are 80 % of 375.
    expect([prepared.width, prepared.height]).toEqual([375, 375]);
    near(pixel(30, 187), white);
    near(pixel(187, 187), red);
    near(pixel(45, 45), red, 12);
    near(pixel(330, 330), red, 12);
  });

  test('shows a clear ground in the colour of the padding', async () => {
    const clear = sharp({ create: { width: 60, height: 120, channels: 4, background: '#00000000' } });
    const { pixel, channels } = await make(clear, { shape: padded(), format: 'jpeg' });
    expect(channels).toBe(3);
    near(pixel(66, 66), white);
  });

  test('keeps a clear edge clear, where the padding has the colour of the edges', async () => {
    const clear = sharp({ create: { width: 60, height: 120, channels: 4, background: '#00000000' } });
    const { pixel } = await make(clear, { shape: padded({ fill: { type: 'edge' } }) });
    expect(pixel(2, 2)[3]).toBe(0);
  });
});

describe('a shape by cropping', () => {
  test('keeps the subject, wherever it stands', async () => {
    for (const left of [20, 700]) {
      const wide = subject({ width: 1000, height: 400, box: [left, 100, 250, 200] }, '#f4f4f4');
      const { prepared, data, channels } = await make(wide, { shape: { type: 'crop', ratio: square } });
      expect([prepared.width, prepared.height]).toEqual([400, 400]);
      let reds = 0;
      for (let at = 0; at < data.length; at += channels) if (Math.abs((data[at] ?? 0) - 128) < 8) reds += 1;
      expect(reds / (250 * 200)).toBeGreaterThan(0.95);
    }
  });

  test('keeps all of the subject without its borders, where the picture has room for the ratio', async () => {
    for (const left of [100, 350]) {
      const far = subject({ width: 900, height: 900, box: [left, 100, 300, 700] });
      const { prepared, data, channels } = await make(far, {
        trim: true,
        shape: { type: 'crop', ratio: { width: 4, height: 5 } },
      });
      expect([prepared.width, prepared.height]).toEqual([560, 700]);
      let reds = 0;
      for (let at = 0; at < data.length; at += channels) if (Math.abs((data[at] ?? 0) - 128) < 8) reds += 1;
      expect(reds / (300 * 700)).toBeGreaterThan(0.99);
    }
  });

  test('has exactly the ratio that is asked for, where the picture has no room for it', async () => {
    const long = subject({ width: 900, height: 300, box: [50, 0, 800, 300] });
    const { prepared, pixel } = await make(long, {
      trim: true,
      shape: { type: 'crop', ratio: { width: 4, height: 5 } },
    });
    expect([prepared.width, prepared.height]).toEqual([240, 300]);
    near(pixel(10, 10), red);
  });
});

describe('what is saved', () => {
  const noise = () =>
    sharp({
      create: {
        width: 1400,
        height: 1400,
        channels: 3,
        background: '#888',
        noise: { type: 'gaussian', mean: 128, sigma: 20 },
      },
    });

  test('stays within the size to reach, and near it', async () => {
    const { prepared } = await make(noise(), {
      format: 'jpeg',
      longestEdge: 800,
      target: { type: 'bytes', bytes: 120 * 1024 },
    });
    expect(prepared.bytes).toBeLessThanOrEqual(120 * 1024);
    expect(prepared.bytes).toBeGreaterThan(70 * 1024);
  });

  test('keeps its pixels where a size can not be reached, at the lowest quality', async () => {
    const recipe = { format: 'jpeg', longestEdge: 900, target: { type: 'bytes', bytes: 20_000 } } as const;
    const { prepared } = await make(noise(), recipe);
    expect(prepared).toMatchObject({ width: 900, height: 900, quality: lowestQuality });
    expect(prepared.bytes).toBeGreaterThan(20_000);
    const target = { type: 'quality', quality: lowestQuality } as const;
    const atLowest = await make(noise(), { ...recipe, target });
    expect(prepared.bytes / atLowest.prepared.bytes).toBeCloseTo(1, 1);
  });

  test('has the quality that is asked for', async () => {
    const recipe = (quality: number) =>
      ({ format: 'jpeg', longestEdge: 800, target: { type: 'quality', quality } }) as const;
    const [good, poor] = [await make(noise(), recipe(90)), await make(noise(), recipe(50))];
    expect([good.prepared.quality, poor.prepared.quality]).toEqual([90, 50]);
    expect(poor.prepared.bytes).toBeLessThan(good.prepared.bytes / 2);
  });

  test.each(['jpeg', 'png', 'webp'] as const)('is of the type that is asked for: %s', async (format) => {
    const { path, prepared } = await make(
      subject({ width: 90, height: 60, box: [9, 9, 9, 9] }),
      { format },
      format === 'png' ? 'jpg' : 'png',
    );
    expect(prepared.type).toBe(format);
    expect((await sharp(path).metadata()).format).toBe(format);
  });

  test('says whose it is', async () => {
    const { path } = await make(subject({ width: 90, height: 60, box: [9, 9, 9, 9] }), {
      format: 'jpeg',
      copyright: '© Käthe 2026',
    });
    expect((await readFile(path)).includes(Buffer.from('© Käthe 2026', 'utf8'))).toBe(true);
  });

  test('is sharper where it is scaled down and sharpened, and the same where it is not scaled', async () => {
    const { data, info } = await noise().blur(2).raw().toBuffer({ resolveWithObject: true });
    const soft = () => sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
    const detail = async ({ path }: Made): Promise<number> =>
      (await sharp(path).greyscale().stats()).sharpness;
    const [off, screen] = [
      await make(soft(), { longestEdge: 700 }),
      await make(soft(), { longestEdge: 700, sharpen: 'screen' }),
    ];
    expect(await detail(screen)).toBeGreaterThan((await detail(off)) * 1.05);
    const [whole, plain] = [
      await make(soft(), { trim: true, sharpen: 'screen' }),
      await make(soft(), { trim: true }),
    ];
    expect(whole.data.equals(plain.data)).toBe(true);
  });

  test('for a variant follows its recipe, within what a variant takes', async () => {
    const { prepared } = await make(
      noise(),
      { shape: padded(), format: 'webp', longestEdge: 1_200 },
      'png',
      'variant',
    );
    expect(prepared.type).toBe('jpeg');
    expect([prepared.width, prepared.height]).toEqual([1200, 1200]);
    expect(prepared.bytes).toBeLessThanOrEqual(1024 * 1024);
  });
});

test.skipIf(whyNoImageMagick() !== null)(
  'ImageMagick reads the size, type and colours that were asked for',
  async () => {
    const { path } = await make(
      subject({ width: 600, height: 900, box: [200, 300, 200, 300] }).withIccProfile('p3'),
      { trim: true, shape: padded({ ratio: { width: 4, height: 5 } }), longestEdge: 500, format: 'jpeg' },
    );
    expect(await read(path)).toMatchObject({ type: 'JPEG', width: 300, height: 375, bits: 8, profile: '' });
  },
);
