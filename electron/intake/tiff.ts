import type { ReadAt } from './reader.ts';

/** Documents of more pages than this are taken on trust from there on. */
const mostPages = 1_000;
/** Bytes of one value of each type, 1 to 12. */
const typeBytes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8];

/**
 * Whether every page's directory, and everything it points to, lies within the file. Decoders do without what does not, be it the colour
 * profile or half of the pages. BigTIFF is taken on trust. Source: TIFF 6.0, section 2.
 */
export async function isWholeTiff(read: ReadAt, totalBytes: number): Promise<boolean> {
  const head = await read(0, 8);
  if (head.length < 8) return false;
  const little = head[0] === 0x49;
  const number = (bytes: Uint8Array, at: number, size: 2 | 4) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return size === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
  };
  if (number(head, 2, 2) !== 42) return true;
  const seen = new Set<number>();
  let at = number(head, 4, 4);
  while (at !== 0 && seen.size < mostPages) {
    if (seen.has(at)) return false;
    seen.add(at);
    const start = await read(at, 2);
    if (start.length < 2) return false;
    const length = number(start, 0, 2) * 12;
    const directory = await read(at + 2, length + 4);
    if (directory.length < length + 4) return false;
    for (let entry = 0; entry < length; entry += 12) {
      const bytes = number(directory, entry + 4, 4) * (typeBytes[number(directory, entry + 2, 2)] ?? 0);
      if (bytes > 4 && number(directory, entry + 8, 4) + bytes > totalBytes) return false;
    }
    at = number(directory, length, 4);
  }
  return seen.size > 0;
}
