import type { WaitingFor } from '../../shared/model.ts';

/**
 * What keeps a file or folder from being read. Each is also the code of a reason. Codes of the operating system are
 * those that libuv gives: on Windows see `uv_translate_sys_error`.
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
      // Windows also answers so while a virus scanner holds the file, or while it is being deleted.
      return platform === 'win32' ? 'held-or-not-allowed' : 'not-allowed';
    case 'ELOOP':
      return 'link-loop';
    case 'ENAMETOOLONG':
      return 'name-too-long';
    case 'EDEADLK':
    case 'Unknown system error -11':
      // macOS answers so for a file in iCloud that it could not fetch; libuv has no name for EDEADLK.
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
      // Windows' errors of cloud files (ERROR_CLOUD_FILE_...) have no code in libuv: they are UNKNOWN.
      if (isPlaceholder) return 'cloud-file-missing';
      return isFolderThere ? 'drive-failed' : 'source-gone';
    default:
      return 'unreadable';
  }
}

/**
 * Milliseconds after which waiting for a trouble to pass ends; 0: it doesn't pass by itself. Virus scanners let go
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

/** What is waited for while a trouble may pass by itself. `code`: of a reason. */
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
 * Whether a file is only in the cloud, so that reading fetches it. Its flag for that is not in Node's `stat`, but it
 * takes no room on the disk, on Windows (OneDrive) and macOS (iCloud, Dropbox). A hint: sparse files look the same.
 */
export function isPlaceholder({ size, blocks }: { size: number; blocks?: number }): boolean {
  return blocks === 0 && size >= minPlaceholderBytes;
}
