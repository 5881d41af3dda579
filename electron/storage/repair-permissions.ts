import { chmodSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What Packshot keeps in its data folder. Anything else there belongs to others, such as Chromium or the user. */
const ourFolders = [
  'backups',
  'logs',
  'pasted',
  'pictures',
  'practice',
  'preparing',
  'previews',
  'recovered',
  'staging',
];
const ourFiles = /^(packshot\.db.*|in-use\.lock.*|window\.json|recovering)$/;

/** The most files and folders that one start looks at. A closed folder keeps others out of what is left. */
const maxVisits = 10_000;

/** Sticky, as /tmp: a folder that many share. */
const sticky = 0o1000;

/**
 * Takes the rights of other users away from a data folder that an earlier version left open: folders 0700, files 0600.
 * Links are neither followed nor changed, and what another user owns is left alone. Does nothing on Windows, and never throws.
 */
export function repairPermissions(dataFolder: string, limit = maxVisits): void {
  const user = process.getuid?.();
  if (user === undefined) return;
  close(dataFolder, user);
  // Breadth first: the folders come before the many files below them.
  const queue = namesIn(dataFolder)
    .filter((name) => ourFolders.includes(name) || ourFiles.test(name))
    .map((name) => join(dataFolder, name));
  for (let visited = 0; visited < Math.min(queue.length, limit); visited += 1) {
    const path = queue[visited] ?? '';
    if (close(path, user) && queue.length < limit)
      queue.push(...namesIn(path).map((name) => join(path, name)));
  }
}

/** Answers whether `path` is a folder of the user's, whose content may be closed too. */
function close(path: string, user: number): boolean {
  try {
    const stats = lstatSync(path);
    const isFolder = stats.isDirectory();
    if (stats.uid !== user || (!isFolder && !stats.isFile()) || (stats.mode & sticky) !== 0) return false;
    const wanted = isFolder ? 0o700 : 0o600;
    if ((stats.mode & 0o777) !== wanted) chmodSync(path, wanted);
    return isFolder;
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
