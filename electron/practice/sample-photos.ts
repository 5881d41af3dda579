import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { drawProduct } from './drawing.ts';
import type { DrawOptions, Recipe, View } from './drawing.ts';

export interface SamplePhoto {
  /** Relative to the folder, with `/`. Sorted by name, naturally, the photos stand in the order of this list. */
  file: string;
  expected: 'arrives' | 'refused';
  /** What is special about it, in a few words. */
  why: string;
}

type Sample = SamplePhoto & { make: () => Promise<Buffer> };

/** A camera's usual portrait frame, at the drawing's own shape. */
const frame = { width: 2000, height: 2500 };
const mug = {
  subject: 'mug',
  colour: '#3b7f80',
  accent: '#ecd08a',
  backdrop: '#e9e4dc',
  pattern: 2,
} as const;

const samples: readonly Sample[] = [
  {
    file: '01-front.jpg',
    expected: 'arrives',
    why: 'JPEG',
    make: () => shoot('front', { type: 'jpeg', quality: 92, grain: 0.35 }),
  },
  {
    file: '02-side.png',
    expected: 'arrives',
    why: 'PNG',
    make: () => shoot('turned', { type: 'png' }),
  },
  {
    file: '03-close-up.webp',
    expected: 'arrives',
    why: 'WebP',
    make: () => shoot('detail', { type: 'webp', quality: 90, grain: 0.3 }),
  },
  {
    file: '04-pair.jpg',
    expected: 'arrives',
    why: 'JPEG, camera held upright (EXIF orientation)',
    make: () => heldUpright('pair'),
  },
  {
    file: '05-crème & ochre – the dotted one.jpg',
    expected: 'arrives',
    why: 'JPEG, name with spaces and accents',
    make: () =>
      shoot('front', { type: 'jpeg', quality: 90, grain: 0.3 }, { colour: '#ecd08a', accent: '#3b7f80' }),
  },
  {
    file: '06-print-master.png',
    expected: 'refused',
    why: 'PNG over 8 MB',
    make: () => shoot('scene', { type: 'png', grain: 1 }),
  },
  {
    file: '07-shot-list.jpg',
    expected: 'refused',
    why: 'a text file named .jpg',
    make: () =>
      Promise.resolve(Buffer.from('Shot list\n\n1 front\n2 side\n3 close-up of the handle\n4 pair\n')),
  },
  {
    file: '08-at-home/08-table.jpg',
    expected: 'arrives',
    why: 'JPEG in a folder inside the folder',
    make: () => shoot('scene', { type: 'jpeg', quality: 92, grain: 0.35 }),
  },
];

/**
 * Fills a folder with photos of one product, such as a photographer hands over: most can go to a store, two can't.
 * Takes a few seconds. Rejects when the folder can't be written.
 */
export async function writeSamplePhotos(folder: string): Promise<SamplePhoto[]> {
  for (const { file, make } of samples) {
    const path = join(folder, ...file.split('/'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, await make());
  }
  return samples.map(({ file, expected, why }) => ({ file, expected, why }));
}

async function shoot(
  view: View,
  how: Omit<DrawOptions, 'width' | 'height'>,
  colours: Partial<Recipe> = {},
): Promise<Buffer> {
  return await drawProduct({ ...mug, ...colours, view }, { ...frame, ...how });
}

/** As a camera turned on its side writes it: the pixels lie, and EXIF orientation 6 says "turn me clockwise". */
async function heldUpright(view: View): Promise<Buffer> {
  const upright = await shoot(view, { type: 'jpeg', quality: 96, grain: 0.3 });
  return await sharp(upright).rotate(-90).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toBuffer();
}
