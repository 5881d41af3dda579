import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { prepareZXingModule, writeBarcode, type WriterOptions } from 'zxing-wasm/writer';
import { reserveNothing } from '../../../electron/pictures/memory-estimate.ts';
import { readClues } from '../../../electron/pictures/read-clues.ts';
import { pictureFacts } from './prepare/facts.ts';

const folder = mkdtempSync(join(tmpdir(), 'packshot-codes-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/writer/zxing_writer.wasm');
  const wasmBinary = new Uint8Array(await readFile(wasm)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
});

let written = 0;

const usual = [1_600, 1_200] as const;
/** Drawn once for all photographs, because noise takes longer than the rest of one. */
const grain = sharp({
  create: {
    width: usual[0],
    height: usual[1],
    channels: 3,
    background: '#d8d8d8',
    noise: { type: 'gaussian', mean: 216, sigma: 4 },
  },
})
  .raw()
  .toBuffer();

/** A photograph of a label: the code, turned, somewhere on a grey background with a grain. */
async function photoOf(
  text: string,
  format: NonNullable<WriterOptions['format']>,
  degrees: number,
  [width, height]: readonly [number, number] = usual,
): Promise<string> {
  const { image } = await writeBarcode(text, { format, scale: 6 });
  if (image === null) throw new Error(`No ${format} of ${text}`);
  const drawn = await sharp(await image.arrayBuffer())
    .flatten()
    .resize({ width: 700 })
    .png()
    .toBuffer();
  const label = await sharp(drawn)
    .extend({ top: 40, bottom: 40, left: 60, right: 60, background: '#fff' })
    .rotate(degrees, { background: '#d8d8d8' })
    .png()
    .toBuffer();
  const path = join(folder, `${written++}.jpg`);
  await sharp(await grain, { raw: { width: usual[0], height: usual[1], channels: 3 } })
    .resize(width, height, { kernel: 'nearest' })
    .composite([{ input: label }])
    .jpeg({ quality: 88 })
    .toFile(path);
  return path;
}

async function codesIn(path: string): Promise<string[]> {
  const { width, height } = await sharp(path).metadata();
  const read = await readClues(
    path,
    pictureFacts({ type: 'jpeg', width, height }),
    { codes: true, measures: false },
    reserveNothing,
  );
  if (!read.ok) throw new Error(read.reason.code);
  return read.value.codes ?? [];
}

test.each([
  ['EAN13', '4006381333931', '4006381333931'],
  // As every reader says a UPC-A.
  ['UPCA', '012345678905', '0012345678905'],
  ['Code128', 'ALD210-NVY/L', 'ALD210-NVY/L'],
  ['QRCode', 'ALD210-NVY/L', 'ALD210-NVY/L'],
  ['DataMatrix', 'ALD210-NVY/L', 'ALD210-NVY/L'],
] as const)('a %s is read, upright and turned', async (format, text, expected) => {
  for (const degrees of [0, 17, -28]) {
    expect(await codesIn(await photoOf(text, format, degrees)), `${degrees} degrees`).toEqual([expected]);
  }
});

test('a picture without a code has none', async () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const path = join(folder, 'noise.jpg');
  await sharp({ create: { width: 1_200, height: 900, channels: 3, background: '#888', noise } })
    .jpeg()
    .toFile(path);
  expect(await codesIn(path)).toEqual([]);
});

// WebAssembly's memory grows with the first, and its views of before are worth nothing.
test('large pictures are read one after the other', async () => {
  const path = await photoOf('ALD210-NVY/L', 'QRCode', 0, [4_500, 3_000]);
  for (let time = 0; time < 3; time++) expect(await codesIn(path)).toEqual(['ALD210-NVY/L']);
});
