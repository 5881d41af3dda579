import { pngProfile, profileChunk } from '../formats/png.ts';
import { iccWithoutMetadata } from './icc-metadata.ts';

/**
 * PNG as a row of chunks. The critical ones stay, and of the others those that decide how the picture looks or moves.
 * Source: PNG specification, third edition, sections 5 and 11.
 */
const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const colours = ['tRNS', 'cHRM', 'gAMA', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI'];
const others = ['bKGD', 'hIST', 'pHYs', 'acTL', 'fcTL', 'fdAT'];
const looks: ReadonlySet<string> = new Set([...colours, ...others]);

/** `bytes` is the whole file. Null if the chunks don't reach the end chunk. Bytes after it are removed. */
export function pngWithoutMetadata(bytes: Uint8Array): Uint8Array | null {
  if (!signature.every((byte, index) => bytes[index] === byte)) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: Uint8Array[] = [bytes.subarray(0, signature.length)];
  let at = signature.length;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    // A capital first letter marks a critical chunk.
    if (name === 'iCCP') kept.push(plainProfile(bytes.subarray(at, end)));
    else if (/^[A-Z]/.test(name) || looks.has(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
}

/** Decoders ignore a chunk that has no valid profile, so it is removed. */
function plainProfile(chunk: Uint8Array): Uint8Array {
  const profile = pngProfile(chunk.subarray(8, -4));
  const plain = profile && iccWithoutMetadata(profile.bytes);
  if (plain === null) return new Uint8Array();
  return plain === profile?.bytes && profile.isAll ? chunk : profileChunk(plain);
}
