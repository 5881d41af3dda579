import { iccWithoutMetadata } from './icc-metadata.ts';

/** WebP as a RIFF of chunks. VP8X has a flag for each kind. Source: "WebP Container Specification", Google. */
const pictureChunks: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF']);
const flags = { exif: 0x08, xmp: 0x04, profile: 0x20 } as const;

/** `bytes` is the whole file. Null if the chunks make no sense. Bytes after the RIFF are removed. */
export function webpWithoutMetadata(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 20 || nameAt(bytes, 0) !== 'RIFF' || nameAt(bytes, 8) !== 'WEBP') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const riffEnd = 8 + view.getUint32(4, true);
  if (riffEnd > bytes.length) return null;
  const kept: Uint8Array[] = [];
  let gone: number = flags.exif | flags.xmp;
  let at = 12;
  while (at + 8 <= riffEnd) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length;
    if (end > riffEnd) return null;
    const padded = length % 2 === 0 ? bytes.subarray(at, end) : evened(bytes.subarray(at, end));
    const name = nameAt(bytes, at);
    if (name === 'ICCP') {
      const plain = iccWithoutMetadata(bytes.subarray(at + 8, end));
      if (plain === null) gone |= flags.profile;
      else kept.push(Buffer.concat([padded.subarray(0, 8), plain, padded.subarray(8 + length)]));
    } else if (pictureChunks.has(name)) kept.push(padded);
    at = end + (length % 2);
  }
  if (kept.length === 0) return null;
  const body = Buffer.concat(kept);
  if (nameAt(body, 0) === 'VP8X') body[8] = (body[8] ?? 0) & ~gone;
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

/** Some files lack the padding byte of a last chunk with odd length. */
function evened(chunk: Uint8Array): Uint8Array {
  return Buffer.concat([chunk, Uint8Array.of(0)]);
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
