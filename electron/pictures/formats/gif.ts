/**
 * Whether a GIF has all its blocks up to the trailer and all pixels of its frames, and its number of frames. Decoders
 * show an incomplete file; other programs refuse it. `bytes` is the whole file. Bytes after the trailer don't matter.
 * Source: GIF89a specification, sections 17 to 27 and appendix F.
 */
export function walkGif(bytes: Uint8Array): { isWhole: boolean; frames: number } {
  const tableBytes = (packed: number) => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1));
  let frames = 0;
  let at = 13 + tableBytes(bytes[10] ?? 0);
  while (at < bytes.length) {
    switch (bytes[at]) {
      case 0x3b:
        return { isWhole: true, frames };
      case 0x21:
        at = afterSubBlocks(bytes, at + 2);
        break;
      case 0x2c: {
        const pixels = uint16(bytes, at + 5) * uint16(bytes, at + 7);
        const data = at + 10 + tableBytes(bytes[at + 9] ?? 0);
        if (pixels === 0 || !hasPixels(bytes, data, pixels)) return { isWhole: false, frames };
        frames += 1;
        at = afterSubBlocks(bytes, data + 1);
        break;
      }
      default:
        return { isWhole: false, frames };
    }
  }
  return { isWhole: false, frames };
}

/** Where the block after a run of sub-blocks begins; beyond the end of the file if the run never ends. */
function afterSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return bytes.length;
    at += 1 + length;
    if (length === 0) return at;
  }
}

const maxCodes = 4096;

/**
 * Whether the compressed data, which begins with its code size, has exactly so many pixels. Only the length of each
 * code's pixels is kept, so that a frame costs no more than its bytes, whatever its size.
 */
function hasPixels(bytes: Uint8Array, start: number, pixels: number): boolean {
  const firstBits = bytes[start] ?? 0;
  if (firstBits < 1 || firstBits > 8) return false;
  const clear = 2 ** firstBits;
  const lengths = new Uint32Array(maxCodes).fill(1, 0, clear);
  let next = clear + 2;
  let bits = firstBits + 1;
  let previous = 0;
  let left = pixels;
  let buffer = 0;
  let held = 0;
  for (let block = start + 1; ;) {
    const length = bytes[block] ?? 0;
    if (length === 0) return left === 0;
    const end = Math.min(block + 1 + length, bytes.length);
    for (let at = block + 1; at < end; at += 1) {
      buffer |= (bytes[at] ?? 0) << held;
      held += 8;
      while (held >= bits) {
        const code = buffer & ((1 << bits) - 1);
        buffer >>>= bits;
        held -= bits;
        if (code === clear) {
          next = clear + 2;
          bits = firstBits + 1;
          previous = 0;
          continue;
        }
        if (code === clear + 1) return left === 0;
        // A code may be the one that it completes, but no later one. The first code after a clear code must be a
        // colour.
        if (code > next || (previous === 0 && code >= clear) || (code === next && next === maxCodes))
          return false;
        if (previous > 0 && next < maxCodes) {
          lengths[next] = previous + 1;
          next += 1;
          if (next === 1 << bits && bits < 12) bits += 1;
        }
        previous = lengths[code] ?? 0;
        left -= previous;
      }
    }
    block = end;
  }
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}
