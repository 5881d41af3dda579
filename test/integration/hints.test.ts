import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inspect } from '../../electron/pictures/inspect.ts';
import { measure } from '../../electron/pictures/measure.ts';
import { seededRandom } from '../../electron/practice/random.ts';
import { PicturePool } from '../../electron/pictures/pool/picture-pool.ts';
import { reserveNothing } from '../../electron/pictures/memory-estimate.ts';
import { hintsIn, type MeasuredPhoto } from '../../electron/review/hints.ts';
import { hintTypes } from '../../shared/hint-types.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import type { HintType } from '../../shared/hints.ts';
import { ReviewDesk } from './support/review-desk.ts';

/** Hints on a set of drawn product photos: none on the clean ones, and each planted fault is found. */

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-hints-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Drawn {
  product: number;
  view: number;
  size?: number;
  ground?: string;
  uneven?: boolean;
  /** Of the camera's noise. */
  seed?: number;
}

const colours = ['#a8503c', '#3c6aa8', '#4b7f52', '#b58a2a', '#6b4a8a', '#50504e'];

/** An article on a ground, with a grey shadow, seams and print. Each view shows it from elsewhere. */
function drawing({ product, view, size = 1_600, ground = '#fcfcfc', uneven = false }: Drawn): Sharp {
  const x = 420 + ((product * 137 + view * 263) % 420);
  const y = 380 + ((product * 71 + view * 197) % 420);
  const r = 230 + ((product * 53 + view * 89) % 170);
  const fill = colours[product % colours.length];
  const seams = Array.from({ length: 5 + view }, (_, n) => {
    const at = y - r + ((n + 1) * 2 * r) / (6 + view);
    return `<path d="M${x - r * 0.9} ${at} q ${r * 0.9} ${30 + n * 6} ${r * 1.8} 0" stroke="#222" stroke-width="5" fill="none"/>`;
  }).join('');
  const back = uneven
    ? `<defs><linearGradient id="g"><stop offset="0" stop-color="#ffffff"/><stop offset="1" stop-color="#9c9c9c"/></linearGradient></defs><rect width="1600" height="1600" fill="url(#g)"/>`
    : `<rect width="1600" height="1600" fill="${ground}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1600">${back}
    <ellipse cx="${x + 40}" cy="${y + r}" rx="${r}" ry="${r * 0.25}" fill="#c9c9c9"/>
    <rect x="${x - r}" y="${y - r}" width="${2 * r}" height="${2 * r}" rx="${40 + view * 30}" fill="${fill}"/>
    <circle cx="${x + r * 0.3}" cy="${y - r * 0.2}" r="${r * (0.25 + view * 0.06)}" fill="#d8d8d8" stroke="#333" stroke-width="8"/>
    ${seams}
    <text x="${x - r * 0.8}" y="${y + r * 0.7}" font-size="${90 + view * 12}" fill="#eee">No ${product}${view}</text></svg>`;
  return sharp(Buffer.from(svg)).resize(size, size).flatten({ background: '#fff' });
}

/** White on white with a soft shadow: a bowl, paper; and a glass. */
const faintArticles = {
  bowl: `<ellipse cx="800" cy="1150" rx="380" ry="70" fill="url(#shade)"/>
    <ellipse cx="800" cy="800" rx="350" ry="320" fill="#f5f5f4"/>
    <ellipse cx="800" cy="590" rx="240" ry="60" fill="#efefee" stroke="#dedede" stroke-width="4"/>`,
  paper: `<ellipse cx="800" cy="1190" rx="520" ry="60" fill="url(#shade)"/>
    <rect x="400" y="400" width="800" height="800" fill="#f5f5f4"/>`,
  soap: `<ellipse cx="800" cy="960" rx="260" ry="90" fill="url(#shade)"/>
    <rect x="700" y="760" width="200" height="180" rx="20" fill="#f1f1f0"/>`,
  glass: `<rect x="580" y="300" width="440" height="1000" rx="60" fill="#9fadb2" fill-opacity="0.2" stroke="#c3cdd0" stroke-width="3"/>
    <ellipse cx="800" cy="320" rx="210" ry="40" fill="none" stroke="#b5c0c4" stroke-width="4"/>`,
};

