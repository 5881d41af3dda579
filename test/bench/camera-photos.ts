import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

/** Differences of camera photos that matter for the cost of preparing. */
const kinds = ['plain', 'srgb-profile', 'display-p3', 'upright'] as const;

const width = 6000;
const height = 4000;

/**
 * Writes `count` JPEGs of 24 megapixels, about 9 MB each, and returns their paths: shapes and gradients under
 * sensor noise. A quarter each has no profile, sRGB, Display P3, or EXIF rotation.
 */
export async function makeCameraPhotos(folder: string, count: number): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const scene = await drawScene();
  const paths: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const kind = kinds[n % kinds.length] ?? 'plain';
    const path = join(folder, `${kind}-${String(n).padStart(3, '0')}.jpg`);
    const made = paths[n - kinds.length];
    if (made === undefined) await dressed(sharp(scene), kind).jpeg({ quality: 93 }).toFile(path);
    else await copyFile(made, path);
    paths.push(path);
  }
  return paths;
}

function dressed(picture: Sharp, kind: (typeof kinds)[number]): Sharp {
  switch (kind) {
    case 'plain':
      return picture;
    case 'srgb-profile':
      return picture.withIccProfile('srgb');
    case 'display-p3':
      return picture.withIccProfile('p3');
    case 'upright':
      return picture.withMetadata({ orientation: 6 });
  }
}

/** Lossless, at full size. */
async function drawScene(): Promise<Buffer> {
  const circles = Array.from({ length: 90 }, (_, n) => {
    const fill = n % 3 === 0 ? 'url(#ball)' : `hsl(${(n * 47) % 360} 65% 50%)`;
    return `<circle cx="${(n * 337) % 1500}" cy="${(n * 211) % 1000}" r="${15 + ((n * 37) % 110)}" fill="${fill}" opacity="0.85"/>`;
  });
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="1500" height="1000" viewBox="0 0 1500 1000">
    <linearGradient id="wall" x2="1" y2="1"><stop stop-color="#f2ede4"/><stop offset="1" stop-color="#8a94a3"/></linearGradient>
    <radialGradient id="ball"><stop stop-color="#ff5030"/><stop offset="1" stop-color="#401008"/></radialGradient>
    <rect width="1500" height="1000" fill="url(#wall)"/>${circles.join('')}</svg>`;
  const grain = await noise(width, height, 9);
  const texture = await sharp(await noise(1500, 1000, 40))
    .blur(0.8)
    .resize(width, height)
    .png(fast)
    .toBuffer();
  return await sharp(Buffer.from(drawing), { density: 72 })
    .resize(width, height)
    .removeAlpha()
    .composite([
      { input: texture, blend: 'soft-light' },
      { input: grain, blend: 'overlay' },
    ])
    .png(fast)
    .toBuffer();
}

const fast = { compressionLevel: 1 } as const;

async function noise(width: number, height: number, sigma: number): Promise<Buffer> {
  const background = '#808080';
  return await sharp({
    create: { width, height, channels: 3, background, noise: { type: 'gaussian', mean: 128, sigma } },
  })
    .png(fast)
    .toBuffer();
}
