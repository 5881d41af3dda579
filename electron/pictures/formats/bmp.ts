/**
 * BMP as Windows and OS/2 write it. No byte of it is trusted. Only every `step`-th pixel of every `step`-th row is
 * kept, which is enough for a preview, but the whole file is checked. Source: Microsoft's "Bitmap Storage" pages
 * (BITMAPCOREHEADER to BITMAPV5HEADER).
 */
export interface BmpHeader {
  width: number;
  height: number;
  topDown: boolean;
  bits: 1 | 4 | 8 | 16 | 24 | 32;
  compression: 'none' | 'rle8' | 'rle4' | 'masks';
  /** Where the pixels begin. */
  offset: number;
  /** Blue, green and red of each colour, for pictures of up to 8 bits. */
  palette: { at: number; entries: number; entryBytes: 3 | 4 } | null;
  /** `alpha` is 0 where the picture is opaque. */
  masks: { red: number; green: number; blue: number; alpha: number };
}

const coreHeaderBytes = 12;
const infoHeaderBytes = 40;
/** The first header that has a mask for alpha; Adobe's. */
const alphaHeaderBytes = 56;
const compressions = { 0: 'none', 1: 'rle8', 2: 'rle4', 3: 'masks', 6: 'masks' } as const;

/** Reads the header, or answers null when it makes no sense. `bytes` may be the head of the file alone. */
export function readBmpHeader(bytes: Uint8Array): BmpHeader | null {
  if (bytes.length < 14 + coreHeaderBytes || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offset = view.getUint32(10, true);
  const headerBytes = view.getUint32(14, true);
  if (headerBytes === coreHeaderBytes) {
    const bits = knownBits(view.getUint16(24, true));
    if (bits === null || bits > 24) return null;
    return sensible({
      width: view.getUint16(18, true),
      height: view.getUint16(20, true),
      topDown: false,
      bits,
      compression: 'none',
      offset,
      palette: paletteAt(26, bits, 0, 3),
      masks: { red: 0, green: 0, blue: 0, alpha: 0 },
    });
  }
  if (headerBytes < infoHeaderBytes || headerBytes > 1024 || bytes.length < 14 + infoHeaderBytes) return null;
  const height = view.getInt32(22, true);
  const bits = knownBits(view.getUint16(28, true));
  const method = view.getUint32(30, true);
  const compression = isCompression(method) ? compressions[method] : null;
  const planes = view.getUint16(26, true);
  if (bits === null || compression === null || planes !== 1) return null;
  if ((compression === 'rle8' && bits !== 8) || (compression === 'rle4' && bits !== 4)) return null;
  if (compression === 'masks' && (bits < 16 || bits === 24 || bytes.length < 66)) return null;
  // After the plain header the masks follow; the longer headers contain them.
  const maskBytes = compression === 'masks' && headerBytes === infoHeaderBytes ? (method === 6 ? 16 : 12) : 0;
  return sensible({
    width: view.getInt32(18, true),
    height: Math.abs(height),
    topDown: height < 0,
    bits,
    compression,
    offset,
    palette: paletteAt(14 + headerBytes + maskBytes, bits, view.getUint32(46, true), 4),
    masks:
      compression === 'masks'
        ? {
            red: view.getUint32(54, true),
            green: view.getUint32(58, true),
            blue: view.getUint32(62, true),
            alpha: headerBytes >= alphaHeaderBytes && bytes.length >= 70 ? view.getUint32(66, true) : 0,
          }
        : bits === 16
          ? { red: 0x7c00, green: 0x3e0, blue: 0x1f, alpha: 0 }
          : { red: 0xff0000, green: 0xff00, blue: 0xff, alpha: 0 },
  });
}

/** Red, green, blue, and alpha where the picture has it. */
export function bmpChannels({ masks }: BmpHeader): 3 | 4 {
  return masks.alpha === 0 ? 3 : 4;
}

/**
 * The channels of the kept pixels. Null when the file ends before the picture does, or is invalid. `bytes` is the whole
 * file.
 */
export function bmpPixels(bytes: Uint8Array, header: BmpHeader, step: number): Uint8Array | null {
  const { width, height, offset, bits, palette } = header;
  if (offset > bytes.length || !isAsLongAsItSays(bytes) || !hasColoursItSays(bytes)) return null;
  if (palette !== null && palette.at + palette.entries * palette.entryBytes > bytes.length) return null;
  const paint = painter(bytes, header, step);
  if (header.compression === 'rle8' || header.compression === 'rle4') {
    return readRuns(bytes, header, step, paint) ? paint.picture() : null;
  }
  const stride = Math.ceil((width * bits) / 32) * 4;
  // Some programs leave out the padding of the last row.
  if (bytes.length < offset + stride * (height - 1) + Math.ceil((width * bits) / 8)) return null;
  for (let row = 0; row < height; row += 1) {
    const y = header.topDown ? row : height - 1 - row;
    if (y % step !== 0) continue;
    for (let x = 0; x < width; x += step) paint.at(x, y, valueAt(bytes, offset + row * stride, x, bits));
  }
  return paint.picture();
}

/**
 * Some programs pad the end of a file or leave its length out. Any other difference means that bytes were lost or
 * inserted.
 */
function isAsLongAsItSays(bytes: Uint8Array): boolean {
  const said = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(2, true);
  if (said === 0) return true;
  return said <= bytes.length && said > bytes.length - 4 && bytes.subarray(said).every((byte) => byte === 0);
}

/** Pictures without a palette may list colours for screens with few colours. The list has to lie within the file. */
function hasColoursItSays(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = view.getUint32(14, true);
  return headerBytes < infoHeaderBytes || 14 + headerBytes + view.getUint32(46, true) * 4 <= bytes.length;
}

interface Painter {
  /** The painted pixels; null if a colour is missing in the palette. */
  picture(): Uint8Array | null;
  at(x: number, y: number, value: number): void;
}

function painter(bytes: Uint8Array, header: BmpHeader, step: number): Painter {
  const columns = Math.ceil(header.width / step);
  const channels = bmpChannels(header);
  const pixels = new Uint8Array(columns * Math.ceil(header.height / step) * channels);
  const { palette, masks, bits } = header;
  const red = channel(masks.red);
  const green = channel(masks.green);
  const blue = channel(masks.blue);
  const alpha = channel(masks.alpha);
  let isBeyondPalette = false;
  let isSeen = channels === 3;
  return {
    picture() {
      // Programs without alpha leave it at 0.
      if (!isSeen) for (let at = 3; at < pixels.length; at += 4) pixels[at] = 255;
      return isBeyondPalette ? null : pixels;
    },
    at(x, y, value) {
      const to = ((y / step) * columns + x / step) * channels;
      if (palette !== null) {
        const from = palette.at + value * palette.entryBytes;
        isBeyondPalette ||= value >= palette.entries;
        pixels[to] = bytes[from + 2] ?? 0;
        pixels[to + 1] = bytes[from + 1] ?? 0;
        pixels[to + 2] = bytes[from] ?? 0;
      } else if (bits === 24) {
        pixels[to] = value >>> 16;
        pixels[to + 1] = (value >>> 8) & 0xff;
        pixels[to + 2] = value & 0xff;
      } else {
        pixels[to] = red(value);
        pixels[to + 1] = green(value);
        pixels[to + 2] = blue(value);
        if (channels === 4) {
          pixels[to + 3] = alpha(value);
          isSeen ||= pixels[to + 3] !== 0;
        }
      }
    },
  };
}

/**
 * Run-length coding: pairs of count and value; a count of 0 escapes to end of row, end of picture, a jump, or a
 * literal run.
 */
function readRuns(bytes: Uint8Array, header: BmpHeader, step: number, paint: Painter): boolean {
  const { width, height, topDown, bits } = header;
  let at = header.offset;
  let x = 0;
  let row = 0;
  // Only a picture with jumps leaves pixels out on purpose.
  let jumps = false;
  // Some programs also encode the padding of a row.
  const rowEnd = (Math.ceil((width * bits) / 32) * 32) / bits;
  const put = (count: number, value: (index: number) => number) => {
    const y = topDown ? row : height - 1 - row;
    if (y % step === 0) {
      const end = Math.min(x + count, width);
      for (let to = Math.ceil(x / step) * step; to < end; to += step) paint.at(to, y, value(to - x));
    }
    x += count;
  };
  while (row < height) {
    const count = bytes[at];
    const second = bytes[at + 1];
    if (count === undefined || second === undefined) {
      // Some programs leave out the mark for the end of the picture.
      return row === height - 1 && x >= width;
    }
    at += 2;
    if (count > 0) {
      if (x + count > rowEnd) return false;
      put(count, (index) => (bits === 8 ? second : index % 2 === 0 ? second >> 4 : second & 15));
    } else if (second === 0) {
      if (x < width && !jumps) return false;
      x = 0;
      row += 1;
    } else if (second === 1) {
      return jumps || row >= height || (row === height - 1 && (x >= width || x === 0));
    } else if (second === 2) {
      const right = bytes[at];
      const down = bytes[at + 1];
      if (right === undefined || down === undefined) return false;
      jumps = true;
      x += right;
      row += down;
      if (x > width || row > height) return false;
      at += 2;
    } else {
      const start = at;
      const length = bits === 8 ? second : Math.ceil(second / 2);
      if (start + length > bytes.length || x + second > rowEnd) return false;
      put(second, (index) => valueAt(bytes, start, index, bits));
      at += length + (length % 2);
    }
  }
  return true;
}

/** The value of the `x`-th pixel of a row that begins at `start`. */
function valueAt(bytes: Uint8Array, start: number, x: number, bits: BmpHeader['bits']): number {
  const byte = (at: number) => bytes[start + at] ?? 0;
  switch (bits) {
    case 1:
      return (byte(x >> 3) >> (7 - (x & 7))) & 1;
    case 4:
      return x % 2 === 0 ? byte(x >> 1) >> 4 : byte(x >> 1) & 15;
    case 8:
      return byte(x);
    case 16:
      return byte(x * 2) | (byte(x * 2 + 1) << 8);
    case 24:
      return byte(x * 3) | (byte(x * 3 + 1) << 8) | (byte(x * 3 + 2) << 16);
    case 32:
      return (byte(x * 4) | (byte(x * 4 + 1) << 8) | (byte(x * 4 + 2) << 16) | (byte(x * 4 + 3) << 24)) >>> 0;
  }
}

/** Turns the bits of a value under `mask` into 0 to 255. */
function channel(mask: number): (value: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const highest = mask >>> shift;
  return (value) => Math.round((((value & mask) >>> shift) / highest) * 255);
}

function paletteAt(at: number, bits: number, entries: number, entryBytes: 3 | 4): BmpHeader['palette'] {
  if (bits > 8) return null;
  const maxEntries = 2 ** bits;
  return { at, entries: entries === 0 ? maxEntries : entries, entryBytes };
}

function sensible(header: BmpHeader): BmpHeader | null {
  const { width, height, offset, bits, palette } = header;
  const isPaletteTooLarge = palette !== null && palette.entries > 2 ** bits;
  return width > 0 && height > 0 && offset >= 26 && !isPaletteTooLarge ? header : null;
}

function knownBits(bits: number): BmpHeader['bits'] | null {
  return bits === 1 || bits === 4 || bits === 8 || bits === 16 || bits === 24 || bits === 32 ? bits : null;
}

function isCompression(method: number): method is keyof typeof compressions {
  return method in compressions;
}
