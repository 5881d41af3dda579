import { stat } from 'node:fs/promises';
import { limits } from '../../shared/limits.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { maxBytesInMemory, maxFileBytes } from './bounds.ts';
import type { PictureType } from './picture-facts.ts';
import {
  empty,
  gone,
  layeredDocument,
  notAFile,
  notAPicture,
  rawPhotograph,
  tooLarge,
  tooLargeToOpen,
  typeNotTaken,
  unreadable,
} from './picture-messages.ts';
import { findCameraJpeg } from './formats/camera-jpeg.ts';
import { withFile } from './reader.ts';
import { headBytes, sniff } from './formats/sniff.ts';

export interface FileProbe {
  type: PictureType;
  bytes: number;
}

/**
 * Checks a file by its first 64 KB and its size. Refuses a file that is gone, unreadable, no regular file, empty, no
 * picture, of a type that can neither be uploaded nor prepared, or too large. Of a raw photograph it also returns where
 * its JPEG is. `fileName` is the user's name for the file, if it differs from the path's.
 */
export async function probeFile(path: string, fileName = path): Promise<Outcome<FileProbe>> {
  try {
    // Checked before opening: opening a pipe would wait for a writer.
    const facts = await stat(path);
    if (!facts.isFile()) return no(notAFile());
    if (facts.size === 0) return no(empty());
    const head = await withFile(path, async (read) => await read(0, headBytes));
    if (head.length === 0) return no(gone());
    const sniffed = await sniff(head, facts.size, fileName);
    if (sniffed.type === 'other') return no(notAPicture(sniffed.what));
    if (sniffed.type === 'other-picture') return no(typeNotTaken(sniffed.what));
    if (sniffed.type === 'working-file') {
      if (sniffed.kind === 'layers') return no(layeredDocument(sniffed.what));
      const jpeg = await withFile(path, async (read) => await findCameraJpeg(read, facts.size));
      return no(rawPhotograph(sniffed.what, jpeg));
    }
    if (facts.size > limits.imageBytes && asTheyAre.has(sniffed.format)) return no(tooLarge(facts.size));
    if (facts.size > (inMemory.has(sniffed.format) ? maxBytesInMemory : maxFileBytes)) {
      return no(tooLargeToOpen(facts.size));
    }
    return ok({ type: sniffed.format, bytes: facts.size });
  } catch (error) {
    return no(unreadable(error));
  }
}

/** Types that Packshot does not make smaller: an animation or a one-bit drawing would lose too much. */
const asTheyAre: ReadonlySet<PictureType> = new Set(['gif', 'wbmp', 'xbm']);
const inMemory: ReadonlySet<PictureType> = new Set(['bmp', 'heic']);
