/**
 * Whether a PNG has all its chunks up to the one that says it ends. Decoders stop at the last pixel and let a missing end
 * pass; the programs behind a store need not. `bytes` is the whole file; what follows the end is no matter.
 * Source: PNG specification, section 5.3.
 */
export function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endChunk = 0x49454e44;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + view.getUint32(at);
    if (next > bytes.length) return false;
    if (view.getUint32(at + 4) === endChunk) return true;
    at = next;
  }
  return false;
}
