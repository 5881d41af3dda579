import { open } from 'node:fs/promises';
import { decode as decodeBmp } from 'bmp-ts';
import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { limits } from '../../shared/limits.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { decodeWbmp, decodeXbm, sniffBytes, sniffType } from './picture-type.ts';

/** Detects the type of an uploaded file by its content, or returns the problem in the store's words. */
export async function checkPicture(path: string, size: number): Promise<Outcome<AcceptedType, string>> {
  if (size === 0) return no('The file is empty.');
  const type = sniffType(await readHead(path), size);
  if (type === null) {
    return no('The file type is not supported. Supported types are BMP, GIF, JPEG, PNG, WBMP, XBM and WEBP.');
  }
  try {
    const { width, height, pages, pageHeight } = await (await openPicture(path, type)).metadata();
    const { gif } = limits;
    if (
      type === 'gif' &&
      ((pages ?? 1) > gif.frames || width > gif.width || (pageHeight ?? height) > gif.height)
    ) {
      return no(`A GIF may have up to ${gif.frames} frames and ${gif.width} x ${gif.height} pixels.`);
    }
    return ok(type);
  } catch {
    return no('The file is not a valid image.');
  }
}

/** A picture of any accepted type, ready to be resized. A damaged one throws, now or on use. */
export async function openPicture(path: string, type: AcceptedType): Promise<Sharp> {
  switch (type) {
    case 'jpeg':
    case 'png':
    case 'gif':
    case 'webp':
      return sharp(path);
    case 'bmp': {
      const { width, height, data } = decodeBmp(await readWhole(path), { toRGBA: true });
      return sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
    }
    case 'wbmp':
    case 'xbm': {
      const decoded = (type === 'wbmp' ? decodeWbmp : decodeXbm)(await readWhole(path));
      if (decoded === null) throw new Error(`A damaged ${type} file`);
      const { width, height, pixels } = decoded;
      return sharp(pixels, { raw: { width, height, channels: 1 } });
    }
  }
}

async function readHead(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(sniffBytes), 0, sniffBytes, 0);
  return buffer.subarray(0, bytesRead);
}

async function readWhole(path: string): Promise<Buffer> {
  await using file = await open(path);
  return await file.readFile();
}
