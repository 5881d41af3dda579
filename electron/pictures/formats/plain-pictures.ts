import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { bmpChannels, bmpPixels, readBmpHeader } from './bmp.ts';
import { maxEdge, maxPixels, previewEdge } from '../bounds.ts';
import { damaged, tooManyPixels, unreadable } from '../picture-messages.ts';
import { readWbmpHeader, wbmpPixels } from './wbmp.ts';
import { readXbmHeader, xbmPixels } from './xbm.ts';

/** Types that sharp doesn't read. They are read here. */
export type PlainType = 'bmp' | 'wbmp' | 'xbm';

/** A thinned picture: every so many pixels in both directions. */
interface Thinned {
  width: number;
  height: number;
  /** Size of the whole picture. */
  fullWidth: number;
  fullHeight: number;
  hasAlpha: boolean;
  pixels: Sharp;
}

interface Size {
  width: number;
  height: number;
}

/** Checks that a picture has all its pixels, and returns enough of them for a preview. */
export async function readPlain(path: string, type: PlainType): Promise<Outcome<Thinned>> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return no(unreadable(error));
  }
  const header = readHeader(bytes, type);
  if (header === null) return no(damaged('broken'));
  const { width: fullWidth, height: fullHeight } = header;
  if (fullWidth * fullHeight > maxPixels || Math.max(fullWidth, fullHeight) > maxEdge) {
    return no(tooManyPixels(fullWidth, fullHeight));
  }
  const step = Math.max(1, Math.floor(Math.max(fullWidth, fullHeight) / (previewEdge * 2)));
  const data = header.sample(step);
  if (data === null) return no(damaged(isAsLongAsSaid(bytes, type) ? 'broken' : 'cut-short'));
  const width = Math.ceil(fullWidth / step);
  const height = Math.ceil(fullHeight / step);
  const raw = { width, height, channels: header.channels };
  const hasAlpha = header.channels === 4 && data.some((value, at) => at % 4 === 3 && value < 255);
  const all = sharp(data, { raw });
  const pixels = hasAlpha || header.channels < 4 ? all : all.removeAlpha();
  return ok({ width, height, fullWidth, fullHeight, hasAlpha, pixels });
}

/** The other two types don't contain their length. */
function isAsLongAsSaid(bytes: Uint8Array, type: PlainType): boolean {
  if (type !== 'bmp') return false;
  return bytes.length >= new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(2, true);
}

function readHeader(
  bytes: Uint8Array,
  type: PlainType,
): (Size & { channels: 1 | 3 | 4; sample(step: number): Uint8Array | null }) | null {
  switch (type) {
    case 'bmp': {
      const header = readBmpHeader(bytes);
      return (
        header && {
          ...sizeOf(header),
          channels: bmpChannels(header),
          sample: (step) => bmpPixels(bytes, header, step),
        }
      );
    }
    case 'wbmp': {
      const header = readWbmpHeader(bytes, bytes.length);
      return header && { ...sizeOf(header), channels: 1, sample: (step) => wbmpPixels(bytes, header, step) };
    }
    case 'xbm': {
      const text = new TextDecoder('latin1').decode(bytes);
      const header = readXbmHeader(text);
      return header && { ...sizeOf(header), channels: 1, sample: (step) => xbmPixels(text, header, step) };
    }
  }
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}
