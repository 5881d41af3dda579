import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, copyFile, mkdir, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** As an iPhone takes them: 12 megapixels, HEVC, Display P3, about 2 MB. */
const size = { width: 4032, height: 3024 };
const quality = 55;
/** So many are encoded; the others are copies of them in turn. */
export const distinctHeics = 2;

/** Whether libheif's commands are installed, which encode the photos and are measured against. */
export function hasHeif(): boolean {
  return spawnSync('heif-enc', ['--version']).error === undefined;
}

/** Writes HEIC photos with the names given, every two with other bytes, and answers their paths. */
export async function makeHeicPhotos(folder: string, names: readonly string[]): Promise<string[]> {
  const work = join(folder, 'made');
  await mkdir(work, { recursive: true });
  const made: string[] = [];
  for (let n = 0; n < distinctHeics; n += 1) {
    const [jpeg, heic] = [join(work, `${n}.jpg`), join(work, `${n}.heic`)];
    await (
      await drawScene(n)
    )
      .withIccProfile('p3')
      .withExifMerge({ IFD0: { Make: 'Apple', Model: 'iPhone 15' } })
      .jpeg({ quality: 98 })
      .toFile(jpeg);
    await run('heif-enc', ['-q', String(quality), '-p', 'preset=ultrafast', '-o', heic, jpeg]);
    made.push(heic);
  }
  const paths = names.map((name) => join(folder, name));
  for (const [n, path] of paths.entries()) {
    await mkdir(dirname(path), { recursive: true });
    await copyFile(made[n % distinctHeics] ?? '', path);
    // A box that every reader skips. Source: ISO/IEC 14496-12, section 8.1.2.
    await appendFile(path, `\0\0\0\x10free${String(n).padStart(8, '0')}`);
  }
  await rm(work, { recursive: true });
  return paths;
}

/** Shapes and slopes under sensor noise; `n` moves them. */
function drawScene(n: number): Promise<Sharp> {
  const { width, height } = size;
  const circles = Array.from({ length: 60 }, (_, at) => {
    const [x, y] = [((at + n * 7) * 937) % width, (at * 611) % height];
    return `<circle cx="${x}" cy="${y}" r="${60 + ((at * 37) % 300)}" fill="hsl(${(at * 47) % 360} 65% 50%)"/>`;
  });
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs>
    <linearGradient id="wall" x2="1" y2="1"><stop stop-color="#e8e2d8"/><stop offset="1" stop-color="#6b7480"/></linearGradient>
    </defs><rect width="100%" height="100%" fill="url(#wall)"/>${circles.join('')}</svg>`;
  return noisy(Buffer.from(drawing));
}

/** Each value is moved by up to eight, up or down; by a linear congruential generator, so always the same. */
async function noisy(drawing: Buffer): Promise<Sharp> {
  const pixels = await sharp(drawing).removeAlpha().raw().toBuffer();
  let random = 1;
  for (let at = 0; at < pixels.length; at += 1) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[at] = Math.min(255, Math.max(0, (pixels[at] ?? 0) + (random >>> 28) - 8));
  }
  return sharp(pixels, { raw: { ...size, channels: 3 } });
}

/** Seconds that `heif-convert` takes for these photos, one process a core. */
export async function convertWithHeif(photos: readonly string[], into: string): Promise<number> {
  await mkdir(into, { recursive: true });
  const waiting = [...photos.entries()];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: availableParallelism() }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await run('heif-convert', ['-q', '92', next[1], join(into, `${next[0]}.jpg`)]);
      }
    }),
  );
  return (performance.now() - startedAt) / 1000;
}

async function run(command: string, options: readonly string[]): Promise<void> {
  const [code] = (await once(spawn(command, options, { stdio: 'ignore' }), 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
}
