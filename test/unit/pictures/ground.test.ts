import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { measuresOf, type Measures } from '../../../electron/pictures/measure.ts';
import { seededRandom } from '../../../electron/practice/random.ts';
import { hintsIn, type MeasuredPhoto } from '../../../electron/review/hints.ts';

/** What the rim says of the ground, on drawn pictures of 800 pixels with a camera's noise. */

const size = 800;
const colours = ['#1f2024', '#a8503c', '#3c6aa8', '#4b7f52', '#d9cfc1', '#8a5a83', '#c9a06a', '#66707c'];
type Draw = (n: number, random: () => number) => string;

const on = (ground: string, content: string): string =>
  `<rect width="${size}" height="${size}" fill="${ground}"/>${content}`;
const colourOf = (n: number): string => colours[n % colours.length] ?? '';

/** An article within the picture. */
const mug: Draw = (n, random) => {
  const [x, y, r] = [300 + random() * 200, 330 + random() * 150, 100 + random() * 90];
  return `<rect x="${x - r}" y="${y - r}" width="${2 * r}" height="${2.2 * r}" rx="30" fill="${colourOf(n)}"/>
    <circle cx="${x + r}" cy="${y}" r="${r * 0.5}" fill="none" stroke="${colourOf(n)}" stroke-width="20"/>`;
};
/** A shoe that two sides of the picture cut. */
const shoe: Draw = (n, random) => {
  const y = 350 + random() * 250;
  return `<path d="M ${200 + random() * 200} ${y} q 150 -150 300 -60 L 820 ${y - 90} L 820 ${y + 180} L 150 ${y + 180} q -20 -120 150 -180" fill="${colourOf(n)}"/>
    <rect x="150" y="${y + 170}" width="700" height="40" fill="#3a3a3a"/>`;
};
/** A jumper, cut by the bottom and in part by the sides. */
const torso: Draw = (n, random) => {
  const y = 100 + random() * 150;
  return `<path d="M 300 ${y} L 500 ${y} L ${700 + random() * 160} ${y + 120} L ${680 + random() * 80} 820 L ${60 + random() * 80} 820 L ${80 - random() * 160} ${y + 120} Z" fill="${colourOf(n)}"/>`;
};
const stripes = (random: () => number, width: number): string =>
  Array.from({ length: Math.ceil(size / width) * 2 }, (_, at) => {
    const shade = Math.floor(60 + random() * 120);
    return `<path d="M ${at * width - 200} -10 q ${30 + random() * 90} 400 ${random() * 60} 820" stroke="rgb(${shade + 30},${shade},${shade - 30})" stroke-width="${width * (0.4 + random() * 0.6)}" fill="none"/>`;
  }).join('');
const stitches = (n: number, stitch: number): string =>
  `<defs><pattern id="k" width="${stitch}" height="${stitch}" patternUnits="userSpaceOnUse">
    <rect width="${stitch}" height="${stitch}" fill="${colourOf(n)}"/>
    <path d="M 0 0 L ${stitch / 2} ${stitch * 0.7} L ${stitch} 0" stroke="#fff" stroke-opacity="0.35" stroke-width="${stitch / 4}" fill="none"/></pattern></defs>
    <rect width="${size}" height="${size}" fill="url(#k)"/>`;
const gradient = (to: string, turn: number): string =>
  `<defs><linearGradient id="g" gradientTransform="rotate(${turn} 0.5 0.5)"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="${to}"/></linearGradient></defs>`;
const softly = (content: string, blur: number): string =>
  `<defs><filter id="b" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${blur}"/></filter></defs><g filter="url(#b)">${content}</g>`;

const clean: Record<string, Draw> = {
  'an article on white': (n, random) => on('#fcfcfc', mug(n, random)),
  'a shoe that the rim cuts': (n, random) => on('#fcfcfc', shoe(n, random)),
  'a jumper that the rim cuts': (n, random) => on('#fdfdfd', torso(n, random)),
  'a close-up of knitwear': (n) => stitches(n, 14 + n * 5),
  'a close-up of wood': (n, random) => on('#9a6b3c', stripes(random, 14 + n * 3)),
  'a close-up of leather': (n) => on(colourOf(n), `<path d="M -10 ${200 + n * 40} q 400 90 820 0" stroke="#0003" stroke-width="6" fill="none"/>`),
  'white on white': (n, random) =>
    on('#fcfcfc', softly(`<ellipse cx="400" cy="580" rx="${180 + n * 5}" ry="30" fill="#d4d4d4"/>`, 12) + `<circle cx="400" cy="${380 + random() * 40}" r="${150 + n * 6}" fill="#f3f3f1"/>`),
  'a glass': (n) => on('#fcfcfc', `<rect x="${240 + n * 5}" y="120" width="220" height="520" rx="30" fill="#9fadb2" fill-opacity="0.2" stroke="#c3cdd0" stroke-width="3"/>`),
  'a scene': (n, random) =>
    on('#e4dccf', stripes(random, 60) + Array.from({ length: 40 }, (_, at) => `<rect x="${random() * 760}" y="${random() * 760}" width="${30 + random() * 150}" height="${30 + random() * 150}" fill="${colourOf(at)}"/>`).join('') + mug(n, random)),
}; // prettier-ignore

