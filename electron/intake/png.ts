import { crc32 } from 'node:zlib';
import type { ReadAt } from './reader.ts';

const windowBytes = 64 * 1024;
const endChunk = 0x49454e44;
const pixelChunk = 0x49444154;
/** A real PNG of a gigabyte has 130,000 chunks, and a few dozen without pixels; a file of nothing but empty ones would keep us busy. */
const mostChunks = 1_000_000;
const mostOtherChunks = 5_000;

/**
 * Whether a PNG has all its chunks up to the one that says it ends, and those that hold no pixels unharmed. Decoders stop at the last pixel,
 * let a missing end pass, and do without a chunk that is broken, be it the colour profile; the programs behind a store need not.
 * What follows the end is no matter. Source: PNG specification, sections 5.3 and 5.5.
 */
export async function isWholePng(read: ReadAt, totalBytes: number): Promise<boolean> {
  let start = 0;
  let window: Uint8Array = new Uint8Array();
  let at = 8;
  let others = 0;
  for (let chunks = 0; chunks < mostChunks && at + 12 <= totalBytes; chunks += 1) {
    if (at < start || at + 8 > start + window.length) {
      start = at;
      window = await read(at, windowBytes);
      if (window.length < 8) return false;
    }
    const view = new DataView(window.buffer, window.byteOffset + at - start, 8);
    const next = at + 12 + view.getUint32(0);
    if (next > totalBytes) return false;
    const kind = view.getUint32(4);
    // The decoder checks those that it can't do without.
    if (kind !== pixelChunk) {
      others += 1;
      if (others > mostOtherChunks || !(await isUnharmed(read, at + 4, next - 4))) return false;
    }
    if (kind === endChunk) return true;
    at = next;
  }
  return false;
}

/** Whether the checksum at `end` is that of what stands before it, from `start` on. */
async function isUnharmed(read: ReadAt, start: number, end: number): Promise<boolean> {
  let sum = 0;
  for (let at = start; at < end; at += windowBytes) {
    sum = crc32(await read(at, Math.min(windowBytes, end - at)), sum);
  }
  const said = await read(end, 4);
  return said.length === 4 && new DataView(said.buffer, said.byteOffset, 4).getUint32(0) === sum;
}
