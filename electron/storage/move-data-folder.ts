import { createHash } from 'node:crypto';
import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { lockDataFolder, isSoundDatabase, lockName } from './data-folder.ts';
import {
  incompleteName,
  isDataFolder,
  locationName,
  readLocation,
  removeLocation,
  syncFolder,
  writeLocation,
} from './data-location.ts';

const ownFolders = [
  'staging',
  'previews',
  'pictures',
  'practice',
  'backups',
  'preparing',
  'pasted',
  'dragged',
  'recovered',
];

/** Whether Packshot keeps its data under this name. Chromium's files and logs stay where they are. */
export function isOwnEntry(name: string): boolean {
  return ownFolders.includes(name) || name === 'recovering' || name.startsWith('packshot.db');
}

/** What a move does, in this order. Until `switch` the data is in the old folder, from then on in the new one. */
export const moveSteps = ['begin', 'copy', 'check', 'switch', 'complete', 'note'] as const;
export type MoveStep = (typeof moveSteps)[number];

export interface Move {
  from: string;
  to: string;
  /** Where the note of the location is. */
  profile: string;
  /** Called before each step. */
  onStep?: (step: MoveStep) => void;
  /** Replaceable in tests. */
  write?: typeof writeLocation;
  /** Called with the bytes copied so far. */
  onCopied?: (bytes: number) => void;
}

/**
 * Copies the data to another folder, checks the copy, and makes it the one that is used. The app must be closed. The
 * old folder stays locked and is deleted by `finishMove`. If it fails, the old folder is used as before.
 */
export async function moveDataFolder(move: Move): Promise<Outcome<{ unlock(): void }>> {
  const { from, to, profile, onStep = () => undefined, write = writeLocation } = move;
  if (isDataFolder(to)) return no(reason('new-folder-not-empty', { path: to }));
  const lock = lockDataFolder(from);
  if (typeof lock === 'string') return no(reason('data-folder-not-moved', { why: lock }));
  try {
    onStep('begin');
    mkdirSync(to, { recursive: true, mode: 0o700 });
    await writeAndSync(join(to, incompleteName), Buffer.alloc(0));
    await removeOwnEntries(to);
    syncFolder(to);
    onStep('copy');
    const copied = await copyEntries(move);
    onStep('check');
    await checkCopies(copied);
    if (!isSoundDatabase(join(to, 'packshot.db'))) throw new Error('the copy of the database is damaged');
    onStep('switch');
    write(profile, { folder: to, removing: from });
  } catch (error) {
    // The note may be in its place although the disk then reported an error.
    if (!isUsed(to, profile)) {
      lock.close();
      await cleanUp(to);
      const why = error instanceof Error ? error.message : String(error);
      return no(reason('data-folder-not-moved', { why }));
    }
  }
  // The data is in the new folder already, whatever becomes of this.
  try {
    onStep('complete');
    rmSync(join(to, incompleteName), { force: true });
    onStep('note');
    if (from !== profile) writeLocation(from, { folder: to });
  } catch {
    // `finishMove` does the first. The note is for a command that was started before the move.
  }
  return ok({ unlock: () => lock.close() });
}

/** Deletes the folder that data was moved from, once the new one was opened. Does nothing while it is in use. */
export async function finishMove(profile: string): Promise<void> {
  const note = readLocation(profile);
  if (note === null || note === 'unreadable') return;
  const { folder, removing } = note;
  rmSync(join(folder, incompleteName), { force: true });
  if (removing !== undefined) {
    const lock = lockDataFolder(removing);
    // While its drive is away, the note stays.
    if (lock === 'in-use' || (lock === 'unwritable' && folder !== profile)) return;
    if (typeof lock !== 'string') {
      await removeOwnEntries(removing).finally(() => lock.close());
      rmSync(join(removing, lockName), { force: true });
      if (removing !== profile) removeEmpty(removing);
    }
  }
  if (folder === profile) removeLocation(profile);
  else if (removing !== undefined) writeLocation(profile, { folder });
}

function isUsed(folder: string, profile: string): boolean {
  const note = readLocation(profile);
  return note !== null && note !== 'unreadable' && note.folder === folder;
}

async function removeOwnEntries(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter(isOwnEntry)) {
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** A folder that the user put something into stays. */
function removeEmpty(folder: string): void {
  rmSync(join(folder, locationName), { force: true });
  try {
    rmdirSync(folder);
  } catch {
    // It is not empty.
  }
}

/** The mark goes last, so that a folder that could not be emptied is known as incomplete. */
async function cleanUp(to: string): Promise<void> {
  try {
    await removeOwnEntries(to);
    rmSync(join(to, incompleteName), { force: true });
  } catch {
    // The next attempt begins with the same.
  }
}

interface Copy {
  path: string;
  sha256: string;
}

async function copyEntries({ from, to, onCopied = () => undefined }: Move): Promise<Copy[]> {
  const copies: Copy[] = [];
  let bytes = 0;
  const copyFolder = async (source: string, target: string, wanted: (name: string) => boolean) => {
    const entries = await readdir(source, { withFileTypes: true });
    for (const entry of entries.filter(({ name }) => wanted(name))) {
      const [path, copy] = [join(source, entry.name), join(target, entry.name)];
      if (entry.isDirectory()) {
        mkdirSync(copy, { mode: 0o700 });
        await copyFolder(path, copy, () => true);
      } else if (entry.isFile()) {
        const sha256 = await copyFile(path, copy, (size) => onCopied((bytes += size)));
        copies.push({ path: copy, sha256 });
      } else {
        // What a link leads to would stay behind, and with it the bytes of queued photos.
        throw new Error(`${path} is neither a file nor a folder`);
      }
    }
    syncFolder(target);
  };
  await copyFolder(from, to, isOwnEntry);
  return copies;
}

const chunkBytes = 4 * 1024 * 1024;

/** Returns the SHA-256 of what was read. The copy is on disk. */
async function copyFile(from: string, to: string, onCopied: (bytes: number) => void): Promise<string> {
  const hash = createHash('sha256');
  await using source = await open(from, 'r');
  await using target = await open(to, 'wx', 0o600);
  for await (const chunk of chunksOf(source)) {
    hash.update(chunk);
    await target.writeFile(chunk);
    onCopied(chunk.length);
  }
  await target.sync();
  return hash.digest('hex');
}

async function checkCopies(copies: readonly Copy[]): Promise<void> {
  for (const { path, sha256 } of copies) {
    const hash = createHash('sha256');
    await using file = await open(path, 'r');
    for await (const chunk of chunksOf(file)) hash.update(chunk);
    if (hash.digest('hex') !== sha256) throw new Error(`the copy of ${path} differs`);
  }
}

async function* chunksOf(file: Awaited<ReturnType<typeof open>>): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafe(chunkBytes);
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

async function writeAndSync(path: string, bytes: Buffer): Promise<void> {
  await using file = await open(path, 'w', 0o600);
  await file.writeFile(bytes);
  await file.sync();
}
