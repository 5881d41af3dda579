import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { GivenFile } from '../../shared/contract.ts';

/** A pasted picture larger than this is no picture for a product, and not worth the disk. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Pictures pasted from the clipboard have no file. Their bytes come over the app's own protocol, never over IPC, and
 * wait here under a token until intake has taken them.
 */
export class PastedPictures {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    // What was pasted but not taken in before the last close is of no use to anybody.
    try {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
    } catch {
      // Then a paste can't be kept and says so; nothing else needs the folder.
    }
  }

  /** Keeps the bytes and answers their token, or null when there are too many. */
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

  /** The file that a token stands for; for a token that nobody was given, one that isn't there. */
  pathOf(token: string): string {
    const folder = join(this.#folder, token);
    const [name = 'gone'] = existsSync(folder) ? readdirSync(folder) : [];
    return join(folder, name);
  }

  forget(token: string): void {
    rmSync(join(this.#folder, token), { recursive: true, force: true });
  }
}

/** A file name without a way out of its folder. What a browser calls a copied picture tells nobody anything. */
function safeName(encoded: string | null): string {
  let name = '';
  try {
    name = decodeURIComponent(encoded ?? '');
  } catch {
    // Not encoded as the preload does it.
  }
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const safe = Array.from(last)
    .filter((letter) => letter > '\u001f')
    .join('')
    .slice(0, 120);
  return /^\.*$|^image\.png$/i.test(safe) ? 'Pasted picture' : safe;
}

/** Where a given file is: at its own path, or pasted. */
export function pathOfGiven(file: GivenFile, pasted: PastedPictures): string {
  return 'pasted' in file ? pasted.pathOf(file.pasted) : file.path;
}
