import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { chooseDataFolder, type DefaultPlaces } from './default-data-folder.ts';

/** Name of the note in the default folder that says that the data is elsewhere. */
export const locationName = 'data-location.json';
/** Mark in a folder that data is being copied to. Only the note makes it the folder in use. */
export const incompleteName = 'copy-incomplete';

const locationSchema = z.object({
  folder: z.string().refine(isAbsolute),
  /** The folder that the data was copied from, until it is deleted. */
  removing: z.string().refine(isAbsolute).optional(),
});
export type LocationNote = z.infer<typeof locationSchema>;

export type DataLocation =
  /** `profile`: for what belongs to this computer and not to the data, such as logs and Chromium's own files. */
  | { type: 'found'; folder: string; profile: string }
  /** The data was moved to `folder`, which can't be read now, or the note that names it can't. */
  | { type: 'away'; folder: string; profile: string };

/** Null if there is none; `unreadable` if it says nothing that can be used. */
export function readLocation(folder: string): LocationNote | 'unreadable' | null {
  let text: string;
  try {
    text = readFileSync(join(folder, locationName), 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'unreadable';
  }
  try {
    return locationSchema.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

/** Replaces the note in one step, and waits until it is on disk. */
export function writeLocation(folder: string, note: LocationNote): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, locationName);
  const part = `${path}.part`;
  writeFileSync(part, JSON.stringify(note), { flush: true });
  renameSync(part, path);
  syncFolder(folder);
}

export function removeLocation(folder: string): void {
  rmSync(join(folder, locationName), { force: true });
  syncFolder(folder);
}

/** Windows can't open a folder, and needs none of this. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Whether a folder holds data of Packshot that no move left behind. */
export function isDataFolder(folder: string): boolean {
  return existsSync(join(folder, 'packshot.db')) && !existsSync(join(folder, incompleteName));
}

/**
 * Where the data is. A folder that the user chose may be away, and is never replaced by an empty one. `managed`: the
 * folder that a company sets. Data that is elsewhere stays there until it is moved.
 */
export function findDataFolder(places: DefaultPlaces, managed: string | null = null): DataLocation {
  const profile = places.folder;
  const note = readLocation(profile);
  if (note === 'unreadable') return { type: 'away', folder: join(profile, locationName), profile };
  if (note !== null) {
    // A crash in the middle of a recovery leaves the database beside its name.
    const isThere = ['packshot.db', 'recovering'].some((name) => existsSync(join(note.folder, name)));
    return { type: isThere ? 'found' : 'away', folder: note.folder, profile };
  }
  const folder = chooseDataFolder(places);
  if (managed !== null && !existsSync(join(folder, 'packshot.db'))) {
    return { type: 'found', folder: managed, profile };
  }
  return { type: 'found', folder, profile: folder };
}

/** The folder that data was moved to from `folder`; null if it was not moved. */
export function movedFrom(folder: string): string | null {
  const note = readLocation(folder);
  return note === null || note === 'unreadable' || note.folder === folder ? null : note.folder;
}

/** Remembers a managed folder that is in use, so that a drive that is away later is not taken for a first start. */
export function rememberLocation({ folder, profile }: DataLocation): void {
  if (folder !== profile && readLocation(profile) === null) writeLocation(profile, { folder });
}
