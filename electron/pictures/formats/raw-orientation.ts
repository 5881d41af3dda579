import { readerOf, type ReadAt } from '../reader.ts';
import { rawVersions, readMovie } from './camera-jpeg.ts';
import { boxesIn } from './heif-boxes.ts';
import { openTiff } from './tiff-directory.ts';

const orientationTag = 274;
/** The box in which Canon's CR3 stores its metadata, one TIFF a box; `CMT1` is the main directory. */
const canonUuid = '85c0b687820f11e08111f4ce462b6a48';
const uuidBytes = 16;
/** Places in the header of an X3F where the rotation in degrees is, before and since version 4. */
const x3fRotationAt = { old: 36, new: 48 } as const;
const orientationOfDegrees: Readonly<Record<number, number | undefined>> = { 90: 6, 180: 3, 270: 8 };

/**
 * The EXIF orientation in a raw photograph outside of its JPEG, 1 to 8; null for none. RAF leaves it to the JPEG.
 * Sources: TIFF 6.0; the descriptions of CR3 and X3F by ExifTool.
 */
export async function readRawOrientation(read: ReadAt, totalBytes: number): Promise<number | null> {
  const head = await read(0, x3fRotationAt.new + 4);
  const start = new TextDecoder('latin1').decode(head.subarray(0, 8));
  if (start.startsWith('FOVb')) return orientationOfX3f(head);
  if (start.startsWith('ftyp', 4)) return await orientationOfMovie(read, totalBytes);
  return await readTiffOrientation(read);
}

/** The orientation in the first directory of a TIFF or of an EXIF block, 1 to 8; null for none. */
export async function readTiffOrientation(read: ReadAt): Promise<number | null> {
  const tiff = await openTiff(read, rawVersions);
  const first = tiff && (await tiff.directory(tiff.first));
  if (!tiff || !first) return null;
  const [orientation = 0] = await tiff.numbers(first.fields.get(orientationTag), 1);
  return orientation >= 1 && orientation <= 8 ? orientation : null;
}

function orientationOfX3f(head: Uint8Array): number | null {
  if (head.length < x3fRotationAt.new + 4) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const version = view.getUint32(4, true) >>> 16;
  const degrees = view.getUint32(version < 4 ? x3fRotationAt.old : x3fRotationAt.new, true);
  return orientationOfDegrees[degrees] ?? null;
}

async function orientationOfMovie(read: ReadAt, totalBytes: number): Promise<number | null> {
  const movie = await readMovie(read, totalBytes);
  if (movie === null) return null;
  const metadata = (boxesIn(movie, 0, movie.length) ?? []).find(
    ({ name, from }) =>
      name === 'uuid' && Buffer.from(movie.subarray(from, from + uuidBytes)).toString('hex') === canonUuid,
  );
  const inside = metadata ? (boxesIn(movie, metadata.from + uuidBytes, metadata.to) ?? []) : [];
  const main = inside.find(({ name }) => name === 'CMT1');
  return main ? await readTiffOrientation(readerOf(movie.subarray(main.from, main.to))) : null;
}
