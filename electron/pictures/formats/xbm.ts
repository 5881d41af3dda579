/**
 * XBM, the X Window System's one-bit picture: C source with two `#define`s and an array of bytes, least significant
 * bit first, 1 for black. The older X10 form has 16-bit values (`short`). Source: Xlib's XReadBitmapFile.
 */
export interface XbmHeader {
  width: number;
  height: number;
  /** Bits in one value of the array. */
  valueBits: 8 | 16;
  /** Where the values begin, in characters. */
  offset: number;
}

const comment = String.raw`\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/`;
const gap = String.raw`(?:\s|${comment})*`;
const defines = new RegExp(
  String.raw`^\uFEFF?${gap}((?:#[ \t]*define[ \t]+\w+[ \t]+-?\d+(?=[\s/])${gap})+)` +
    String.raw`(?:static\s+)?(?:const\s+)?(?:unsigned\s+)?(char|short)\s+(?:\w+_)?bits\s*\[\s*\d*\s*\]\s*=\s*\{`,
);

/** Reads the header at the start of a text; null if it is not that of an XBM. */
export function readXbmHeader(text: string): XbmHeader | null {
  const match = defines.exec(text);
  if (match === null) return null;
  const [whole, definitions = '', kind] = match;
  const width = definition(definitions, 'width');
  const height = definition(definitions, 'height');
  if (width === null || height === null || width < 1 || height < 1) return null;
  return { width, height, valueBits: kind === 'short' ? 16 : 8, offset: whole.length };
}

/**
 * One grey byte a pixel, every `step`-th pixel of every `step`-th row. Null when the array ends early or holds
 * something other than numbers. `text` is the whole file.
 */
export function xbmPixels(text: string, header: XbmHeader, step: number): Uint8Array | null {
  const { width, height, valueBits, offset } = header;
  const stride = Math.ceil(width / valueBits);
  const end = text.indexOf('}', offset);
  if (end === -1 || !/^\}\s*;/.test(text.slice(end, end + 64))) return null;
  const values = numbers(text.slice(offset, end), stride * height, valueBits);
  if (values === null) return null;
  const pixels = new Uint8Array(Math.ceil(width / step) * Math.ceil(height / step));
  let at = 0;
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const value = values[y * stride + Math.floor(x / valueBits)] ?? 0;
      pixels[at++] = (value >> (x % valueBits)) & 1 ? 0 : 255;
    }
  }
  return pixels;
}

function definition(definitions: string, what: 'width' | 'height'): number | null {
  const found = new RegExp(String.raw`define[ \t]+(?:\w*_)?${what}[ \t]+(\d+)`).exec(definitions);
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** Exactly this many numbers, separated by commas, as programs write them. */
function numbers(list: string, wanted: number, bits: 8 | 16): Uint16Array | null {
  // A value takes at least two characters, so a header with a wrong size costs no memory.
  if (wanted > list.length / 2 + 1) return null;
  const values = new Uint16Array(wanted);
  const number = /[ \t\r\n]*(0[xX][0-9a-fA-F]{1,4}|\d{1,5})(,|[ \t\r\n]*$)/y;
  for (let at = 0; at < wanted; at += 1) {
    const match = number.exec(list);
    if (match?.[1] === undefined) return null;
    const value = Number(match[1]);
    if (value >= 2 ** bits || (match[2] !== ',' && at + 1 < wanted)) return null;
    values[at] = value;
  }
  return /^[ \t\r\n]*$/.test(list.slice(number.lastIndex)) ? values : null;
}
