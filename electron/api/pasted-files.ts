import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { portableFileName } from '../util/portable-file-name.ts';
import type { GivenFile } from '../../shared/contract.ts';

/** A larger picture is unlikely to be a product photo. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Pictures pasted from the clipboard have no file. Their bytes come over the app's own protocol, not IPC, and are kept
 * under a token until intake has read them.
 */
export class PastedPictures {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    // Pictures that were not taken in before the last close are deleted.
    try {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    } catch {
      // Only pasting needs the folder, and it reports the error itself.
    }
  }

  /** Saves the bytes and returns their token; null if there are more than `maxBytes`. */
  async keep(body: ReadableStream<Uint8Array>, encodedName: string | null): Promise<string | null> {
    const token = randomBytes(16).toString('hex');
    const folder = join(this.#folder, token);
    let bytes = 0;
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) controller.error(new Error('too large'));
        else controller.enqueue(chunk);
      },
    });
    try {
      mkdirSync(folder, { recursive: true });
      await pipeline(
        Readable.fromWeb(body.pipeThrough(counted) as NodeReadableStream),
        createWriteStream(join(folder, safeName(encodedName))),
      );
      return token;
    } catch {
      this.forget(token);
      return null;
    }
  }

  /** The file of a token. For an unknown token, a path that does not exist. */
  pathOf(token: string): string {
    const folder = join(this.#folder, token);
    const [name = 'gone'] = existsSync(folder) ? readdirSync(folder) : [];
    return join(folder, name);
  }

  /** Deletes those of the files given that were pasted, once their batch has read them. */
  async forgetAfter(batch: Promise<void>, files: readonly GivenFile[]): Promise<void> {
    await batch;
    for (const file of files) if ('pasted' in file) this.forget(file.pasted);
  }

  forget(token: string): void {
    rmSync(join(this.#folder, token), { recursive: true, force: true });
  }
}

/** A file name that can't leave its folder. Browsers' names for copied pictures are replaced. */
function safeName(encoded: string | null): string {
  let name = '';
  try {
    name = decodeURIComponent(encoded ?? '');
  } catch {
    // The name was not encoded by the preload.
  }
  const safe = portableFileName(name.split(/[\\/]/).at(-1) ?? '');
  return safe === '' || /^image\.png$/i.test(safe) ? 'Pasted picture' : safe;
}

export function pathOfGiven(file: GivenFile, pasted: PastedPictures): string {
  return 'pasted' in file ? pasted.pathOf(file.pasted) : file.path;
}
