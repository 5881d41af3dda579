import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { planPreparing } from '../../../electron/pictures/prepare/plan.ts';
import { prepare } from '../../../electron/pictures/prepare/prepare.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';
import { tempFolder } from '../intake/temp-folder.ts';

/** A BMP with a version 4 header and masks, as retouching programs save it; `pixels`: blue, green, red, alpha. */
function bmpWithAlpha(width: number, pixels: readonly (readonly number[])[], alphaMask = 0xff000000): Buffer {
  const head = Buffer.alloc(14 + 108);
  head.write('BM');
  head.writeUInt32LE(head.length + pixels.length * 4, 2);
  head.writeUInt32LE(head.length, 10);
  head.writeUInt32LE(108, 14);
  head.writeInt32LE(width, 18);
  head.writeInt32LE(-pixels.length / width, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(32, 28);
  head.writeUInt32LE(3, 30);
  [0xff0000, 0xff00, 0xff, alphaMask].forEach((mask, n) => head.writeUInt32LE(mask, 54 + n * 4));
  return Buffer.concat([head, ...pixels.map((pixel) => Buffer.from(pixel))]);
}

const [clear, red, half] = [
  [0, 0, 0, 0],
  [0, 0, 200, 255],
  [200, 0, 0, 128],
] as const;

async function made(bmp: Buffer) {
  await using folder = await tempFolder();
  const path = await folder.write('logo.bmp', bmp);
  const seen = await inspect(path);
  if (!seen.ok) throw new Error(sentenceOf(seen.reason));
  const plan = planPreparing(seen.value, { longestEdge: 2560, removePrivate: true });
  if (!plan.ok || plan.value.type !== 'prepare') throw new Error('Nothing to prepare');
  const prepared = await prepare(path, join(folder.path, 'made'), seen.value, plan.value);
  if (!prepared.ok) throw new Error(sentenceOf(prepared.reason));
  const raw = async (file: string | Uint8Array) => [...(await sharp(file).ensureAlpha().raw().toBuffer())];
  const { preview } = prepared.value;
  return {
    hasAlpha: seen.value.hasAlpha,
    type: prepared.value.type,
    pixels: await raw(join(folder.path, 'made')),
    previews: [await raw(seen.value.preview), await raw(preview)],
  };
}

describe('a BMP with an alpha channel', () => {
  it('is as transparent as it says', async () => {
    const { hasAlpha, type, pixels, previews } = await made(bmpWithAlpha(3, [clear, red, half]));
    expect({ hasAlpha, type }).toEqual({ hasAlpha: true, type: 'png' });
    expect(pixels).toEqual([0, 0, 0, 0, 200, 0, 0, 255, 0, 0, 200, 128]);
    for (const preview of previews) expect([preview[3], preview[7]]).toEqual([0, 255]);
  });

  it('is opaque where no pixel could be seen, or the header has no alpha', async () => {
    const unset = [...red.slice(0, 3), 0];
    const unseen = await made(bmpWithAlpha(2, [unset, unset]));
    expect(unseen).toMatchObject({ hasAlpha: false, pixels: [200, 0, 0, 255, 200, 0, 0, 255] });
    const plain = await made(bmpWithAlpha(2, [unset, red], 0));
    expect(plain).toMatchObject({ hasAlpha: false, pixels: [200, 0, 0, 255, 200, 0, 0, 255] });
  });
});
