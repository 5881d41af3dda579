import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { inspect } from '../../../../electron/pictures/inspect.ts';
import { fitsVariant, planForVariant } from '../../../../electron/pictures/prepare/plan.ts';
import { prepare } from '../../../../electron/pictures/prepare/prepare.ts';
import { tempFolder } from '../../intake/temp-folder.ts';
import { sentenceOf } from '../../../../shared/messages/reason.ts';

const maxBytes = 1024 * 1024;

test.each([
  ['jpeg', maxBytes, true],
  ['gif', maxBytes, true],
  ['png', maxBytes + 1, false],
  ['webp', 100, false],
  ['bmp', 100, false],
  ['heic', 100, false],
] as const)('a variant’s image may be a %s of %i bytes: %s', (type, bytes, may) => {
  expect(fitsVariant({ type, bytes })).toBe(may);
});

describe('a copy for a variant', () => {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const noisy = (channels: 3 | 4) =>
    sharp({ create: { width: 900, height: 700, channels, background: '#80808040', noise } });

  test.each([
    ['JPEG', 'jpeg', () => noisy(3).jpeg({ quality: 100, chromaSubsampling: '4:4:4' })],
    ['WebP', 'jpeg', () => noisy(3).webp({ quality: 100 })],
    ['PNG to see through', 'png', () => noisy(3).ensureAlpha(0.5).png()],
    ['TIFF', 'jpeg', () => noisy(3).tiff()],
  ] as const)('of a %s is a %s that fits', async (_, type, draw) => {
    await using folder = await tempFolder();
    const from = join(folder.path, 'from');
    await writeFile(from, await draw().toBuffer());
    const seen = await inspect(from);
    if (!seen.ok) throw new Error(sentenceOf(seen.reason));
    const plan = planForVariant(seen.value, { longestEdge: 2560, removePrivate: true });
    const made = await prepare(from, join(folder.path, 'to'), seen.value, plan);
    if (!made.ok) throw new Error(sentenceOf(made.reason));
    expect(fitsVariant(made.value)).toBe(true);
    expect(made.value.type).toBe(type);
  });
});
