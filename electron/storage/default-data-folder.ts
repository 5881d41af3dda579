import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join, posix, win32 } from 'node:path';

export interface DefaultPlaces {
  folder: string;
  /** Where earlier versions kept the folder; null if it was the same. */
  earlier: string | null;
}

/**
 * Where the data folder is unless the user names another. On Windows it is in the local profile: the roaming one is
 * copied over the network at each sign-in, and staging and caches are large. Profile folders are private there: what
 * is made in them inherits rights for the user, administrators and the system only, so Packshot sets none.
 */
export function defaultPlaces(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): DefaultPlaces {
  switch (platform) {
    case 'win32': {
      const local = env['LOCALAPPDATA'] || win32.join(home, 'AppData', 'Local');
      const roaming = env['APPDATA'] || win32.join(home, 'AppData', 'Roaming');
      // Not `Packshot` itself: installers for one user put programs there.
      return { folder: win32.join(local, 'Packshot', 'Data'), earlier: win32.join(roaming, 'Packshot') };
    }
    case 'darwin':
      return { folder: posix.join(home, 'Library', 'Application Support', 'Packshot'), earlier: null };
    default:
      return {
        folder: posix.join(env['XDG_CONFIG_HOME'] || posix.join(home, '.config'), 'Packshot'),
        earlier: null,
      };
  }
}

/** The part of `node:fs` that moves a folder. */
export interface MovingDisk {
  existsSync(path: string): boolean;
  mkdirSync(path: string, options: { recursive: true; mode: number }): unknown;
  renameSync(from: string, to: string): void;
}

/**
 * The folder to use. A folder of an earlier version is moved by one rename. Where that fails, as between disks or
 * while another Packshot has it open, it is used where it is, so that nothing queued is lost.
 */
export function chooseDataFolder(
  { folder, earlier }: DefaultPlaces,
  disk: MovingDisk = { existsSync, mkdirSync, renameSync },
): string {
  const hasQueue = (path: string): boolean => disk.existsSync(join(path, 'packshot.db'));
  if (earlier === null || hasQueue(folder) || !hasQueue(earlier)) return folder;
  try {
    disk.mkdirSync(dirname(folder), { recursive: true, mode: 0o700 });
    disk.renameSync(earlier, folder);
    return folder;
  } catch {
    return earlier;
  }
}
