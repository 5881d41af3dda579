import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Chance } from './random.ts';

/** A photographer's folder, and the photos that should arrive. */
export interface PhotoFolder {
  path: string;
  /** Fingerprints of the expected photos, in the order of the folder. */
  photos: string[];
}

/** Photos with their own colours, some of them twice, mixed with unusable files. */
export async function makeFolder(path: string, count: number, chance: Chance): Promise<PhotoFolder> {
  await mkdir(path, { recursive: true });
  const photos: string[] = [];
  for (let n = 1; n <= count; n++) {
    const file = join(path, `${String(n).padStart(3, '0')}.jpg`);
    const background = {
      r: chance.between(0, 255),
      g: chance.between(0, 255),
      b: chance.between(0, 255),
    };
    await sharp({ create: { width: 32 + n, height: 24 + chance.between(0, 40), channels: 3, background } })
      .jpeg()
      .toFile(file);
    photos.push(await fingerprintOf(file));
  }
  // Later in the folder than their originals, so these are left out.
  if (count > 1) await copyFile(join(path, '001.jpg'), join(path, '900 again.jpg'));
  await writeFile(join(path, '002 notes.txt'), 'not a picture');
  await writeFile(join(path, '003 empty.jpg'), '');
  return { path, photos };
}

export async function fingerprintOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

/** A web server with a picture at every address. */
export async function serveOnePicture(): Promise<{ origin: string; close(): void }> {
  const picture = await sharp({ create: { width: 40, height: 40, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
