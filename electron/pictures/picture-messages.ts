import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { limits } from '../../shared/limits.ts';
import { ArchiveError } from './archives/archive-error.ts';
import { maxEntries, maxUnpackedBytes } from './archives/archive-limits.ts';
import { maxDirectories } from './bounds.ts';
import { troubleOf } from './file-trouble.ts';
import { FileTroubleError } from './source-drives.ts';

/**
 * All reasons for which intake refuses a file. Codes are stable; sentences are for merchants. Reasons marked "of the
 * batch" concern this computer and not one file: they stop the whole batch and are reported once.
 */

const ofTheBatch: ReadonlySet<string> = new Set(['disk-full', 'staging-unwritable']);

/** Whether a reason concerns the whole batch, so that the next file would fail, too. */
export function stopsBatch(reason: Reason): boolean {
  return ofTheBatch.has(reason.code);
}

export function empty(): Reason {
  return reason('empty');
}

export function notAPicture(what: string | null): Reason {
  return what === null
    ? reason('not-a-picture', { known: 'no', what: '' })
    : reason('not-a-picture', { known: 'yes', what });
}

export function typeNotTaken(what: string): Reason {
  return reason('type-not-taken', { what });
}

/** Sound, but of a kind that the decoders don't know. */
export function rareKind(what: string): Reason {
  return reason('rare-kind', { what });
}

export function tooLarge(bytes: number): Reason {
  return reason('too-large', { megabytes: megabytes(bytes), most: limits.imageBytes / 1024 / 1024 });
}

/** Files of drawing and retouching programs, from which pictures are exported. */
export function layeredDocument(what: string): Reason {
  return reason('layered-document', { what });
}

/** `jpeg`: the size of the camera's own JPEG in it; null if there is none of full size. */
export function rawPhotograph(what: string, jpeg: { width: number; height: number } | null): Reason {
  if (jpeg === null) return reason('raw-photograph', { what });
  return reason('raw-with-jpeg', { what, width: jpeg.width, height: jpeg.height });
}

/** `jpeg`: the name of the file that is taken in instead of it. */
export function rawBesideJpeg(jpeg: string): Reason {
  return reason('raw-beside-jpeg', { jpeg });
}

export function tooLargeToOpen(bytes: number): Reason {
  return reason('too-large-to-open', { megabytes: Math.ceil(bytes / 1024 / 1024) });
}

export function tooSlow(): Reason {
  return reason('too-slow');
}

/** Opening it ended a picture process, twice. */
export function couldNotBeRead(): Reason {
  return reason('could-not-be-read');
}

export function stillChanging(): Reason {
  return reason('still-changing');
}

export function damaged(how: 'cut-short' | 'broken'): Reason {
  return reason('damaged', { how: how === 'cut-short' ? 'short' : 'broken' });
}

export function tooManyScans(max: number): Reason {
  return reason('too-many-scans', { most: max });
}

export function tooManyDirectories(): Reason {
  return reason('too-many-directories', { most: maxDirectories });
}

export function tooManyFrames(frames: number): Reason {
  return reason('gif-too-many-frames', { frames, most: limits.gif.frames });
}

export function gifTooWide(width: number, height: number): Reason {
  return reason('gif-too-many-pixels', {
    width,
    height,
    mostWidth: limits.gif.width,
    mostHeight: limits.gif.height,
  });
}

export function tooManyPixels(width: number, height: number): Reason {
  return reason('too-many-pixels', { width, height });
}

export function gone(): Reason {
  return reason('gone');
}

/** `target`: the path that the link leads to. */
export function linkLeadsOutside(target: string): Reason {
  return reason('link-leads-outside', { target });
}

export function notAFile(): Reason {
  return reason('not-a-file');
}

export function changed(): Reason {
  return reason('changed');
}

export function cancelled(): Reason {
  return reason('intake-cancelled');
}

/** On Linux, a name may be bytes that are no text. Node can't open such a file by its name. */
export function nameUnreadable(): Reason {
  return reason('name-unreadable');
}

/** Of the batch. */
export function diskFull(): Reason {
  return reason('disk-full');
}

/** Of the batch. */
function stagingUnwritable(): Reason {
  return reason('staging-unwritable');
}

/** `what`: the archive itself, or one file in it. */
export function archiveDamaged(what: 'archive' | 'file'): Reason {
  return reason('zip-damaged', { what });
}

export function archiveTooMany(): Reason {
  return reason('zip-too-many', { most: maxEntries });
}

export function archiveTooLarge(): Reason {
  return reason('zip-too-large', { gigabytes: maxUnpackedBytes / 1024 ** 3 });
}

/** It claims to hold far more than its size allows. */
export function archiveSuspicious(): Reason {
  return reason('zip-suspicious');
}

export function archiveEncrypted(): Reason {
  return reason('zip-encrypted', { what: 'archive' });
}

export function encryptedInArchive(): Reason {
  return reason('zip-encrypted', { what: 'file' });
}

export function archiveInArchive(): Reason {
  return reason('zip-in-zip');
}

export function archivePathUnusable(): Reason {
  return reason('zip-path');
}

export function compressionUnknown(): Reason {
  return reason('zip-compression');
}

/** Why a file or folder could not be read, from the error of the operating system, of `SourceDisk` or of an archive. */
export function unreadable(error: unknown, what: 'file' | 'folder' = 'file'): Reason {
  if (error instanceof ArchiveError) return error.reason;
  const usual = { platform: process.platform, isPlaceholder: false, isFolderThere: true };
  const trouble = error instanceof FileTroubleError ? error.trouble : troubleOf(errorCode(error), usual);
  switch (trouble) {
    case 'gone':
    case 'link-loop':
    case 'source-gone':
    case 'drive-failed':
    case 'drive-not-answering':
    case 'cloud-file-missing':
      return reason(trouble);
    default:
      return { code: trouble, args: { what } };
  }
}

/** Another program held Packshot's own copy of a photo while it was moved into place. */
export function copyHeld(): Reason {
  return reason('copy-held');
}

/** Why Packshot's own folder could not be written, from the error of the operating system. */
export function unwritable(error: unknown): Reason {
  const code = errorCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT' ? diskFull() : stagingUnwritable();
}

export function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Rounded up, so that one byte over the limit never reads as the limit itself. */
function megabytes(bytes: number): string {
  return (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1);
}
