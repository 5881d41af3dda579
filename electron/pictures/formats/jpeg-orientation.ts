import { readerOf } from '../reader.ts';
import { findExif, maxExifBytes, withExif } from './jpeg-exif.ts';
import { readTiffOrientation } from './raw-orientation.ts';

const orientationTag = 274;
const entryBytes = 12;
const big = 'MM';

/**
 * The JPEG with an EXIF orientation, unless it has one. The picture and the other EXIF fields stay as they are. An
 * EXIF segment that can't be read, or has no room for another field, is replaced. Source: TIFF 6.0, section 2.
 */
export async function withOrientation(jpeg: Uint8Array, orientation: number): Promise<Uint8Array> {
  const block = findExif(jpeg);
  if (block === null) return withExif(jpeg, plainExif(orientation));
  if ((await readTiffOrientation(readerOf(block))) !== null) return jpeg;
  const added = withEntry(block, orientation);
  const fits = added !== null && added.length <= maxExifBytes;
  return withExif(jpeg, fits ? added : plainExif(orientation));
}

/**
 * The block with a new first directory at its end, so that everything that other fields point to stays in its place.
 */
function withEntry(block: Uint8Array, orientation: number): Uint8Array | null {
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const order = String.fromCharCode(block[0] ?? 0, block[1] ?? 0);
  if (block.length < 8 || (order !== 'II' && order !== big)) return null;
  const little = order !== big;
  const first = view.getUint32(4, little);
  if (view.getUint16(2, little) !== 42 || first + 2 > block.length) return null;
  const count = view.getUint16(first, little);
  const end = first + 2 + count * entryBytes;
  if (end + 4 > block.length) return null;
  const others = Array.from({ length: count }, (_, index) => {
    const from = first + 2 + index * entryBytes;
    return block.subarray(from, from + entryBytes);
  }).filter((entry) => tagOf(entry, little) !== orientationTag);
  const entries = [...others, entryOf(orientation, little)].toSorted(
    (a, b) => tagOf(a, little) - tagOf(b, little),
  );
  const at = block.length + (block.length % 2);
  const added = new Uint8Array(at + 2 + entries.length * entryBytes + 4);
  added.set(block);
  const edit = new DataView(added.buffer);
  edit.setUint32(4, at, little);
  edit.setUint16(at, entries.length, little);
  entries.forEach((entry, index) => added.set(entry, at + 2 + index * entryBytes));
  edit.setUint32(added.length - 4, view.getUint32(end, little), little);
  return added;
}

/** A whole number of two bytes. */
function entryOf(orientation: number, little: boolean): Uint8Array {
  const entry = new DataView(new ArrayBuffer(entryBytes));
  entry.setUint16(0, orientationTag, little);
  entry.setUint16(2, 3, little);
  entry.setUint32(4, 1, little);
  entry.setUint16(8, orientation, little);
  return new Uint8Array(entry.buffer);
}

function tagOf(entry: Uint8Array, little: boolean): number {
  return new DataView(entry.buffer, entry.byteOffset, entryBytes).getUint16(0, little);
}

/** A block with only the orientation. */
function plainExif(orientation: number): Uint8Array {
  const head = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  return Uint8Array.from([...head, ...entryOf(orientation, false), 0, 0, 0, 0]);
}
