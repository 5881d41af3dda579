import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { inspect } from '../../../electron/pictures/inspect.ts';
import type { PictureFacts } from '../../../electron/pictures/picture-facts.ts';
import { planPreparing, type Preparing } from '../../../electron/pictures/prepare/plan.ts';
import { prepare, type Prepared } from '../../../electron/pictures/prepare/prepare.ts';
import { limits } from '../../../shared/limits.ts';
import type { PrepareSettings } from '../../../shared/prepare.ts';
import { tempFolder } from '../../unit/intake/temp-folder.ts';
import { height, huesPng, width } from '../prepare-pictures.ts';
import { differenceOf } from './delta-e.ts';
import { pixels, profileFile, read, reference } from './imagemagick.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

export const usual: PrepareSettings = { longestEdge: 2560, removePrivate: true };
/** Limits of CIEDE2000 between our result and that of ImageMagick and Little CMS. */
const bounds = { mean: 1.5, nearlyWorst: 6 };

export interface Result {
  original: string;
  out: string;
  facts: PictureFacts;
  plan: Preparing;
  prepared: Prepared;
}

/** Inspects, plans and prepares as intake does, and checks that the original is unchanged. */
async function prepareFile(original: string, out: string, settings: PrepareSettings): Promise<Result> {
  const before = createHash('sha256')
    .update(await readFile(original))
    .digest('hex');
  const seen = await inspect(original);
  if (!seen.ok) throw new Error(sentenceOf(seen.reason));
  const { preview: _, ...facts } = seen.value;
  const plan = planPreparing(facts, settings);
  if (!plan.ok) throw new Error(sentenceOf(plan.reason));
  if (plan.value.type !== 'prepare') throw new Error('Nothing is to be prepared');
  const prepared = await prepare(original, out, facts, plan.value);
  if (!prepared.ok) throw new Error(sentenceOf(prepared.reason));
  const bytes = await readFile(out);
  expect(prepared.value.bytes).toBe(bytes.length);
  expect(prepared.value.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(bytes.length).toBeLessThanOrEqual(limits.imageBytes);
  expect(
    createHash('sha256')
      .update(await readFile(original))
      .digest('hex'),
  ).toBe(before);
  return { original, out, facts, plan: plan.value, prepared: prepared.value };
}

export class PrepareDesk {
  readonly #folder: Awaited<ReturnType<typeof tempFolder>>;
  #made = 0;

  constructor(folder: Awaited<ReturnType<typeof tempFolder>>) {
    this.#folder = folder;
  }

  static async open(): Promise<PrepareDesk> {
    return new PrepareDesk(await tempFolder());
  }

  newPath(name: string): string {
    this.#made += 1;
    return join(this.#folder.path, `${this.#made}-${name}`);
  }

  async prepareFile(original: string, settings = usual): Promise<Result> {
    return await prepareFile(original, this.newPath('prepared'), settings);
  }

  /** References for ImageMagick: the usual profiles, and a picture of all hues. */
  async references(): Promise<References> {
    const path = this.#folder.path;
    const png = this.newPath('hues.png');
    await writeFile(png, await huesPng());
    return {
      srgb: await profileFile(path, 'srgb'),
      p3: await profileFile(path, 'p3'),
      cmyk: await profileFile(path, 'cmyk'),
      png,
    };
  }

  async close(): Promise<void> {
    await this.#folder[Symbol.asyncDispose]();
  }
}

export interface References {
  srgb: string;
  p3: string;
  cmyk: string;
  png: string;
}

/** Checks type, size, eight bits, no profile, no EXIF, orientation, and the colours within the limits. */
export async function check(
  { srgb }: Pick<References, 'srgb'>,
  { original, out, prepared }: Result,
  expected: { type: 'JPEG' | 'PNG' | 'WEBP'; width?: number; height?: number; assumed?: string },
): Promise<void> {
  const found = await read(out);
  expect(found).toMatchObject({ type: expected.type, bits: 8, profile: '', exif: '' });
  expect(['Undefined', 'TopLeft']).toContain(found.orientation);
  expect([found.width, found.height]).toEqual([expected.width ?? width, expected.height ?? height]);
  expect([prepared.width, prepared.height]).toEqual([found.width, found.height]);
  const wanted = await reference(original, prepared, { srgb, profile: expected.assumed });
  const difference = differenceOf(await pixels(out), wanted);
  expect(difference.mean).toBeLessThanOrEqual(bounds.mean);
  expect(difference.nearlyWorst).toBeLessThanOrEqual(bounds.nearlyWorst);
}
