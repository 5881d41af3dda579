import type { WaitingFor } from '../../shared/model.ts';

/**
 * Why a file or folder can't be read. Each value is also the code of a reason. Error codes are those of libuv; for
 * Windows see `uv_translate_sys_error`.
 */
export type FileTrouble =
  | 'gone'
  | 'source-gone'
  | 'drive-failed'
  | 'drive-not-answering'
  | 'cloud-file-missing'
  | 'busy'
  | 'held-or-not-allowed'
  | 'not-allowed'
  | 'link-loop'
  | 'name-too-long'
  | 'unreadable';

export interface TroubleFacts {
  platform: NodeJS.Platform;
  /** See `isPlaceholder`. */
  isPlaceholder: boolean;
  /** Whether the folder that has the file is still there. */
  isFolderThere: boolean;
}

/** `code`: of the operating system's error; null without one. */
export function troubleOf(code: string | null, facts: TroubleFacts): FileTrouble {
  const { platform, isPlaceholder, isFolderThere } = facts;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return isFolderThere ? 'gone' : 'source-gone';
    case 'EBUSY':
    case 'ETXTBSY':
      return 'busy';
    case 'EACCES':
    case 'EPERM':
      // Windows also returns this while a virus scanner holds the file, or while it is being deleted.
      return platform === 'win32' ? 'held-or-not-allowed' : 'not-allowed';
    case 'ELOOP':
      return 'link-loop';
    case 'ENAMETOOLONG':
      return 'name-too-long';
    case 'EDEADLK':
    case 'Unknown system error -11':
      // macOS returns this for a file in iCloud that it could not fetch. libuv has no name for EDEADLK.
      return platform === 'darwin' ? 'cloud-file-missing' : 'unreadable';
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'EHOSTUNREACH':
    case 'ENETDOWN':
    case 'ENETUNREACH':
    case 'ENETRESET':
    case 'ENOTCONN':
    case 'ECONNABORTED':
    case 'ECONNRESET':
    case 'EREMOTEIO':
    case 'ETIMEDOUT':
    case 'ECANCELED':
    case 'EAGAIN':
    case 'UNKNOWN':
      // libuv has no codes for Windows' errors of cloud files (ERROR_CLOUD_FILE_...). They are UNKNOWN.
      if (isPlaceholder) return 'cloud-file-missing';
      return isFolderThere ? 'drive-failed' : 'source-gone';
    default:
      return 'unreadable';
  }
}

/**
 * How long to wait for a trouble to pass, milliseconds; 0 if it doesn't pass by itself. Virus scanners release a file
 * within seconds; a drive needs half a minute to be mounted again.
 */
const waitLimits: Partial<Record<string, number>> = {
  busy: 10_000,
  'held-or-not-allowed': 10_000,
  'source-gone': 30_000,
  'drive-failed': 30_000,
  'drive-not-answering': 30_000,
  'cloud-file-missing': 60_000,
} satisfies Partial<Record<FileTrouble, number>>;

/** What the user is told while waiting for a trouble to pass. `code`: of a reason. */
export function waitingForOf(code: string): WaitingFor {
  switch (code) {
    case 'busy':
    case 'held-or-not-allowed':
      return 'program';
    case 'cloud-file-missing':
      return 'cloud';
    default:
      return 'drive';
  }
}

const firstPauseMs = 250;
const maxPauseMs = 4_000;

/** When a trouble was first met, epoch milliseconds, and the tries since. */
export interface Waited {
  since: number;
  tries: number;
}

/** Milliseconds until the next try; null if no more are due. `code`: of a reason. */
export function pauseBefore(code: string, { since, tries }: Waited, now: number): number | null {
  const left = since + (waitLimits[code] ?? 0) - now;
  return left <= 0 ? null : Math.min(left, maxPauseMs, firstPauseMs * 2 ** tries);
}

/** Smaller files may be kept in the file system's own records. */
const minPlaceholderBytes = 4_096;

/**
 * Whether a file is only in the cloud, so that reading fetches it. Node's `stat` has no flag for that, but such a
 * file takes no room on the disk, on Windows (OneDrive) and macOS (iCloud, Dropbox). This is only a hint: sparse
 * files look the same.
 */
export function isPlaceholder({ size, blocks }: { size: number; blocks?: number }): boolean {
  return blocks === 0 && size >= minPlaceholderBytes;
}
