import { open, type FileHandle } from 'node:fs/promises';
import { setTimeout as rest } from 'node:timers/promises';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import type { Clock } from '../../util/clock.ts';
import { failureOfCancel, failureOfFile } from '../errors.ts';
import type { Failure } from '../failure.ts';

/** A body to send, with an exact length. */
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
  /** Bytes that may be handed over in one piece. */
  maxAtOnce(): number;
  clock: Clock;
}

/** Thrown by the body: less than its Content-Length was sent, so the store can't take it for a picture. */
export class FileChanged extends Error {
  override name = 'FileChanged';
}

const readBytes = 256 * 1024;
/**
 * What is handed over at once. Large pieces are cheap; on a slow link small ones show progress, and keep a link that is
 * merely slow from looking like one that stands still.
 */
const pieces = { fast: readBytes, first: 64 * 1024, slow: 16 * 1024, quickMs: 250 };

/** Milliseconds between two tries to open a file that is there: virus scanners release one within seconds. */
const heldPauses: readonly number[] = [250, 500, 1_000, 2_000, 4_000];

/**
 * Opens a picture to be sent unchanged. Nothing was sent if it fails, which is `local`: the file is gone, has another size
 * than expected, or could not be opened for some seconds. `signal` ends that wait.
 */
export async function openPicture(
  picture: { path: string; bytes: number; mediaType: string },
  signal?: AbortSignal,
  pauses = heldPauses,
): Promise<Outcome<Upload, Failure>> {
  const opening = await openFile(picture.path, pauses, signal);
  if (!opening.ok) return opening;
  const file = opening.value;
  const before = await file.stat();
  if (!before.isFile() || before.size !== picture.bytes) {
    await file.close();
    return no(failureOfFile('file-changed'));
  }

  async function* body(opened: FileHandle, watch: UploadWatch): AsyncGenerator<Uint8Array, void, void> {
    let sent = 0;
    let size = pieces.first;
    for await (const chunk of bytesOf(opened, picture.bytes)) {
      for (let at = 0; at < chunk.length;) {
        const piece = chunk.subarray(at, at + Math.min(size, watch.maxAtOnce()));
        const handedOver = watch.clock.now();
        yield piece;
        size = watch.clock.now() - handedOver <= pieces.quickMs ? pieces.fast : pieces.slow;
        at += piece.length;
        sent += piece.length;
        watch.onTaken(sent);
      }
    }
    const after = await opened.stat();
    if (sent !== picture.bytes || after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new FileChanged();
    }
  }

  return ok({
    contentType: picture.mediaType,
    contentLength: picture.bytes,
    body: (watch) => body(file, watch),
    close: () => file.close(),
  });
}

async function openFile(
  path: string,
  pauses: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Outcome<FileHandle, Failure>> {
  for (const ms of [...pauses, null]) {
    try {
      return ok(await open(path, 'r'));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT' || code === 'ENOTDIR') break;
      if (ms === null) return no(failureOfFile('file-unopened'));
      await rest(ms, undefined, signal && { signal }).catch(() => undefined);
      if (signal?.aborted) return no(failureOfCancel('POST', false));
    }
  }
  return no(failureOfFile('file-gone'));
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
