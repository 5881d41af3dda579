import type { AcceptedType } from '../../shared/limits.ts';

/** Bytes from the start of a file that `sniffType` needs. */
export const sniffBytes = 512;

/**
 * Detects a picture's type by its content.
 *
 * @param head the first `sniffBytes` of the file, or all of a shorter one
 * @param size of the whole file; a WBMP has no signature and is recognised by its size
 */
export function sniffType(head: Buffer, size: number): AcceptedType | null {
  if (head.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (head.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png';
  const start = head.toString('latin1');
  if (/^GIF8[79]a/.test(start)) return 'gif';
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp';
  if (start.startsWith('BM') && size > 26) return 'bmp';
  if (readXbmSize(start) !== null) return 'xbm';
  const wbmp = readWbmpHeader(head);
  return wbmp !== null && size === wbmp.offset + Math.ceil(wbmp.width / 8) * wbmp.height ? 'wbmp' : null;
}

/** Pixels of a one-bit picture, one byte each: 0 black, 255 white. */
export interface GreyPixels {
  width: number;
  height: number;
  pixels: Buffer;
}

/** Source: the WAP Forum's WAESpec, type 0: rows padded to bytes, highest bit first, a set bit is white. */
export function decodeWbmp(file: Buffer): GreyPixels | null {
  const header = readWbmpHeader(file);
  if (header === null) return null;
  const { width, height, offset } = header;
  const stride = Math.ceil(width / 8);
  if (file.length < offset + stride * height) return null;
  const isWhite = (x: number, y: number) =>
    ((file[offset + y * stride + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
  return grey(width, height, isWhite);
}

/**
 * Source: the X Window System's bitmap format: rows padded to bytes, lowest bit first, a set bit is black.
 */
export function decodeXbm(file: Buffer): GreyPixels | null {
  const text = file.toString('latin1');
  const size = readXbmSize(text);
  if (size === null) return null;
  const { width, height } = size;
  const values = text.slice(text.indexOf('{')).match(/0x[0-9a-f]{1,4}/gi) ?? [];
  const stride = Math.ceil(width / 8);
  if (values.length < stride * height) return null;
  const bytes = values.map(Number);
  return grey(width, height, (x, y) => 1 - (((bytes[y * stride + (x >> 3)] ?? 0) >> (x & 7)) & 1));
}

function grey(width: number, height: number, isWhite: (x: number, y: number) => number): GreyPixels {
  const pixels = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = isWhite(x, y) * 255;
  }
  return { width, height, pixels };
}

function readXbmSize(text: string): { width: number; height: number } | null {
  if (!/^\s*(\/\*[^]*?\*\/\s*)?#define\s/.test(text)) return null;
  const width = Number(/#define\s+\w*width\s+(\d{1,5})/.exec(text)?.[1]);
  const height = Number(/#define\s+\w*height\s+(\d{1,5})/.exec(text)?.[1]);
  return width > 0 && height > 0 ? { width, height } : null;
}

function readWbmpHeader(file: Buffer): { width: number; height: number; offset: number } | null {
  if (file[0] !== 0 || file[1] !== 0) return null;
  const width = readMultiByte(file, 2);
  const height = width && readMultiByte(file, width.offset);
  if (!width || !height || width.value === 0 || height.value === 0) return null;
  return { width: width.value, height: height.value, offset: height.offset };
}

/** WAP's variable-length integer: seven bits a byte; a set top bit means that another byte follows. */
function readMultiByte(file: Buffer, offset: number): { value: number; offset: number } | null {
  let value = 0;
  for (let index = offset; index < offset + 3; index += 1) {
    const byte = file[index];
    if (byte === undefined) return null;
    value = value * 128 + (byte & 127);
    if (byte < 128) return { value, offset: index + 1 };
  }
  return null;
}
