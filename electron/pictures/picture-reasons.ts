import type { Reason } from '../../shared/outcome.ts';
import { limits } from '../../shared/limits.ts';
import { maxDirectories, maxScans } from './bounds.ts';

/**
 * Every reason for which intake turns a file down, in one place. Codes are stable; sentences are for merchants.
 * Reasons marked "of the batch" concern this computer and not one file: they stop the whole batch and are told once.
 */

const takenTypes = 'BigCommerce takes JPEG, PNG, GIF, WebP, BMP, WBMP and XBM';
const dropAgain = 'drop it again';

const ofTheBatch: ReadonlySet<string> = new Set(['disk-full', 'staging-unwritable']);

/** Whether a reason concerns the batch as a whole, so that going on with the next file is of no use. */
export function stopsBatch(reason: Reason): boolean {
  return ofTheBatch.has(reason.code);
}

export function empty(): Reason {
  return {
    code: 'empty',
    sentence: 'This file is empty: it has no bytes.',
    next: `Copy it again from where it came from, then ${dropAgain}.`,
  };
}

export function notAPicture(what: string | null): Reason {
  return {
    code: 'not-a-picture',
    sentence: what === null ? 'This file is not a picture.' : `This is ${what}, not a picture.`,
  };
}

export function typeNotTaken(what: string): Reason {
  return {
    code: 'type-not-taken',
    sentence: `This is ${what}; ${takenTypes}.`,
    next: `Save it as JPEG or PNG, then ${dropAgain}.`,
  };
}

export function tooLarge(bytes: number): Reason {
  return {
    code: 'too-large',
    sentence: `This picture is ${megabytes(bytes)} MB; BigCommerce takes up to ${limits.imageBytes / 1024 / 1024} MB.`,
    next: `Save it smaller or with more compression, then ${dropAgain}.`,
  };
}

/** What photo programs work on and export pictures from. */
export function workingFile(kind: 'raw' | 'layers', what: string): Reason {
  return kind === 'raw'
    ? {
        code: 'raw-photograph',
        sentence: `This is ${what}, which has to be developed before anyone can see it as it is meant.`,
        next: `Export it as JPEG or TIFF from your photo program, then drop that.`,
      }
    : {
        code: 'layered-document',
        sentence: `This is ${what}, with layers that no shop can show.`,
        next: `Export it as JPEG, PNG or TIFF from the program it was made with, then drop that.`,
      };
}

export function tooLargeToOpen(bytes: number): Reason {
  return {
    code: 'too-large-to-open',
    sentence: `This picture is ${Math.ceil(bytes / 1024 / 1024).toLocaleString('en')} MB, more than can be opened safely.`,
    next: `Save it with fewer pixels or more compression, then ${dropAgain}.`,
  };
}

export function tooSlow(): Reason {
  return {
    code: 'too-slow',
    sentence: 'Opening this picture took too long, so it was left aside.',
    next: `Save it again as JPEG or PNG, then ${dropAgain}.`,
  };
}

/** Opening it ended a picture process, twice. */
export function couldNotBeRead(): Reason {
  return {
    code: 'could-not-be-read',
    sentence: 'This picture could not be read.',
    next: `Save it again as JPEG or PNG, then ${dropAgain}.`,
  };
}

export function stillChanging(): Reason {
  return {
    code: 'still-changing',
    sentence: 'This file is still being written by another program.',
    next: `Wait until it is saved or copied, then ${dropAgain}.`,
  };
}

export function damaged(how: 'cut-short' | 'broken'): Reason {
  return {
    code: 'damaged',
    sentence:
      how === 'cut-short'
        ? 'This picture is damaged: the file ends before the picture does.'
        : 'This picture is damaged and can’t be opened.',
    next: `Copy or export it again, then ${dropAgain}.`,
  };
}

export function tooManyScans(): Reason {
  return {
    code: 'too-many-scans',
    sentence: `This picture is stored in more than ${maxScans} passes; cameras and photo programs write about 10, and opening it would take minutes.`,
    next: `Save it again as a standard JPEG from a photo program, then ${dropAgain}.`,
  };
}

