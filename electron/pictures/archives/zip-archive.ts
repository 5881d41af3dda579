import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry, type ZipFile } from 'yauzl';
import { archiveDamaged, archiveTooMany } from '../picture-messages.ts';
import { buffered, type ReadAt } from '../reader.ts';
import { FileTroubleError, type FileFacts, type SourceFile } from '../source-drives.ts';
import { ArchiveError } from './archive-error.ts';
import { maxEntries } from './archive-limits.ts';
import { treeOf, type ArchiveTree, type ListedEntry } from './archive-tree.ts';
import { entryName } from './entry-name.ts';

export interface ZipEntry extends ListedEntry {
  /** Epoch milliseconds; 0 if unknown. */
  mtimeMs: number;
  entry: Entry;
}

const chunkBytes = 1024 * 1024;

/** A ZIP file that is open for reading. Every error is an `ArchiveError`, or a `FileTroubleError` of its drive. */
export class ZipArchive {
  readonly tree: ArchiveTree<ZipEntry>;
  readonly #file: SourceFile;
  readonly #zip: ZipFile;

  private constructor(file: SourceFile, zip: ZipFile, tree: ArchiveTree<ZipEntry>) {
    this.#file = file;
    this.#zip = zip;
    this.tree = tree;
  }

  /** Reads and judges the directory. `file` is closed with the archive, and if opening fails. */
  static async open(file: SourceFile): Promise<ZipArchive> {
    try {
      const { size } = await file.stat();
      const zip = await fromRandomAccessReaderPromise(new ZipReader(file), size, {
        autoClose: false,
        lazyEntries: true,
        // Names are decoded by `entryName`, and judged one by one.
        decodeStrings: false,
      });
      if (zip.entryCount > maxEntries) throw new ArchiveError(archiveTooMany());
      const entries: ZipEntry[] = [];
      for await (const entry of zip.eachEntry()) entries.push(listed(entry));
      const tree = treeOf(entries, size);
      if (!tree.ok) throw new ArchiveError(tree.reason);
      return new ZipArchive(file, zip, tree.value);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw explained(error);
    }
  }

  /** A file that is unpacked while it is read, from start to end, as copying does. */
  openEntry({ entry, bytes, mtimeMs }: ZipEntry): SourceFile {
    const facts = fileFacts(bytes, mtimeMs);
    let unpacking: Unpacking | null = null;
    const start = async (): Promise<Unpacking> =>
      new Unpacking(await this.#zip.openReadStreamPromise(entry), entry.crc32, bytes);
    return {
      stat: async () => await Promise.resolve(facts),
      async read(buffer, offset, length, position) {
        try {
          if (unpacking === null || position < unpacking.position) {
            unpacking?.stop();
            unpacking = await start();
          }
          await unpacking.skipTo(position);
          return { bytesRead: await unpacking.fill(buffer.subarray(offset, offset + length)), buffer };
        } catch (error) {
          throw explained(error);
        }
      },
      async close() {
        unpacking?.stop();
        await Promise.resolve();
      },
    };
  }

  async close(): Promise<void> {
    this.#zip.close();
    await this.#file.close();
  }
}

/** One pass over an entry. The checksum is compared at the end, so that a damaged photo is noticed. */
class Unpacking {
  position = 0;
  readonly #stream: Readable;
  readonly #chunks: AsyncIterator<unknown>;
  readonly #wantedSum: number;
  readonly #bytes: number;
  #sum = 0;
  #rest: Buffer = Buffer.alloc(0);

  constructor(stream: Readable, wantedSum: number, bytes: number) {
    this.#stream = stream;
    // Nobody waits for an error after the last read.
    stream.on('error', () => undefined);
    this.#chunks = stream.iterator({ destroyOnReturn: false });
    this.#wantedSum = wantedSum;
    this.#bytes = bytes;
  }

  /** Returns the bytes written; fewer than fit only at the end. */
  async fill(target: Buffer): Promise<number> {
    let filled = 0;
    while (filled < target.length && (this.#rest.length > 0 || (await this.#next()))) {
      const copied = this.#rest.copy(target, filled);
      this.#rest = this.#rest.subarray(copied);
      filled += copied;
    }
    this.position += filled;
    return filled;
  }

  async skipTo(position: number): Promise<void> {
    const skipped = Buffer.alloc(Math.min(chunkBytes, Math.max(0, position - this.position)));
    while (this.position < position) {
      const part = skipped.subarray(0, Math.min(skipped.length, position - this.position));
      if ((await this.fill(part)) === 0) return;
    }
  }

  stop(): void {
    this.#stream.destroy();
  }

  async #next(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) {
      if (this.#sum !== this.#wantedSum && this.#bytes > 0) throw new ArchiveError(archiveDamaged('file'));
      return false;
    }
    this.#rest = next.value as Buffer;
    this.#sum = crc32(this.#rest, this.#sum);
    return true;
  }
}

/** Reads the archive by its drive's rules. */
class ZipReader extends RandomAccessReader {
  readonly #read: ReadAt;
  readonly #buffered: ReadAt;

  constructor(file: SourceFile) {
    super();
    this.#read = async (at, length) => {
      const buffer = Buffer.allocUnsafe(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await file.read(buffer, filled, length - filled, at + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    };
    // The directory is read in thousands of small parts.
    this.#buffered = buffered(this.#read);
  }

  async #answer(target: Buffer, at: number, callback: (error: Error | null) => void): Promise<void> {
    callback(await this.#fill(target, at));
  }

  /** Never rejects: answers what went wrong. */
  async #fill(target: Buffer, at: number): Promise<Error | null> {
    try {
      const part = await this.#buffered(at, target.length);
      if (part.length < target.length) return new ArchiveError(archiveDamaged('archive'));
      target.set(part);
      return null;
    } catch (error) {
      return explained(error);
    }
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#parts(start, end), { objectMode: false });
  }

  async *#parts(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; at += chunkBytes) {
      const part = await this.#read(at, Math.min(chunkBytes, end - at));
      if (part.length > 0) yield part;
    }
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    void this.#answer(buffer.subarray(offset, offset + length), position, callback);
  }
}

function listed(entry: Entry): ZipEntry {
  const written = entry.getLastModDate().getTime();
  return {
    name: entryName(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields),
    isEncrypted: entry.isEncrypted(),
    isReadable: entry.compressionMethod === 0 || entry.compressionMethod === 8,
    bytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    mtimeMs: Number.isFinite(written) ? written : 0,
    entry,
  };
}

/** No device has this number, so files in an archive are never cloned. */
const noDevice = -1;

export function fileFacts(bytes: number, mtimeMs: number): FileFacts {
  return { dev: noDevice, ino: 0, size: bytes, mtimeMs, isFile: () => true, isDirectory: () => false };
}

export function folderFacts(mtimeMs: number): FileFacts {
  return { ...fileFacts(0, mtimeMs), isFile: () => false, isDirectory: () => true };
}

/** An error of yauzl means that the archive is not valid. */
function explained(error: unknown): Error {
  if (error instanceof ArchiveError || error instanceof FileTroubleError) return error;
  return new ArchiveError(archiveDamaged('archive'));
}
