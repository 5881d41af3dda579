import { pad, type Dice } from './catalogue.ts';

/** The pictures of one product named by a photographer or studio, in display order. */
export interface Named {
  fileName: string;
  folder: string;
}

export interface Convention {
  name: string;
  /** `sku` is the SKU as this photographer writes it. Returns two to five files in order. */
  files: (sku: string, dice: Dice) => Named[];
}

export const extension = (d: Dice) => d.one(['jpg', 'jpg', 'JPG', 'jpeg', 'png', 'tif', 'webp', 'heic']);
export const count = (d: Dice) => d.between(2, 5);

export function row(
  name: string,
  make: (sku: string, n: number, d: Dice) => string,
  start = 1,
  folder = '',
): Convention {
  return {
    name,
    files: (sku, d) => {
      const ext = extension(d);
      return Array.from({ length: count(d) }, (_, at) => ({
        fileName: `${make(sku, at + start, d)}.${ext}`,
        folder,
      }));
    },
  };
}

export function list(
  name: string,
  make: (sku: string, word: string) => string,
  words: readonly string[],
): Convention {
  return {
    name,
    files: (sku, d) => {
      const ext = extension(d);
      return words
        .slice(0, Math.max(2, count(d)))
        .map((word) => ({ fileName: `${make(sku, word)}.${ext}`, folder: '' }));
    },
  };
}

export function inFolder(
  name: string,
  folderOf: (sku: string, d: Dice) => string,
  files: (d: Dice) => readonly string[],
): Convention {
  return {
    name,
    files: (sku, d) => {
      const folder = folderOf(sku, d);
      return files(d).map((fileName) => ({ fileName, folder }));
    },
  };
}

const letters = 'abcdefg';
const english = ['front', 'back', 'side', 'detail'] as const;

/** Conventions from the issue, marketplaces and studios. */
export const conventions: readonly Convention[] = [
  row('SKU alone, then numbers', (sku, n) => (n === 1 ? sku : `${sku}_${n}`)),
  row('SKU_1', (sku, n) => `${sku}_${n}`),
  row('SKU-2', (sku, n) => `${sku}-${n}`),
  row('SKU_01', (sku, n) => `${sku}_${pad(n, 2)}`),
  row('SKU (3)', (sku, n) => `${sku} (${n})`),
  row('SKU(3)', (sku, n) => `${sku}(${n})`),
  row('SKU 3', (sku, n) => `${sku} ${n}`),
  row('SKU__2', (sku, n) => `${sku}__${n}`),
  row('SKU.2', (sku, n) => `${sku}.${n}`),
  row('up to ten and over', (sku, n) => `${sku}_${n}`, 8),
  row('SKU_a', (sku, n) => `${sku}_${letters[n - 1]}`),
  row('SKU-A', (sku, n) => `${sku}-${letters[n - 1]!.toUpperCase()}`),
  list('SKU_front', (sku, word) => `${sku}_${word}`, english),
  list('SKU-Front', (sku, word) => `${sku}-${word[0]!.toUpperCase()}${word.slice(1)}`, english),
  list('SKU.front', (sku, word) => `${sku}.${word}`, english),
  list('SKU front', (sku, word) => `${sku} ${word}`, ['front', 'back', 'side', 'detail']),
  list('SKU_vorne', (sku, word) => `${sku}_${word}`, ['vorne', 'hinten', 'seite', 'detail']),
  list('SKU_Vorderansicht', (sku, word) => `${sku}_${word}`, [
    'Vorderansicht',
    'Rückseite',
    'Seitenansicht',
    'Nahaufnahme',
  ]),
  list('SKU_face', (sku, word) => `${sku}_${word}`, ['face', 'dos', 'côté', 'détail']),
  list('SKU_frente', (sku, word) => `${sku}_${word}`, ['frente', 'espalda', 'lateral', 'detalle']),
  list('SKU_hero', (sku, word) => `${sku}_${word}`, ['hero', 'front', 'back', 'lifestyle']),
  list('SKU-F', (sku, word) => `${sku}-${word}`, ['F', 'B']),
  list('SKU_front_2', (sku, word) => `${sku}_${word}`, ['front', 'front_2', 'back', 'detail_1', 'detail_2']),
  list('SKU_01_front', (sku, word) => `${sku}_${word}`, ['01_front', '02_back', '03_detail']),
  list('SKU_1-detail', (sku, word) => `${sku}_${word}`, ['1-detail', '2-front', '3-back']),
  row('2_SKU', (sku, n) => `${n}_${sku}`),
  row('02 SKU', (sku, n) => `${pad(n, 2)} ${sku}`),
  row('season_SKU_1', (sku, n) => `SS24_${sku}_${n}`),
  row('brand_SKU_1', (sku, n) => `Nordlicht_${sku.replaceAll('_', '-')}_${n}`),
  row('SKU_1_brand', (sku, n) => `${sku.replaceAll('_', '-')}_${n}_Nordlicht`),
  list('Amazon', (sku, word) => `${sku}.${word}`, ['MAIN', 'PT01', 'PT02', 'PT03', 'PT04']),
  list('GS1', (sku, word) => `${sku}_${word}`, ['A1N1', 'A7N1']),
  row('tethered capture', (sku, n) => `${sku}_${pad(n + 18, 4)}`),
  row('tethered, edited', (sku, n) => `${sku}-${pad(n + 18, 4)}-Edit`),
  row('from raw', (sku, n) => `${sku}_${pad(n, 4)}.CR2`),
  row('extension twice', (sku, n) => `${sku}_${n}.jpg`),
  row('for the web', (sku, n) => `${sku}_${n}_web`),
  row('high resolution', (sku, n) => `${sku}_hires_${n}`),
  row('in pixels', (sku, n) => `${sku}_${n}_1200x1200`),
  row('twice the pixels', (sku, n) => `${sku}_${n}@2x`),
  row('final', (sku, n) => `${sku}-${n}-final`),
  row('dated', (sku, n) => `2024-05-17_${sku}_${n}`),
  row('dated after', (sku, n) => `${sku}_20240517_${n}`),
  row('copies', (sku, n) => `${sku}_front${n === 1 ? '' : ` (${n})`}`),
  row('image n', (sku, n) => `${sku} image ${n}`),
  row('view03', (sku, n) => `${sku}_view${pad(n, 2)}`),
  row('camera after the SKU', (sku, n) => `${sku}_DSC${pad(n + 41, 4)}`),
  inFolder(
    'SKU/anything',
    (sku) => sku,
    () => ['aa.jpg', 'beim kunden.jpg', 'zz top.jpg'],
  ),
  inFolder(
    'SKU/camera',
    (sku) => `Shoot/${sku}`,
    () => ['IMG_1233.jpg', 'IMG_1234.jpg', 'IMG_1240.jpg'],
  ),
  inFolder(
    'SKU/1',
    (sku) => sku,
    () => ['1.jpg', '2.jpg', '10.jpg'],
  ),
  inFolder(
    'SKU/front',
    (sku, d) => `${d.one(['Brand/Mugs', 'Export', '2024/Mai'])}/${sku}`,
    () => ['front.jpg', 'back.jpg', 'detail.jpg'],
  ),
  inFolder(
    'SKU/web/1',
    (sku) => `Kunde/${sku}/web`,
    () => ['01.jpg', '02.jpg'],
  ),
  {
    name: 'SKU/SKU_1',
    files: (sku, d) =>
      Array.from({ length: count(d) }, (_, at) => ({
        fileName: `${sku}_${at + 1}.jpg`,
        folder: `drop/${sku}`,
      })),
  },
];

