import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { HeifPixels } from './heif-pixels.ts';

/** The part of `heic-decode` that is used here. The library has no types. */
interface HeicDecode {
  all(file: { buffer: Uint8Array }): Promise<
    { decode(): Promise<{ width: number; height: number; data: Uint8ClampedArray }> }[] & {
      dispose(): void;
    }
  >;
}

let failures = 0;

/** Number of pictures that libheif failed on in this process. A failure may damage its memory. */
export function heicFailures(): number {
  return failures;
}

/**
 * Decodes a HEIC picture with libheif as WebAssembly. `page` counts the file's pictures from 0. It blocks the thread
 * until it is done. Premultiplied colours are returned as they are. Throws the decoder's errors.
 */
export async function decodeHeic(path: string, page: number): Promise<HeifPixels> {
  const buffer = new Uint8Array(await readFile(path));
  // The decoder looks at the first brand and knows only a few. With other brands the content is the same.
  buffer.set([0x68, 0x65, 0x69, 0x63], 8);
  const decoder = createRequire(import.meta.url)('heic-decode') as HeicDecode;
  try {
    const pictures = await decoder.all({ buffer });
    try {
      const picture = pictures[page] ?? pictures[0];
      if (picture === undefined) throw new Error('no picture');
      const { width, height, data } = await picture.decode();
      return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
    } finally {
      pictures.dispose();
    }
  } catch (error) {
    failures += 1;
    throw error;
  }
}