function faintDrawing(article: string): Sharp {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1600">
    <defs><radialGradient id="shade"><stop offset="0" stop-color="#c4c4c4"/><stop offset="1" stop-color="#fcfcfc"/></radialGradient></defs>
    <rect width="1600" height="1600" fill="#fcfcfc"/>${article}</svg>`;
  return sharp(Buffer.from(svg)).flatten({ background: '#fff' });
}

/** A close-up: stitches that are lit softly, and fibres. `stitch`: pixels. */
function knitwear(stitch: number): Sharp {
  const size = 1_600;
  const random = seededRandom(stitch);
  const pixels = Buffer.alloc(size * size * 3);
  const set = (at: number, light: number): void => {
    for (const [channel, part] of [1.1, 1, 0.85].entries())
      pixels[at * 3 + channel] = Math.max(0, Math.min(255, light * part));
  };
  for (let at = 0; at < size * size; at += 1) {
    const across = ((at % size) % stitch) / stitch;
    const along = (Math.floor(at / size) + Math.abs(across - 0.5) * stitch * 0.9) / (stitch * 0.75);
    const shade = Math.sin(along * Math.PI * 2) * 0.6 + Math.cos((across - 0.5) * Math.PI * 4) * 0.4;
    set(at, 120 + 40 * shade + 4 * (random() - 0.5));
  }
  for (let fibre = 0; fibre < 6_000; fibre += 1) {
    let [x, y, turn] = [random() * size, random() * size, random() * 2 * Math.PI];
    const lighter = (random() - 0.4) * 30;
    for (let length = 10 + random() * 30; length > 0; length -= 1) {
      turn += (random() - 0.5) * 0.4;
      x += Math.cos(turn);
      y += Math.sin(turn);
      const at = Math.floor(y) * size + Math.floor(x);
      if (x >= 0 && x < size && y >= 0 && y < size) set(at, (pixels[at * 3 + 1] ?? 0) + lighter);
    }
  }
  return sharp(pixels, { raw: { width: size, height: size, channels: 3 } });
}

let made = 0;
async function photo(
  look: Drawn,
  change: (picture: Sharp) => Sharp = (picture) => picture,
  drawn = drawing(look),
): Promise<MeasuredPhoto> {
  const id = (made += 1);
  const path = join(folder, `${id}.jpg`);
  const whole = await drawn.png().toBuffer();
  await change(sharp(whole))
    .jpeg({ quality: 88 + (look.seed ?? 0) })
    .toFile(path);
  const seen = await inspect(path);
  if (!seen.ok) throw new Error(sentenceOf(seen.reason));
  const { preview: _, pixels: __, ...facts } = seen.value;
  const measured = await measure(path, facts, reserveNothing);
  if (!measured.ok) throw new Error(sentenceOf(measured.reason));
  return {
    id,
    fileName: `${id}.jpg`,
    productId: look.product,
    sha256: String(id).padStart(64, '0'),
    longestEdge: Math.max(facts.width, facts.height),
    beyondSize: null,
    measures: measured.value,
  };
}

const all = new Set<HintType>(hintTypes);
const clean: MeasuredPhoto[] = [];
beforeAll(async () => {
  for (let product = 0; product < 6; product += 1) {
    for (let view = 0; view < 4; view += 1) clean.push(await photo({ product, view }));
  }
});

const found = (photos: readonly MeasuredPhoto[], photo: MeasuredPhoto): HintType[] =>
  hintsIn(photos, all)(photo).map(({ type }) => type);

describe('a set of clean photos', () => {
  test('has no hint', () => {
    const of = hintsIn(clean, all);
    const hints = clean.flatMap((one) => of(one).map(({ type, why }) => `${one.id}: ${type} ${why}`));
    expect(hints).toEqual([]);
  });
});

test('articles of a greyish colour on white have no hint, with many photos and with one', () => {
  for (const count of [4, 1]) {
    const own = clean.slice(0, count).map(({ measures, ...one }) => {
      if (measures === null) throw new Error('not measured');
      // As of a blue-grey jumper that fills half of the picture.
      const blueish = { ...measures, cast: { red: -16, blue: 18 } };
      return { ...one, id: one.id + 500, productId: 60, measures: blueish };
    });
    const of = hintsIn([...clean, ...own], all);
    expect([...clean, ...own].flatMap(of)).toEqual([]);
  }
});

test('a close-up that the colour of its product fills has no hint, but one in coloured light has', () => {
  const [first] = clean;
  if (!first?.measures) throw new Error('not measured');
  const { measures } = first;
  const closeUp = { ...measures.edge, spread: 60 };
  const withCasts = (productId: number, casts: readonly [red: number, blue: number][]): MeasuredPhoto[] =>
    casts.map(([red, blue], at) => ({
      ...first,
      id: productId * 100 + at,
      productId,
      sha256: `${productId} ${at}`,
      measures: {
        ...measures,
        edge: at === 3 ? closeUp : measures.edge,
        cast: { red, blue },
        likeness: String(at).repeat(64),
      },
    }));
  const own = (closeUpCast: [number, number]): [number, number][] => [
    [-5, -12],
    [-4, -11],
    [-5, -12],
    closeUpCast,
  ];
  const green = withCasts(61, own([-14, -32]));
  const inWarmLight = withCasts(62, own([20, -32]));
  const photos = [...clean, ...green, ...inWarmLight];
  const of = hintsIn(photos, new Set(['cast']));
  expect(photos.filter((one) => of(one).length > 0)).toEqual([inWarmLight[3]]);
});

describe('a planted fault is found, and nothing else becomes one', () => {
  const planted: [name: string, wanted: HintType, make: (product: number) => Promise<MeasuredPhoto>][] = [
    ['a small picture', 'small', (product) => photo({ product, view: 6, size: 900 })],
    ['a picture out of focus', 'soft', (product) => photo({ product, view: 6 }, (one) => one.blur(6))],
    ['a grey background', 'background', (product) => photo({ product, view: 6, ground: '#d9d9d9' })],
    ['an uneven background', 'background', (product) => photo({ product, view: 6, uneven: true })],
    [
      'warm light',
      'cast',
      (product) =>
        photo({ product, view: 6 }, (one) =>
          one.recomb([
            [1, 0, 0],
            [0, 0.93, 0],
            [0, 0, 0.72],
          ]),
        ),
    ],
    [
      'cold light',
      'cast',
      (product) =>
        photo({ product, view: 6 }, (one) =>
          one.recomb([
            [0.74, 0, 0],
            [0, 0.93, 0],
            [0, 0, 1],
          ]),
        ),
    ],
    [
      'the same view again',
      'similar',
      (product) =>
        photo({ product, view: 1, seed: 6 }, (one) =>
          one.extract({ left: 4, top: 3, width: 1_590, height: 1_590 }),
        ),
    ],
  ];

  test.each(planted)('%s', async (_, wanted, make) => {
    for (const product of [0, 2, 4]) {
      const faulty = await make(product);
      const photos = [...clean, faulty];
      expect(found(photos, faulty)).toContain(wanted);
      for (const one of clean) expect(found(photos, one)).toEqual([]);
    }
  });

  test.each(Object.entries(faintArticles))(
    'out of focus where little can be seen: %s',
    async (_, article) => {
      const look = { product: 70, view: 1 };
      const sharpOne = await photo(look, (one) => one, faintDrawing(article));
      expect(found([...clean, sharpOne], sharpOne)).toEqual([]);
      for (const blur of [4, 6]) {
        const soft = await photo(look, (one) => one.blur(blur), faintDrawing(article));
        expect(found([...clean, soft], soft)).toEqual(['soft']);
      }
    },
  );

  test.each([30, 60, 110])(
    'out of focus, but not only because stitches have soft shadows: knitwear, stitches of %i pixels',
    async (stitch) => {
      const look = { product: 80, view: 1 };
      const sharpOne = await photo(look, (one) => one, knitwear(stitch));
      const aboutFocus = (one: MeasuredPhoto): HintType[] =>
        found([...clean, one], one).filter((type) => type === 'soft');
      expect(aboutFocus(sharpOne)).toEqual([]);
      for (const blur of [2, 4])
        expect(aboutFocus(await photo(look, (one) => one.blur(blur), knitwear(stitch)))).toEqual(['soft']);
    },
  );

  test('a picture far larger than the zoom', () => {
    const [first] = clean;
    if (!first) throw new Error('no photo');
    const large = { ...first, id: 1_000, productId: 99, longestEdge: 6_000 };
    expect(found([...clean, large], large)).toEqual(['large']);
  });
});

test('hints that are switched off are not given', async () => {
  const small = await photo({ product: 1, view: 7, size: 700 });
  expect(hintsIn([...clean, small], new Set(['soft']))(small)).toEqual([]);
});

test('the review gives hints once its photos are measured, and none when they are switched off', async () => {
  const desk = await ReviewDesk.open();
  try {
    const { sku } = await desk.bare();
    const names = [0, 1, 2, 3, 4].map((view) => `${sku}_${view + 1}.jpg`);
    const files: Record<string, Buffer> = {};
    for (const [view, name] of names.entries()) {
      const ground = view === 4 ? '#cfcfcf' : '#fcfcfc';
      files[name] = await drawing({ product: 3, view, ground }).jpeg({ quality: 90 }).toBuffer();
    }
    const batchId = await desk.drop(await desk.folderOf(names, files));
    await desk.app.reviews.measured(batchId);
    const hints = () => desk.items(batchId).map((item) => (item.hints ?? []).map(({ type }) => type));
    expect(hints()).toEqual([[], [], [], [], ['background']]);
    await desk.app.handlers['app.changeSettings']({ hints: ['small', 'soft'] });
    expect(hints()).toEqual([[], [], [], [], []]);
  } finally {
    await desk.close();
  }
});

describe('a photo without a name', () => {
  test('is decoded once for what it shows and for its hints', async () => {
    const desk = await ReviewDesk.open();
    try {
      using clues = vi.spyOn(PicturePool.prototype, 'readClues');
      using measured = vi.spyOn(PicturePool.prototype, 'measure');
      const names = Array.from({ length: 6 }, (_, at) => `IMG_000${at + 1}.jpg`);
      const bytes = await Promise.all(
        names.map(async (_, at) => {
          const whole = drawing({ product: at, view: 1 });
          return await (at === 5 ? whole.blur(6) : whole).jpeg().toBuffer();
        }),
      );
      const given = Object.fromEntries(names.map((name, at) => [name, bytes[at] ?? Buffer.alloc(0)]));
      const batchId = await desk.drop(await desk.folderOf(names, given));
      await desk.app.reviews.measured(batchId);
      expect(clues).toHaveBeenCalledTimes(names.length);
      expect(measured).not.toHaveBeenCalled();
      const soft = desk.items(batchId).map(({ hints }) => (hints ?? []).some(({ type }) => type === 'soft'));
      expect(soft).toEqual([false, false, false, false, false, true]);
    } finally {
      await desk.close();
    }
  });
});

describe('a background', () => {
  test('is compared with the images of the product that the store has', async () => {
    const ground = '#d9d9d9';
    const grey = await photo({ product: 90, view: 1, ground });
    const whites = clean.slice(0, 4).map(({ measures }) => measures ?? expect.unreachable());
    const stored = (productId: number) => (productId === 90 ? whites : []);
    expect(hintsIn([grey], all, stored)(grey).map(({ type }) => type)).toEqual(['background']);
    expect(hintsIn([grey], all)(grey)).toEqual([]);
    const greys = [2, 3, 4, 5].map(async (view) => (await photo({ product: 90, view, ground })).measures);
    const own = (await Promise.all(greys)).map((one) => one ?? expect.unreachable());
    // In a batch on white too, a product whose images are grey is left alone.
    expect(hintsIn([...clean, grey], all, () => own)(grey)).toEqual([]);
  });

  test('is compared with what is on this computer of a gallery, and nothing is fetched for it', async () => {
    const desk = await ReviewDesk.open();
    try {
      const product = await desk.bare();
      const { storeId, app } = desk;
      const names = (of: number): string[] =>
        Array.from({ length: of }, (_, at) => `${product.sku}_${at + 1}.jpg`);
      const drawn = async (view: number, ground?: string): Promise<Buffer> =>
        await drawing({ product: 2, view, ...(ground === undefined ? {} : { ground }) })
          .jpeg()
          .toBuffer();
      const whites = await Promise.all(names(4).map(async (name, at) => [name, await drawn(at)] as const));
      await desk.queueAndSend(await desk.drop(await desk.folderOf(names(4), Object.fromEntries(whites))));
      const name = `${product.sku}_9.jpg`;
      const folderOfGrey = await desk.folderOf([name], { [name]: await drawn(7, '#d9d9d9') });
      const hintsOfGrey = async (): Promise<string[]> => {
        const batchId = await desk.drop(folderOfGrey);
        await app.reviews.measured(batchId);
        desk.items(batchId);
        await app.reviews.measured(batchId);
        const [item] = desk.items(batchId);
        await app.batches.dismiss(batchId);
        return item?.hints?.map(({ type }) => type) ?? [];
      };
      const isPicture = ({ path }: { path: string }): boolean => /\.(?:jpg|png|webp)/.test(path);
      const fetched = async (): Promise<number> => (await desk.bench.requests()).filter(isPicture).length;
      const before = await fetched();
      expect(await hintsOfGrey()).toEqual([]);
      expect(await fetched()).toBe(before);
      for (const { id } of await desk.bench.gallery(product.id)) {
        const path = `/picture/${storeId}/${product.id}/${id}/standard?v=1`;
        const shown = await app.assets({ method: 'GET', path, body: null, headers: new Headers() });
        expect(shown?.status).toBe(200);
      }
      expect(await hintsOfGrey()).toEqual(['background']);
    } finally {
      await desk.close();
    }
  });
});
