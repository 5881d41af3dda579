import sharp from 'sharp';
import { maxPixels } from '../bounds.ts';
import type { PictureFacts } from '../picture-facts.ts';
import { withFile } from '../reader.ts';
import { decodeHeic } from './heic.ts';
import { readMainItem } from './heif-main-item.ts';

/** A decoded picture: upright, 8 bits a channel, red, green, blue, alpha, in the colour space of the file's profile. */
export interface HeifPixels {
  width: number;
  height: number;
  data: Uint8Array;
}

/**
 * The pixels of a picture that sharp can't decode, or would show too dark: a HEIC, and an AVIF with premultiplied
 * colours. Null for all others. `page` counts the file's pictures from 0. Throws the decoder's errors.
 */
export async function decodeHeif(
  path: string,
  { type, hasAlpha, bytes }: Pick<PictureFacts, 'type' | 'hasAlpha' | 'bytes'>,
  page: number,
): Promise<HeifPixels | null> {
  if (type !== 'heic' && (type !== 'avif' || !hasAlpha)) return null;
  const main = await withFile(path, async (read) => await readMainItem(read, bytes));
  const isPremultiplied = main?.isPremultiplied ?? false;
  if (type === 'avif' && !isPremultiplied) return null;
  const pixels = type === 'heic' ? await decodeHeic(path, page) : await decodeAvif(path);
  // Neither decoder reverts this, and sharp does not even report it.
  if (isPremultiplied) divideByAlpha(pixels.data);
  return pixels;
}

async function decodeAvif(path: string): Promise<HeifPixels> {
  const options = { limitInputPixels: maxPixels, failOn: 'error', ignoreIcc: true } as const;
  const { data, info } = await sharp(path, options).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

/** A fully transparent pixel has no colour to restore. */
function divideByAlpha(rgba: Uint8Array): void {
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3] ?? 255;
    if (alpha === 0 || alpha === 255) continue;
    for (let colour = at; colour < at + 3; colour += 1) {
      rgba[colour] = Math.min(255, Math.round(((rgba[colour] ?? 0) * 255) / alpha));
    }
  }
}
