import { sep } from 'node:path';
import { gone } from '../picture-messages.ts';
import type { FileFacts, FolderEntry, SourceDisk } from '../source-drives.ts';
import { ArchiveError } from './archive-error.ts';
import { isArchiveName } from './archive-tree.ts';
import type { ZipArchive } from './zip-archive.ts';

/** A disk on which ZIP files are folders. Their files are unpacked while they are read; nothing is written. */
export interface ArchiveDisk extends SourceDisk {
  /** Whether a file is in an archive, so that only this disk can read it. */
  isInArchive(path: string): Promise<boolean>;
  /** Closes the archives that were read. */
  close(): Promise<void>;
}

interface Place {
  /** The archive's path. */
  archive: string;
  /** The path in it, '/' separated; '' for the archive itself. */
  inside: string;
}

/** Thrown for cloning or checking access: files in an archive are not on the disk. */
class NotOnDisk extends Error {
  readonly code = 'EXDEV';
}

/** `whenComplete`: resolves when an archive is no longer written to. */
export function withArchives(
  disk: SourceDisk,
  whenComplete: (path: string) => Promise<void> = () => Promise.resolve(),
): ArchiveDisk {
  const opened = new Map<string, Promise<ZipArchive>>();
  const { copyFile } = disk;

  /** Null for a file on the disk itself. An archive in an archive is a file. */
  async function placeOf(path: string): Promise<Place | null> {
    if (!/\.zip(?:$|[\\/])/i.test(path)) return null;
    const segments = path.split(sep);
    for (const [index, segment] of segments.entries()) {
      if (!isArchiveName(segment)) continue;
      const archive = segments.slice(0, index + 1).join(sep);
      const isArchive = opened.has(archive) || (await isFile(archive));
      if (isArchive) return { archive, inside: segments.slice(index + 1).join('/') };
    }
    return null;
  }

  async function isFile(path: string): Promise<boolean> {
    const facts = await disk.stat(path).catch(() => null);
    // An empty ZIP file is reported as an empty file.
    return facts !== null && facts.isFile() && facts.size > 0;
  }

  async function open(path: string): Promise<ZipArchive> {
    const opening = opened.get(path) ?? openNow(path);
    opened.set(path, opening);
    try {
      return await opening;
    } catch (error) {
      // A drive's trouble may pass, so the next call tries again.
      if (!(error instanceof ArchiveError) && opened.get(path) === opening) opened.delete(path);
      throw error;
    }
  }

  async function openNow(path: string): Promise<ZipArchive> {
    await whenComplete(path);
    // Loaded when the first archive is read.
    const { ZipArchive: Archive } = await import('./zip-archive.ts');
    return await Archive.open(await disk.open(path, 'r'));
  }

  /** Throws why the file can't be used. */
  async function fileAt({ archive, inside }: Place) {
    const zip = await open(archive);
    const file = zip.tree.files.get(inside);
    if (file === undefined) throw new ArchiveError(gone());
    if (file.refusal !== null) throw new ArchiveError(file.refusal);
    return { zip, entry: file.entry };
  }

  return {
    async open(path) {
      const place = await placeOf(path);
      if (place === null || place.inside === '') return await disk.open(path, 'r');
      const { zip, entry } = await fileAt(place);
      return zip.openEntry(entry);
    },

    async stat(path) {
      const place = await placeOf(path);
      if (place === null) return await disk.stat(path);
      const { fileFacts, folderFacts } = await import('./zip-archive.ts');
      if (place.inside === '') {
        const { mtimeMs } = await disk.stat(path);
        return { ...folderFacts(mtimeMs), isArchive: true } satisfies FileFacts;
      }
      const { tree } = await open(place.archive);
      if (tree.folders.has(place.inside)) return folderFacts(0);
      const { entry } = await fileAt(place);
      return fileFacts(entry.bytes, entry.mtimeMs);
    },

    async readdir(path, how) {
      const place = await placeOf(path);
      if (place === null) return await disk.readdir(path, how);
      const { tree } = await open(place.archive);
      const names = tree.folders.get(place.inside);
      if (names === undefined) throw new ArchiveError(gone());
      const prefix = place.inside === '' ? '' : `${place.inside}/`;
      return names.map((name) => folderEntry(name, tree.folders.has(prefix + name)));
    },

    async realpath(path) {
      const place = await placeOf(path);
      if (place === null || place.inside === '') return await disk.realpath(path);
      return [await disk.realpath(place.archive), ...place.inside.split('/')].join(sep);
    },

    async access(path, mode) {
      if ((await placeOf(path)) !== null) throw new NotOnDisk(path);
      await disk.access(path, mode);
    },

    ...(copyFile && {
      async copyFile(path, to, mode) {
        if ((await placeOf(path)) !== null) throw new NotOnDisk(path);
        await copyFile(path, to, mode);
      },
    }),

    async isInArchive(path) {
      const place = await placeOf(path);
      return place !== null && place.inside !== '';
    },

    async close() {
      const all = [...opened.values()];
      opened.clear();
      for (const opening of all) await opening.then(async (zip) => await zip.close()).catch(() => undefined);
    },
  };
}

function folderEntry(name: string, isFolder: boolean): FolderEntry {
  return {
    name,
    isDirectory: () => isFolder,
    isFile: () => !isFolder,
    isSymbolicLink: () => false,
  };
}
