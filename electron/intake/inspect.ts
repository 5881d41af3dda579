import { readFile } from 'node:fs/promises';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { limits, type AcceptedType } from '../../shared/limits.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { bmpPixels, readBmpHeader } from './bmp.ts';
import { look } from './look.ts';
import { isWholePng } from './png.ts';
import { damaged, gifTooWide, tooManyFrames, tooManyPixels, unreadable } from './reasons.ts';
import { readWbmpHeader, wbmpPixels } from './wbmp.ts';
import { readXbmHeader, xbmPixels } from './xbm.ts';

export interface Inspected {
  type: AcceptedType;
  /** As a person sees the picture: turned the way its EXIF orientation says. */
  width: number;
  height: number;
  bytes: number;
  /** WebP, upright, at most `previewEdge` pixels either way. */
  preview: Uint8Array;
}

/** What a picture is turned into for the one-bit and BMP types, which sharp doesn't read. */
interface Pixels {
  width: number;
  height: number;
  data: Uint8Array;
  channels: 1 | 3;
}

/** The longest edge of a preview: twice that of a gallery tile. */
export const previewEdge = 440;

/** Larger than any camera's picture. A few bytes can claim far more, and would take the memory for it. */
const mostPixels = 160_000_000;
/** From here on, pictures are decoded one at a time: a progressive JPEG is held in memory whole. */
const heavyPixels = 40_000_000;

/** Warnings of the JPEG decoder that mean lost pixels. Others, such as stray bytes between segments, come from healthy cameras. */
const lostPixels = /bad Huffman code|premature end|instead of RST|resync/i;
const cutShort = /premature end|unexpected end|not enough data|read error/i;

// Windows can't delete or rename a file that libvips keeps open in its cache.
sharp.cache(false);

let heavyTurn: Promise<unknown> = Promise.resolve();

/**
 * Proves that a file is a picture BigCommerce takes by decoding all of it (of an animation, the first frame), and makes its preview in
 * the same pass. `fileName` is the user's name for the file, where that differs from the path's.
 */
export async function inspect(path: string, fileName = path): Promise<Outcome<Inspected>> {
  const seen = await look(path, fileName);
  if (!seen.ok) return seen;
  const { type, bytes } = seen.value;
  const decoded =
    type === 'bmp' || type === 'wbmp' || type === 'xbm'
      ? await decodeHere(path, type)
      : await decodeWithSharp(path, type);
  return decoded.ok ? ok({ type, bytes, ...decoded.value }) : decoded;
}

type Size = Pick<Inspected, 'width' | 'height'>;
type Decoded = Pick<Inspected, 'width' | 'height' | 'preview'>;

async function decodeWithSharp(
  path: string,
  type: 'jpeg' | 'png' | 'gif' | 'webp',
): Promise<Outcome<Decoded>> {
  let facts: Metadata;
  try {
    facts = await sharp(path, { limitInputPixels: false }).metadata();
  } catch (error) {
    return no(damageIn(error));
  }
  const { width, height } = facts.autoOrient;
  if (facts.format !== type) return no(damaged('broken'));
  if (type === 'gif') {
    const frames = facts.pages ?? 1;
    if (frames > limits.gif.frames) return no(tooManyFrames(frames));
    if (width > limits.gif.width || height > limits.gif.height) return no(gifTooWide(width, height));
  }
  if (width * height > mostPixels) return no(tooManyPixels(width, height));
  try {
    if (type === 'png' && !isWholePng(await readFile(path))) return no(damaged('cut-short'));
  } catch (error) {
    return no(unreadable(error));
  }
  const decode = async () => {
    try {
      return await previewOf(sharp(path, { failOn: 'warning', limitInputPixels: mostPixels }));
    } catch (error) {
      if (lostPixels.test(messageOf(error))) throw error;
      return await previewOf(sharp(path, { failOn: 'error', limitInputPixels: mostPixels }));
    }
  };
  try {
    const preview = await (width * height > heavyPixels ? inTurn(decode) : decode());
    return ok({ width, height, preview });
  } catch (error) {
    return no(damageIn(error));
  }
}

async function decodeHere(path: string, type: 'bmp' | 'wbmp' | 'xbm'): Promise<Outcome<Decoded>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return no(unreadable(error));
  }
  const header = readHeader(bytes, type);
  if (header === null) return no(damaged('broken'));
  const { width, height } = header;
  if (width * height > mostPixels) return no(tooManyPixels(width, height));
  const picture = header.sample(Math.max(1, Math.floor(Math.max(width, height) / (previewEdge * 2))));
  if (picture === null) return no(damaged('cut-short'));
  const { data, channels } = picture;
  const raw = { width: picture.width, height: picture.height, channels };
  return ok({ width, height, preview: await previewOf(sharp(data, { raw })) });
}

/** Size of a picture, and a way to its pixels, thinned out: every `step`-th one, both ways. */
function readHeader(
  bytes: Uint8Array,
  type: 'bmp' | 'wbmp' | 'xbm',
): (Size & { sample(step: number): Pixels | null }) | null {
  switch (type) {
    case 'bmp': {
      const header = readBmpHeader(bytes);
      return header && thinned(header, 3, (step) => bmpPixels(bytes, header, step));
    }
    case 'wbmp': {
      const header = readWbmpHeader(bytes, bytes.length);
      return header && thinned(header, 1, (step) => wbmpPixels(bytes, header, step));
    }
    case 'xbm': {
      const text = new TextDecoder('latin1').decode(bytes);
      const header = readXbmHeader(text);
      return header && thinned(header, 1, (step) => xbmPixels(text, header, step));
    }
  }
}

function thinned(
  { width, height }: Size,
  channels: 1 | 3,
  read: (step: number) => Uint8Array | null,
): Size & { sample(step: number): Pixels | null } {
  return {
    width,
    height,
    sample(step) {
      const data = read(step);
      return data && { width: Math.ceil(width / step), height: Math.ceil(height / step), data, channels };
    },
  };
}

async function previewOf(picture: Sharp): Promise<Uint8Array> {
  return await picture
    .autoOrient()
    .resize(previewEdge, previewEdge, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 80, effort: 2 })
    .toBuffer();
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = heavyTurn.then(work);
  heavyTurn = mine.catch(() => undefined);
  return await mine;
}

function damageIn(error: unknown) {
  return damaged(cutShort.test(messageOf(error)) ? 'cut-short' : 'broken');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
