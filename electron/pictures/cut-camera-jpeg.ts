import { stat, writeFile } from 'node:fs/promises';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { maxBytesInMemory } from './bounds.ts';
import { findCameraJpeg } from './formats/camera-jpeg.ts';
import { withOrientation } from './formats/jpeg-orientation.ts';
import { readRawOrientation } from './formats/raw-orientation.ts';
import { reserveNothing, type Reserve } from './memory-estimate.ts';
import { changed, notAFile, tooLargeToOpen, unreadable, unwritable } from './picture-messages.ts';
import { withFile } from './reader.ts';

/**
 * Writes the JPEG embedded in a raw photograph to `to`, a path at which nothing is yet, byte for byte. If only the raw
 * photograph says how it is turned, the copy gets that as its EXIF orientation. Refuses a file that changes meanwhile.
 */
export async function cutCameraJpeg(
  path: string,
  to: string,
  reserve: Reserve = reserveNothing,
): Promise<Outcome<null>> {
  const jpeg = await cutOut(path, reserve);
  if (!jpeg.ok) return jpeg;
  try {
    await writeFile(to, jpeg.value, { flag: 'wx' });
    return ok(null);
  } catch (error) {
    return no(unwritable(error));
  }
}

async function cutOut(path: string, reserve: Reserve): Promise<Outcome<Uint8Array>> {
  try {
    // Checked before opening: opening a pipe would wait for a writer.
    const before = await stat(path);
    if (!before.isFile()) return no(notAFile());
    return await withFile(path, async (read) => {
      const place = await findCameraJpeg(read, before.size);
      if (place === null) return no(changed());
      if (place.length > maxBytesInMemory) return no(tooLargeToOpen(place.length));
      await reserve(place.length * 2);
      const jpeg = await read(place.at, place.length);
      const orientation = await readRawOrientation(read, before.size);
      const after = await stat(path);
      const isSame = after.size === before.size && after.mtimeMs === before.mtimeMs;
      if (!isSame || jpeg.length < place.length) return no(changed());
      const isTurned = orientation !== null && orientation !== 1;
      return ok(isTurned ? await withOrientation(jpeg, orientation) : jpeg);
    });
  } catch (error) {
    return no(unreadable(error));
  }
}
