/**
 * The EXIF segment of a JPEG. Sources: ITU-T T.81, annex B; JFIF 1.02, whose segment stands first; Exif 3.0, section
 * 4.5.4.
 */

const app0 = 0xe0;
const app1 = 0xe1;
const startOfScan = 0xda;
const mark = Buffer.from('Exif\0\0', 'latin1');
/** Marker, length and mark of the segment. */
const headBytes = 10;
/** Maximum bytes of a block in a segment. */
export const maxExifBytes = 2 + 0xffff - headBytes;

/** The EXIF block of a JPEG, which has the structure of a TIFF; null if it has none. */
export function findExif(jpeg: Uint8Array): Uint8Array | null {
  const { from, to } = placeOf(jpeg);
  return from === to ? null : jpeg.subarray(from + headBytes, to);
}

/** The JPEG with this EXIF block, in place of its own if it has one. `block`: at most `maxExifBytes`. */
export function withExif(jpeg: Uint8Array, block: Uint8Array): Uint8Array {
  const { from, to } = placeOf(jpeg);
  const length = headBytes - 2 + block.length;
  const head = Uint8Array.of(0xff, app1, length >> 8, length & 0xff);
  return Buffer.concat([jpeg.subarray(0, from), head, mark, block, jpeg.subarray(to)]);
}

/** The place of the segment; if there is none, the place where it belongs. */
function placeOf(jpeg: Uint8Array): { from: number; to: number } {
  let behindJfif = 2;
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff;) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const to = at + 2 + (jpeg[at + 2] ?? 0) * 256 + (jpeg[at + 3] ?? 0);
    if (marker === startOfScan || to > jpeg.length) break;
    if (marker === app1 && mark.equals(jpeg.subarray(at + 4, at + headBytes))) return { from: at, to };
    if (marker === app0 && behindJfif === at) behindJfif = to;
    at = to;
  }
  return { from: behindJfif, to: behindJfif };
}