/** Conventions that were not used to develop the matcher. */
export const heldOut: readonly Convention[] = [
  row('SKU - 2', (sku, n) => `${sku} - ${n}`),
  row('SKU_#2', (sku, n) => `${sku}_#${n}`),
  row('SKU [2]', (sku, n) => `${sku} [${n}]`),
  row('SKU_img2', (sku, n) => `${sku}_img${n}`),
  row('SKU-photo-2', (sku, n) => `${sku}-photo-${n}`),
  row('SKU_p02', (sku, n) => `${sku}_p${pad(n, 2)}`),
  row('SKU_alt1', (sku, n) => (n === 1 ? sku : `${sku}_alt${n - 1}`)),
  row('SKU_v1', (sku, n) => `${sku}_v${n}`),
  row('SKU_2_edited', (sku, n) => `${sku}_${n}_edited`),
  row('SKU_2-retouched', (sku, n) => `${sku}_${n}-retouched`),
  row('SKU_2_800px', (sku, n) => `${sku}_${n}_800px`),
  row('SKU_freigestellt_2', (sku, n) => `${sku}_freigestellt_${n}`),
  row('AW23-SKU-2', (sku, n) => `AW23 ${sku} ${n}`),
  row('0007_SKU_2', (sku, n) => `${pad(n + 6, 4)}_${sku}`),
  row('SKU_2 - Kopie', (sku, n) => `${sku}_${n} - Kopie`),
  row('SKU_2 copy', (sku, n) => `${sku}_${n} copy`),
  row('SKU_17.05.2024_2', (sku, n) => `${sku}_17.05.2024_${n}`),
  row('SKU_srgb_2', (sku, n) => `${sku}_sRGB_${n}`),
  row('SKU_2.psd', (sku, n) => `${sku}_${n}.psd`),
  row('SKU_b', (sku, n) => `${sku} ${letters[n - 1]}`),
  list('SKU_topview', (sku, word) => `${sku}_${word}`, ['main', 'front', 'top view', 'close-up']),
  list('SKU-left-side', (sku, word) => `${sku}-${word}`, ['front', 'back', 'left-side', 'detail']),
  list('SKU_lato', (sku, word) => `${sku}_${word}`, ['fronte', 'retro', 'lato', 'dettaglio']),
  list('SKU_voorkant', (sku, word) => `${sku}_${word}`, ['voorkant', 'achterkant', 'zijkant', 'detail']),
  list('SKU_framsida', (sku, word) => `${sku}_${word}`, ['framsida', 'baksida', 'sida']),
  list('SKU_packshot', (sku, word) => `${sku}_${word}`, ['packshot', 'back', 'lifestyle', 'swatch']),
  list('Amazon angles', (sku, word) => `${sku}.${word}`, ['MAIN', 'FRNT', 'BACK', 'SIDE']),
  list('GS1 spins', (sku, word) => `${sku}_${word}`, ['A1N1_s01', 'A1N1_s02', 'A7N1_s01']),
  list('FRONT SKU', (sku, word) => `${word}_${sku}`, ['front', 'back', 'side']),
  list('SKU_ghost', (sku, word) => `${sku}_${word}`, ['front_ghost_1', 'front_ghost_2']),
  inFolder(
    'brand/SKU/DSC',
    (sku) => `Shoot 2024-05-17/${sku}`,
    () => ['DSC_0041.jpg', 'DSC_0042.jpg'],
  ),
  inFolder(
    'SKU/phone',
    (sku) => sku,
    () => ['PXL_20240517_101112345.jpg', 'PXL_20240517_101501345.jpg'],
  ),
  inFolder(
    'SKU final/x',
    (sku) => `${sku} final`,
    () => ['01_front.jpg', '02_back.jpg'],
  ),
  inFolder(
    'SKU/SKU alt',
    (sku) => sku,
    () => ['main.jpg', 'Foto 1.jpg', 'Foto 2.jpg'],
  ),
];

