import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { expect, test } from 'vitest';
import { jpegQuality } from '../../electron/pictures/formats/jpeg-quality.ts';
import { inspect } from '../../electron/pictures/inspect.ts';
import { planPreparing } from '../../electron/pictures/prepare/plan.ts';
import { prepare } from '../../electron/pictures/prepare/prepare.ts';
import { readerOf } from '../../electron/pictures/reader.ts';
import { tempFolder } from '../unit/intake/temp-folder.ts';
import { writeTiff } from '../unit/pictures/tiffs.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

/** Coloured shapes with soft edges, as photographs have. */
function photo(width = 900, height = 700): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g"><stop stop-color="#d42"/><stop offset="1" stop-color="#24a"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>${Array.from({ length: 60 }, (_, n) => `<circle cx="${(n * 137) % width}" cy="${(n * 211) % height}" r="${10 + (n % 9) * 9}" fill="hsl(${n * 47},70%,${30 + (n % 5) * 10}%)"/>`).join('')}</svg>`;
  return sharp(Buffer.from(svg)).removeAlpha();
}

async function prepared(bytes: Buffer) {
  await using folder = await tempFolder();
  const path = await folder.write('photo', bytes);
  const seen = await inspect(path);
  if (!seen.ok) throw new Error(sentenceOf(seen.reason));
  const { preview: _, pixels: __, ...facts } = seen.value;
  const plan = planPreparing(facts, { longestEdge: 2560, removePrivate: true });
  if (!plan.ok || plan.value.type !== 'prepare') throw new Error('Nothing is prepared');
  const to = join(folder.path, 'copy');
  const made = await prepare(path, to, facts, plan.value);
  if (!made.ok) throw new Error(sentenceOf(made.reason));
  return { copy: await readFile(to), made: made.value };
}

const hard: [string, () => Promise<Buffer>][] = [
  [
    'a JPEG of quality 60 that lies on its side',
    () => photo().jpeg({ quality: 60 }).withMetadata({ orientation: 6 }).toBuffer(),
  ],
  [
    'a JPEG of quality 30 that lies on its side',
    () => photo().jpeg({ quality: 30 }).withMetadata({ orientation: 8 }).toBuffer(),
  ],
  ['a JPEG of quality 75 in Display P3', () => photo().withIccProfile('p3').jpeg({ quality: 75 }).toBuffer()],
  [
    'a mozjpeg of quality 80 that lies on its side',
    () => photo().jpeg({ quality: 80, mozjpeg: true }).withMetadata({ orientation: 3 }).toBuffer(),
  ],
  ['a WebP of quality 50 in Display P3', () => photo().withIccProfile('p3').webp({ quality: 50 }).toBuffer()],
  [
    'a palette PNG in Display P3',
    () => photo().withIccProfile('p3').png({ palette: true, colours: 32, effort: 10 }).toBuffer(),
  ],
];

test.each(hard)('%s becomes no larger', async (_, make) => {
  const original = await make();
  const { copy, made } = await prepared(original);
  expect(copy.length).toBeLessThanOrEqual(original.length);
  expect(Math.max(made.width, made.height)).toBe(900);
});

/** Small coloured print on white, which lossy WebP blurs. */
function print(width: number, height: number): Sharp {
  const lines = Array.from({ length: 40 }, (_, n) => {
    return `<text x="20" y="${30 + n * 18}" font-size="14" fill="hsl(${n * 47},90%,45%)">100 % lambswool, size ${n}</text>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${lines.join('')}</svg>`;
  return sharp(Buffer.from(svg));
}

test.each([
  ['without transparency', () => print(900, 700).removeAlpha()],
  ['with transparency', () => print(900, 700).ensureAlpha(0.6)],
])('a lossless WebP %s stays lossless', async (_, drawn) => {
  const original = await drawn().withIccProfile('p3').webp({ lossless: true }).toBuffer();
  const { copy, made } = await prepared(original);
  expect(made.quality).toBeNull();
  expect(copy.length).toBeLessThanOrEqual(original.length);
  const wanted = await sharp(original).toColourspace('srgb').raw().toBuffer();
  expect((await sharp(copy).raw().toBuffer()).equals(wanted)).toBe(true);
});

test('a lossless WebP of a photograph that would grow becomes a lossy one', async () => {
  const noisy = await photo(2700, 800).webp({ lossless: true, effort: 6 }).toBuffer();
  const { copy } = await prepared(noisy);
  expect(copy.length).toBeLessThanOrEqual(noisy.length);
});

test('a palette PNG that is scaled down is no larger either', async () => {
  const original = await photo(2800, 800).png({ palette: true, colours: 16 }).toBuffer();
  const { copy } = await prepared(original);
  expect(copy.length).toBeLessThanOrEqual(original.length);
});

/** Colours of a palette, scattered as dithering does. */
function dithered(): Buffer {
  const map = Array.from({ length: 3 * 256 }, (_, at) => ((at * 7919) % 251) * 257);
  const strip = Buffer.from(Array.from({ length: 300 * 200 }, (_, at) => (at * 31 + (at >> 3)) % 16));
  const page = { width: 300, height: 200, photometric: 3, samples: 1, compression: 8 };
  return writeTiff({ ...page, strip: deflateSync(strip), fields: [[320, 3, map]] });
}

const grey = () => photo(300, 200).toColourspace('b-w');

test.each([
  ['a palette', async () => dithered()],
  ['black and white', () => grey().tiff({ bitdepth: 1, compression: 'ccittfax4' }).toBuffer()],
  ['16 greys', () => grey().tiff({ bitdepth: 4, compression: 'lzw', predictor: 'none' }).toBuffer()],
] as const)(
  'a TIFF of %s becomes a PNG of the same colours, larger by no more than its heads',
  async (_, make) => {
    const original = await make();
    const { copy, made } = await prepared(original);
    expect(made.type).toBe('png');
    expect(copy.length).toBeLessThanOrEqual(original.length + 500);
    const pixels = async (file: Buffer) => await sharp(file).toColourspace('srgb').raw().toBuffer();
    expect((await pixels(copy)).equals(await pixels(original))).toBe(true);
  },
);

test.each([5, 30, 50, 75, 85, 92, 100])('a JPEG of quality %i is known to be of it', async (quality) => {
  const jpeg = await photo(64, 64).jpeg({ quality }).toBuffer();
  expect(Math.abs(((await jpegQuality(readerOf(jpeg))) ?? 0) - quality)).toBeLessThanOrEqual(1);
});
