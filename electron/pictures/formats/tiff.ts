import type { ReadAt } from '../reader.ts';
import { typeBytes } from './tiff-directory.ts';

const maxEntries = 10_000;

/**
 * Whether every page's directory, and everything it points to, lies within the file. Decoders ignore what does not,
 * even the colour profile or half of the pages. Source: TIFF 6.0, section 2; "BigTIFF Design", libtiff.
 */
export async function isWholeTiff(read: ReadAt, totalBytes: number): Promise<boolean> {
  const head = await read(0, 16);
  if (head.length < 16) return false;
  const little = head[0] === 0x49;
  const number = (bytes: Uint8Array, at: number, size: 2 | 4 | 8) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (size === 8) return Number(view.getBigUint64(at, little));
    return size === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
  };
  const isBig = number(head, 2, 2) === 43;
  // In a BigTIFF, addresses have eight bytes, and its header says so.
  if (isBig && (number(head, 4, 2) !== 8 || number(head, 6, 2) !== 0)) return false;
  const [countBytes, entryBytes, addressBytes] = isBig ? ([8, 20, 8] as const) : ([2, 12, 4] as const);
  const seen = new Set<number>();
  let at = number(head, isBig ? 8 : 4, addressBytes);
  while (at !== 0) {
    if (seen.has(at) || at > totalBytes) return false;
    seen.add(at);
    const start = await read(at, countBytes);
    if (start.length < countBytes) return false;
    const entries = number(start, 0, countBytes);
    if (entries > maxEntries) return false;
    const length = entries * entryBytes;
    const directory = await read(at + countBytes, length + addressBytes);
    if (directory.length < length + addressBytes) return false;
    for (let entry = 0; entry < length; entry += entryBytes) {
      const one = typeBytes[number(directory, entry + 2, 2)];
      if (one === undefined) return false;
      const bytes = number(directory, entry + 4, addressBytes) * one;
      const place = number(directory, entry + entryBytes - addressBytes, addressBytes);
      if (bytes > addressBytes && place + bytes > totalBytes) return false;
    }
    at = number(directory, length, addressBytes);
  }
  return seen.size > 0;
}
