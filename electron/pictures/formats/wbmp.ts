/**
 * WBMP, the one-bit picture of WAP phones: type 0, a zero header byte, width and height as multi-byte integers, then
 * rows padded to whole bytes, most significant bit first, 1 for white. Source: Wireless Application Environment
 * Specification, section 6.
 */
export interface WbmpHeader {
  width: number;
  height: number;
  /** Where the rows begin. */
  offset: number;
}

/**
 * Reads the header at the start of a file of `totalBytes`. The format has no magic number but two zero bytes, so the
 * size of the file must fit the picture exactly. A truncated WBMP looks like any other file and returns null.
 */
export function readWbmpHeader(head: Uint8Array, totalBytes: number): WbmpHeader | null {
  if (head[0] !== 0 || head[1] !== 0) return null;
  const width = readMultiByte(head, 2);
  if (width === null || width.value === 0) return null;
  const height = readMultiByte(head, width.next);
  if (height === null || height.value === 0) return null;
  const offset = height.next;
  if (totalBytes !== offset + Math.ceil(width.value / 8) * height.value) return null;
  return { width: width.value, height: height.value, offset };
}

/** One grey byte a pixel, every `step`-th pixel of every `step`-th row. `bytes` is the whole file. */
export function wbmpPixels(
  bytes: Uint8Array,
  { width, height, offset }: WbmpHeader,
  step: number,
): Uint8Array {
  const stride = Math.ceil(width / 8);
  const pixels = new Uint8Array(Math.ceil(width / step) * Math.ceil(height / step));
  let at = 0;
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const byte = bytes[offset + y * stride + (x >> 3)] ?? 0;
      pixels[at++] = (byte >> (7 - (x & 7))) & 1 ? 255 : 0;
    }
  }
  return pixels;
}

/**
 * Seven bits per byte; the high bit says that more follow. Three bytes reach two million, more than any such picture
 * has.
 */
function readMultiByte(bytes: Uint8Array, start: number): { value: number; next: number } | null {
  let value = 0;
  for (let at = start; at < start + 3; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) return null;
    value = value * 128 + (byte & 0x7f);
    if ((byte & 0x80) === 0) return { value, next: at + 1 };
  }
  return null;
}
