import { randomBytes } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { Clock } from './clock.ts';
import { failureOfFile } from './errors.ts';
import type { Failure } from './failure.ts';
import type { NewImageFile } from './image-api.ts';

/** A picture and its fields, framed as `multipart/form-data` with an exact length. */
export interface Upload {
  contentType: string;
  contentLength: number;
  /** The body, once. Throws `FileChanged` in the middle when the file turns out not to be what was promised. */
  body(watch: UploadWatch): AsyncGenerator<Uint8Array, void, void>;
  close(): Promise<void>;
}

export interface UploadWatch {
  /** Bytes of the picture the network has taken so far. */
  onTaken(sent: number): void;
  clock: Clock;
}

/** Thrown by the body: what was sent so far is shorter than its Content-Length, so the store can't take it for a picture. */
export class FileChanged extends Error {
  override name = 'FileChanged';
}

const readBytes = 256 * 1024;
/**
 * What is handed over at once. Large pieces are cheap; on a slow link small ones show progress, and keep a link that is
 * merely slow from looking like one that stands still.
 */
const pieces = { fast: readBytes, first: 64 * 1024, slow: 16 * 1024, quickMs: 250 };

/** The fields of V3's "Create a Product Image". What is absent means the store's default, so false and empty are left out. */
export function uploadFields(image: NewImageFile): [name: string, value: string][] {
  const fields: [string, string][] = [];
  if (image.sortOrder !== null) fields.push(['sort_order', String(image.sortOrder)]);
  if (image.isThumbnail) fields.push(['is_thumbnail', 'true']);
  if (image.description !== '') fields.push(['description', image.description]);
  return fields;
}

/** Opens the file and frames it. `local` when it is gone or has another size than told: nothing has left then. */
export async function openUpload(
  image: NewImageFile,
  boundary: string = `packshot-${randomBytes(18).toString('hex')}`,
): Promise<Outcome<Upload, Failure>> {
  const file = await openFile(image.path);
  if (file === null) return no(failureOfFile('file-gone'));
  const before = await file.stat();
  if (!before.isFile() || before.size !== image.bytes) {
    await file.close();
    return no(failureOfFile('file-changed'));
  }
  const head = Buffer.from(headOf(image, boundary));
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

  async function* body(watch: UploadWatch): AsyncGenerator<Uint8Array, void, void> {
    yield head;
    let sent = 0;
    let size = pieces.first;
    for await (const chunk of bytesOf(file as FileHandle, image.bytes)) {
      for (let at = 0; at < chunk.length;) {
        const piece = chunk.subarray(at, at + size);
        const handedOver = watch.clock.now();
        yield piece;
        size = watch.clock.now() - handedOver <= pieces.quickMs ? pieces.fast : pieces.slow;
        at += piece.length;
        sent += piece.length;
        watch.onTaken(sent);
      }
    }
    const after = await (file as FileHandle).stat();
    if (sent !== image.bytes || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new FileChanged();
    }
    yield tail;
  }

  return ok({
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: head.length + image.bytes + tail.length,
    body,
    close: () => file.close(),
  });
}

async function openFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch {
    return null;
  }
}

async function* bytesOf(file: FileHandle, bytes: number): AsyncGenerator<Buffer, void, void> {
  if (bytes === 0) return;
  const stream = file.createReadStream({
    start: 0,
    end: bytes - 1,
    highWaterMark: readBytes,
    autoClose: false,
  });
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw new FileChanged('The file could not be read to its end.', { cause: error });
  }
}

function headOf(image: NewImageFile, boundary: string): string {
  const fields = uploadFields(image).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file =
    `--${boundary}\r\nContent-Disposition: form-data; name="image_file"; filename="${escapeName(image.fileName)}"\r\n` +
    `Content-Type: ${image.mediaType}\r\n\r\n`;
  return fields.join('') + file;
}

/** As browsers do (HTML, "multipart/form-data encoding algorithm"): raw UTF-8, only quotes and line ends escaped. */
function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
