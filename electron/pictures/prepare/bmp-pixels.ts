import sharp, { type Sharp } from 'sharp';
import type { BmpHeader } from '../formats/bmp.ts';
import { ownBytes } from '../own-bytes.ts';

const usualMasks = { red: 0xff0000, green: 0x00ff00, blue: 0x0000ff, alpha: 0 };
const redForBlue: [[number, number, number], [number, number, number], [number, number, number]] = [
  [0, 0, 1],
  [0, 1, 0],
  [1, 0, 0],
];

/**
 * The pixels of a BMP with three or four plain bytes per pixel, as photographs are stored, reordered off the main
 * thread. Null for all other kinds, which are small. `bytes` is the whole file.
 */
export async function plainBmp(bytes: Uint8Array, header: BmpHeader): Promise<(() => Sharp) | null> {
  const { width, height, offset, bits, compression, masks, topDown } = header;
  const isPlain = bits === 24 ? compression === 'none' : bits === 32 && hasUsualMasks(masks);
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (!isPlain || bytes.length < offset + stride * height) return null;
  const channels = bits === 24 ? 3 : 4;
  // Rows are padded and stored from the bottom up. Both are corrected before the bytes are read as colours.
  const padded = sharp(bytes.subarray(offset, offset + stride * height), {
    raw: { width: stride, height, channels: 1 },
  });
  const rows = padded.extract({ left: 0, top: 0, width: width * channels, height }).flip(!topDown);
  const data = ownBytes(await rows.toColourspace('b-w').raw().toBuffer());
  return () => {
    const picture = sharp(data, { raw: { width, height, channels } });
    return (channels === 4 ? picture.removeAlpha() : picture).recomb(redForBlue);
  };
}

function hasUsualMasks({ red, green, blue, alpha }: BmpHeader['masks']): boolean {
  const { red: r, green: g, blue: b, alpha: a } = usualMasks;
  return red === r && green === g && blue === b && alpha === a;
}