export function tooManyDirectories(): Reason {
  return {
    code: 'too-many-directories',
    sentence: `This TIFF holds more than ${maxDirectories.toLocaleString('en')} pictures, more than can be opened safely.`,
    next: 'Save the picture you want as a TIFF or JPEG of its own, then drop that.',
  };
}

export function tooManyFrames(frames: number): Reason {
  return {
    code: 'gif-too-many-frames',
    sentence: `This animated GIF has ${frames.toLocaleString('en')} frames; BigCommerce takes up to ${limits.gif.frames}.`,
    next: `Save it with fewer frames, then ${dropAgain}.`,
  };
}

export function gifTooWide(width: number, height: number): Reason {
  return {
    code: 'gif-too-many-pixels',
    sentence: `This GIF is ${dimensions(width, height)}; BigCommerce takes GIFs up to ${dimensions(limits.gif.width, limits.gif.height)}.`,
    next: `Save it smaller, then ${dropAgain}.`,
  };
}

export function tooManyPixels(width: number, height: number): Reason {
  return {
    code: 'too-many-pixels',
    sentence: `This picture is ${dimensions(width, height)}, more than can be opened safely.`,
    next: `Save it with fewer pixels, then ${dropAgain}.`,
  };
}

export function gone(): Reason {
  return {
    code: 'gone',
    sentence: 'This file is no longer there: it was moved, renamed or deleted.',
    next: 'Find it and drop it again.',
  };
}

export function notAFile(): Reason {
  return { code: 'not-a-file', sentence: 'This is not a file that can be read.' };
}

export function changed(): Reason {
  return {
    code: 'changed',
    sentence: 'This file changed while it was being read.',
    next: `Wait until it is saved or copied, then ${dropAgain}.`,
  };
}

export function cancelled(): Reason {
  return { code: 'cancelled', sentence: 'This was cancelled.' };
}

/** Linux allows names that are not text in any encoding Node can give back; such a file cannot be opened by its name. */
export function nameUnreadable(): Reason {
  return {
    code: 'name-unreadable',
    sentence: 'The name of this file has characters that this computer can’t read.',
    next: `Rename the file, then ${dropAgain}.`,
  };
}

/** Of the batch. */
export function diskFull(): Reason {
  return {
    code: 'disk-full',
    sentence: 'The disk of this computer is full, so the photos could not be taken in.',
    next: 'Make room on the disk, then drop the remaining photos again.',
  };
}

/** Of the batch. */
export function stagingUnwritable(): Reason {
  return {
    code: 'staging-unwritable',
    sentence: 'Packshot can’t write to its own folder on this computer, so the photos could not be taken in.',
    next: 'Check that the disk is not write-protected and that you may write to it, then drop the photos again.',
  };
}

/** Why a file or folder the user gave could not be read, from the error of the operating system. */
export function unreadable(error: unknown, what: 'file' | 'folder' = 'file'): Reason {
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return gone();
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'not-allowed',
        sentence: `You don’t have permission to read this ${what}.`,
        next: `Change its permissions or copy it elsewhere, then ${dropAgain}.`,
      };
    case 'EBUSY':
      return {
        code: 'busy',
        sentence: `Another program is using this ${what}.`,
        next: `Close it there, then ${dropAgain}.`,
      };
    case 'ELOOP':
      return { code: 'link-loop', sentence: 'This link leads back to itself.' };
    case 'ENAMETOOLONG':
      return {
        code: 'name-too-long',
        sentence: `The path of this ${what} is too long to be opened.`,
        next: `Move it nearer to the top of the disk, then ${dropAgain}.`,
      };
    default:
      return {
        code: 'unreadable',
        sentence: `This ${what} could not be read from the disk.`,
        next: `Check the disk it is on, then ${dropAgain}.`,
      };
  }
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

function dimensions(width: number, height: number): string {
  return `${width.toLocaleString('en')} × ${height.toLocaleString('en')} pixels`;
}
