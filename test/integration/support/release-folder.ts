import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

/**
 * What one release left on a disk: its data folder with work that waits, and the practice store that it worked with.
 * In a file, as gzipped JSON from paths to Base64.
 */
export interface ReleaseFolder {
  storeId: string;
  /** Names in each gallery once all that waits is sent, in order. */
  expected: Record<number, string[]>;
  /** Photos in the review that was left open, and the product chosen for each. */
  review: { batchId: number; items: { fileName: string; productId: number | null }[] };
  files: Record<string, string>;
}

export const releases = join(import.meta.dirname, '../upgrades');

/** `folder`: holds `data` and `practice`; app and store are closed. */
export function packRelease(folder: string, version: string, about: Omit<ReleaseFolder, 'files'>): void {
  const files: Record<string, string> = {};
  for (const part of ['data', 'practice']) {
    for (const name of readdirSync(join(folder, part), { recursive: true, encoding: 'utf8' })) {
      const path = join(folder, part, name);
      if (statSync(path).isFile()) files[`${part}/${name}`] = readFileSync(path).toString('base64');
    }
  }
  const packed = gzipSync(JSON.stringify({ ...about, files } satisfies ReleaseFolder), { level: 9 });
  writeFileSync(join(releases, `${version}.json.gz`), packed);
}

/** Lays out a release's folders in `folder`. */
export function unpackRelease(file: string, folder: string): ReleaseFolder {
  const release = JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as ReleaseFolder;
  for (const [name, content] of Object.entries(release.files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.from(content, 'base64'));
  }
  return release;
}
