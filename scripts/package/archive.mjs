// @ts-check
import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, mkdirSync, openSync, readSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getRawHeader } from '@electron/asar';

/**
 * A file of an archive. `path` has forward slashes.
 * @typedef {{ path: string, size: number, unpacked: boolean, executable: boolean, hash: string, read(): Buffer }}
 * ArchivedFile
 */
/**
 * As the header has it (Electron's `docs/tutorial/asar-integrity.md`).
 * @typedef {{ files?: Record<string, Entry>, link?: string, size?: number, offset?: string, unpacked?: boolean,
 *   executable?: boolean, integrity?: { hash: string } }} Entry
 */

/**
 * Every file of an archive, those beside it in `app.asar.unpacked` too.
 * @param {string} archive path of the `app.asar`
 * @returns {ArchivedFile[]}
 */
export function readArchive(archive) {
  const { header, headerSize } = getRawHeader(archive);
  /** @type {ArchivedFile[]} */
  const files = [];
  walk(header, '');
  return files;

  /**
   * @param {Entry} folder
   * @param {string} path
   */
  function walk(folder, path) {
    for (const [name, entry] of Object.entries(folder.files ?? {})) {
      const inside = path === '' ? name : `${path}/${name}`;
      if (entry.link !== undefined) throw new Error(`${archive} has a link, ${inside}.`);
      if (entry.files === undefined) files.push(fileOf(entry, inside));
      else walk(entry, inside);
    }
  }

  /**
   * @param {Entry} entry
   * @param {string} path
   * @returns {ArchivedFile}
   */
  function fileOf({ size = 0, offset = '0', unpacked = false, executable = false, integrity }, path) {
    return { path, size, unpacked, executable, hash: integrity?.hash ?? '', read };

    function read() {
      const bytes = Buffer.alloc(size);
      const file = openSync(unpacked ? join(`${archive}.unpacked`, path) : archive, 'r');
      try {
        // The archive begins with the size of its header (8 bytes), and the header.
        readSync(file, bytes, 0, size, unpacked ? 0 : 8 + headerSize + Number(offset));
      } finally {
        closeSync(file);
      }
      return bytes;
    }
  }
}

/**
 * Files whose bytes are not those that the header has the hash of.
 * @param {readonly ArchivedFile[]} files
 */
export function alteredFiles(files) {
  return files.flatMap(({ path, hash, read }) =>
    createHash('sha256').update(read()).digest('hex') === hash ? [] : [path],
  );
}

/**
 * Files with native code, in the archive, where no system can load them.
 * @param {readonly ArchivedFile[]} files
 */
export function trappedNativeFiles(files) {
  return files.flatMap(({ path, unpacked, read }) =>
    !unpacked && nativeSystem(read()) !== null ? [path] : [],
  );
}

const machO = new Set([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe]);

/**
 * The system that a file's native code is for, by its first bytes; null without native code.
 * @param {Buffer} bytes
 * @returns {'linux' | 'win32' | 'darwin' | null}
 */
export function nativeSystem(bytes) {
  if (bytes.length < 4) return null;
  const magic = bytes.readUInt32BE(0);
  if (magic === 0x7f454c46) return 'linux';
  if (machO.has(magic)) return 'darwin';
  return bytes[0] === 0x4d && bytes[1] === 0x5a ? 'win32' : null;
}

/**
 * Lays an archive out as a folder, for a program that can't read archives: as Electron shows it, unpacked libraries
 * lead to `app.asar.unpacked`, where they find their neighbours.
 * @param {string} archive
 * @param {string} folder must not exist
 * @returns {string} the folder that stands for the archive
 */
export function layOut(archive, folder) {
  const top = join(folder, 'app.asar');
  for (const { path, unpacked, executable, read } of readArchive(archive)) {
    const to = join(top, path);
    mkdirSync(dirname(to), { recursive: true });
    const from = join(`${archive}.unpacked`, path);
    if (!unpacked) writeFileSync(to, read(), { mode: executable ? 0o755 : 0o644 });
    else if (/\.(?:node|dll|dylib)$|\.so(?:\.|$)/.test(path)) symlinkSync(from, to);
    else copyFileSync(from, to);
  }
  return top;
}
