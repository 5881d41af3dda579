import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

/**
 * Writes `count` JPEGs of about `bytes` bytes and returns their paths. Each has its own comment, so that
 * Packshot finds no duplicates.
 */
export async function makePhotos(
  folder: string,
  { count, bytes }: { count: number; bytes: number },
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const picture = await jpegOf(bytes);
  const paths: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const path = join(folder, `photo-${String(n).padStart(5, '0')}.jpg`);
    await writeFile(path, withComment(picture, `photo ${n} of ${folder}`));
    paths.push(path);
  }
  return paths;
}

/** Noise hardly compresses, so the size follows from the pixels; two tries are close enough. */
async function jpegOf(bytes: number): Promise<Buffer> {
  let edge = Math.max(16, Math.round(Math.sqrt(bytes)));
  for (let attempt = 0; ; attempt += 1) {
    const jpeg = await sharp({
      create: {
        width: edge,
        height: edge,
        channels: 3,
        background: '#808080',
        noise: { type: 'gaussian', mean: 128, sigma: 40 },
      },
    })
      .jpeg({ quality: 80 })
      .toBuffer();
    if (attempt === 2 || Math.abs(jpeg.length - bytes) < bytes / 50) return jpeg;
    edge = Math.max(16, Math.round(edge * Math.sqrt(bytes / jpeg.length)));
  }
}

/** A comment segment (COM, FF FE) right after the start of the picture. */
function withComment(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment);
  const head = Buffer.from([0xff, 0xfe, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}