/** Names that match no product of these catalogues. */
export const decoys: readonly ((d: Dice) => Named)[] = [
  (d) => ({ fileName: `IMG_${pad(d.upTo(10_000), 4)}.jpg`, folder: '' }),
  (d) => ({ fileName: `DSC_${d.one(['0042', '1234', '1001'])}.JPG`, folder: 'DCIM/100CANON' }),
  (d) => ({ fileName: `DSC0${pad(d.upTo(10_000), 4)}.ARW`, folder: '' }),
  (d) => ({ fileName: `_MG_${pad(d.upTo(10_000), 4)}.jpg`, folder: '' }),
  (d) => ({ fileName: `DJI_${pad(d.upTo(10_000), 4)}.jpg`, folder: '' }),
  (d) => ({ fileName: `P10${pad(d.upTo(100_000), 5)}.jpg`, folder: '' }),
  (d) => ({ fileName: `PXL_2023${pad(d.between(1, 12), 2)}17_1011123${pad(d.upTo(99), 2)}.jpg`, folder: '' }),
  (d) => ({ fileName: `2024${pad(d.between(1, 12), 2)}17_1011${pad(d.upTo(60), 2)}.jpg`, folder: '' }),
  (d) => ({ fileName: `2024-${pad(d.between(1, 12), 2)}-17 10.11.${pad(d.upTo(60), 2)}.jpg`, folder: '' }),
  (d) => ({ fileName: `WhatsApp Image 2024-05-${pad(d.between(1, 28), 2)} at 10.11.12.jpeg`, folder: '' }),
  (d) => ({ fileName: `image${d.between(1, 9)} (${d.between(2, 9)}).jpg`, folder: '' }),
  (d) => ({ fileName: `Screenshot 2024-05-17 at 10.11.${pad(d.upTo(60), 2)}.png`, folder: '' }),
  (d) => ({
    fileName: `${d.one(['front', 'back', 'red', 'main', 'copy', 'web', 'untitled', 'logo'])}.jpg`,
    folder: 'neu',
  }),
  (d) => ({ fileName: `${d.between(1, 99)}.jpg`, folder: '' }),
  (d) => ({ fileName: `1200x1200_${d.between(1, 9)}.jpg`, folder: '1200x1200' }),
  (d) => ({ fileName: `MUG-${d.between(400, 900)}_${d.between(1, 5)}.jpg`, folder: '' }),
  (d) => ({ fileName: `TS${d.between(9_100, 9_900)}-front.jpg`, folder: '' }),
  (d) => ({ fileName: `ABC-1${d.one(['Y', 'Z', 'YY'])}_front.jpg`, folder: '' }),
  (d) => ({ fileName: `XABC-10${d.between(1, 9)}.jpg`, folder: '' }),
  (d) => ({ fileName: `BIG-ABC-10-${d.between(1, 9)}.jpg`, folder: '' }),
  (d) => ({ fileName: `ABC-10-${d.one(['XL', 'REFILL', 'DELUXE', '2XL'])}.jpg`, folder: '' }),
  (d) => ({
    fileName: `team ${d.one(['summer party', 'photo', 'berlin'])} ${d.between(1, 9)}.jpg`,
    folder: 'private',
  }),
  (d) => ({ fileName: `2024_${d.between(1, 9)}.jpg`, folder: '' }),
  (d) => ({ fileName: `spare lid for QRX-10 ${d.between(1, 9)}.jpg`, folder: '' }),
];
