import type { ReadAt } from './reader.ts';

const windowBytes = 64 * 1024;
const endChunk = 0x49454e44;
/** A real PNG of a gigabyte has 130,000 chunks; a file of nothing but empty chunks would keep us busy. */
const mostChunks = 1_000_000;

/**
 * Whether a PNG has all its chunks up to the one that says it ends. Decoders stop at the last pixel and let a missing end
 * pass; the programs behind a store need not. What follows the end is no matter. Source: PNG specification, section 5.3.
 */
export async function isWholePng(read: ReadAt, totalBytes: number): Promise<boolean> {
  let start = 0;
  let window: Uint8Array = new Uint8Array();
  let at = 8;
  for (let chunks = 0; chunks < mostChunks && at + 12 <= totalBytes; chunks += 1) {
    if (at < start || at + 8 > start + window.length) {
      start = at;
      window = await read(at, windowBytes);
      if (window.length < 8) return false;
    }
    const view = new DataView(window.buffer, window.byteOffset + at - start, 8);
    const next = at + 12 + view.getUint32(0);
    if (next > totalBytes) return false;
    if (view.getUint32(4) === endChunk) return true;
    at = next;
  }
  return false;
}