const faults: Record<string, Draw> = {
  'a ground that darkens': (n, random) =>
    `${gradient(['#9c9c9c', '#b4aea6', '#808080', '#c4c4c4'][n % 4] ?? '', n * 45)}${on('url(#g)', mug(n, random))}`,
  'a dark floor': (n, random) =>
    on('#fcfcfc', `<rect y="${420 + n * 35}" width="${size}" height="${size}" fill="${['#4a4038', '#777777', '#a58a6a', '#2c2c2e'][n % 4]}"/>${mug(n, random)}`),
  'grey instead of white': (n, random) => on(['#d9d9d9', '#c4c6c8', '#e6e6e6', '#9a9a9a'][n % 4] ?? '', mug(n, random)),
  'grey instead of white, behind an article that the rim cuts': (n, random) =>
    on(['#d9d9d9', '#c4c6c8', '#e2e2e2', '#aaaaaa'][n % 4] ?? '', shoe(n, random)),
  'a shadow at the side, soft': (n, random) => {
    const [from, to] = [350 + n * 20, 400 + n * 30];
    const colour = ['#a0a0a0', '#b8b8b8', '#888888'][n % 3];
    return `<defs><linearGradient id="s" gradientUnits="userSpaceOnUse" x1="${from}" x2="${to}"><stop offset="0" stop-color="#fcfcfc"/><stop offset="1" stop-color="${colour}"/></linearGradient></defs>${on('url(#s)', mug(n, random))}`;
  },
  'a shadow at the side, hard': (n, random) =>
    on('#fcfcfc', `<path d="M ${350 + n * 20} -10 L 820 -10 L 820 820 L ${450 + n * 20} 820 Z" fill="${['#c8c8c8', '#d2d0ce', '#b4b4b6'][n % 3]}"/>${mug(n, random)}`),
}; // prettier-ignore

const each = 8;

async function measured(draw: Draw, n: number): Promise<Measures> {
  const random = seededRandom(n * 31 + 7);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">${draw(n, random)}</svg>`;
  const { data } = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  for (let at = 0; at < data.length; at += 1)
    data[at] = Math.max(0, Math.min(255, (data[at] ?? 0) + (random() + random() + random() - 1.5) * 4));
  const jpeg = await sharp(data, { raw: { width: size, height: size, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
  return await measuresOf(sharp(jpeg));
}

let made = 0;
const photoOf = (measures: Measures): MeasuredPhoto => {
  made += 1;
  const sha256 = String(made).padStart(64, '0');
  return {
    id: made,
    fileName: `${made}.jpg`,
    productId: null,
    sha256,
    longestEdge: 1_600,
    beyondSize: null,
    measures,
  };
};

const whites = await Promise.all(
  Array.from({ length: 6 }, async (_, n) =>
    photoOf(await measured((at, random) => on('#fcfcfc', mug(at, random)), n + 20)),
  ),
);

/** Which of a kind's pictures have a hint among photos on white. */
async function hintedOf(draw: Draw): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < each; n += 1) {
    const photo = photoOf(await measured(draw, n));
    if (hintsIn([...whites, photo], new Set(['background']))(photo).length > 0) found.push(n);
  }
  return found;
}

describe('among photos on white, a background', () => {
  test.each(Object.entries(clean))('has no hint: %s', async (_, draw) => {
    expect(await hintedOf(draw)).toEqual([]);
  });

  test.each(Object.entries(faults))('has a hint: %s', async (_, draw) => {
    expect(await hintedOf(draw)).toEqual(Array.from({ length: each }, (__, n) => n));
  });

  test('has no hint where all are grey', async () => {
    const greys = await Promise.all(
      Array.from({ length: 6 }, async (_, n) =>
        photoOf(await measured((at, random) => on('#d2d2d2', mug(at, random)), n)),
      ),
    );
    expect(greys.flatMap(hintsIn(greys, new Set(['background'])))).toEqual([]);
  });
});
