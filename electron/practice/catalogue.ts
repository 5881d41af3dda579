import type { DrawingRecipe, Subject, View } from './drawing.ts';
import { views } from './drawing.ts';
import { seededRandom } from './random.ts';

export interface SeedProduct {
  name: string;
  sku: string;
  description: string;
  price: number;
  /** From 1, into `categories`. */
  categoryId: number;
  upc: string;
  gtin: string;
  mpn: string;
  /** From 1, into `brands`. */
  brandId: number;
  variants: { sku: string; label: string; upc: string; options: { name: string; value: string }[] }[];
  images: SeedImage[];
}

export interface SeedImage {
  recipe: DrawingRecipe;
  /** Named as by a photographer: `harbour-mug-rust-front.jpg`. */
  fileName: string;
  description: string;
}

export const categories = ['Kitchen & table', 'Living', 'Clothing & shoes', 'Bags', 'Stationery'] as const;

/** Each with the prefix of its part numbers. */
export const brands = [
  ['Haldane', 'HD'],
  ['Northbank', 'NB'],
  ['Lund & Vere', 'LV'],
  ['Orrin', 'OR'],
] as const;

const colours = [
  ['Rust', '#b5553c'],
  ['Slate', '#4c6170'],
  ['Ochre', '#d2a04a'],
  ['Olive', '#66764f'],
  ['Bone', '#e2d9ca'],
  ['Ink', '#333f58'],
  ['Rose', '#c98f8b'],
  ['Plum', '#74587f'],
  ['Charcoal', '#3a3a40'],
  ['Mint', '#a9c4b1'],
  ['Clay', '#c77d55'],
  ['Sky', '#8fb2c9'],
  ['Forest', '#355a49'],
  ['Butter', '#ecd08a'],
  ['Brick', '#95432f'],
  ['Lilac', '#b3a2c7'],
  ['Teal', '#3b7f80'],
  ['Sand', '#cdb795'],
  ['Cherry', '#a8324a'],
  ['Moss', '#838b4f'],
  ['Denim', '#54739b'],
  ['Coral', '#dd8167'],
  ['Cocoa', '#6d5043'],
  ['Stone', '#b1aca2'],
] as const;

const collections = [
  'Harbour Orchard Meridian Fjord Juniper Atlas Marlow Linden Pebble Solstice',
  'Dune Ember Willow Cove Alder Sable Thistle Aurora Bramble Quarry',
  'Heron Larch Tidal Prairie Saffron Basalt Clover Monsoon Wren Cedar',
].flatMap((line) => line.split(' '));

const backdrops = ['#e9e4dc', '#dfe6e8', '#efe3d8', '#e3e6dc', '#ece9ee', '#e8e8e6'];

interface Kind {
  subject: Subject;
  noun: string;
  categoryId: number;
  price: number;
  /** `serial` counts the products of this kind from 1, `code` is three letters of the colour. */
  sku: (serial: number, code: string) => string;
  variants: readonly string[];
  option?: string;
  /** As in many shops, its variants have options but no SKUs. */
  bareVariants?: true;
}

const pad = (value: number, width: number) => String(value).padStart(width, '0');

const kinds: readonly Kind[] = [
  {
    subject: 'mug',
    noun: 'Stoneware Mug',
    categoryId: 1,
    price: 16,
    sku: (n, code) => `MUG-${code}-${pad(n, 2)}`,
    variants: [],
  },
  {
    subject: 'shirt',
    noun: 'Organic T-Shirt',
    categoryId: 3,
    price: 29,
    sku: (n) => `TS${1041 + n}`,
    variants: ['S', 'M', 'L', 'XL'],
    option: 'Size',
  },
  {
    subject: 'lamp',
    noun: 'Table Lamp',
    categoryId: 2,
    price: 89,
    sku: (n) => `${122 + Math.floor(n / 100)}/${pad((n % 100) + 44, 2)}`,
    variants: [],
  },
  {
    subject: 'notebook',
    noun: 'A5 Notebook',
    categoryId: 5,
    price: 12,
    sku: (n, code) => `NB.A5.${code}.${n}`,
    variants: ['Lined', 'Dotted', 'Plain'],
    option: 'Ruling',
    bareVariants: true,
  },
  {
    subject: 'chair',
    noun: 'Dining Chair',
    categoryId: 2,
    price: 149,
    sku: (n) => `CHR_${pad(n * 3 + 39, 4)}_OAK`,
    variants: [],
  },
  {
    subject: 'bottle',
    noun: 'Water Bottle 750 ml',
    categoryId: 1,
    price: 24,
    sku: (n, code) => `BTL-0750-${code}${n}`,
    variants: [],
  },
  {
    subject: 'plate',
    noun: 'Dinner Plate',
    categoryId: 1,
    price: 18,
    sku: (n) => pad(4170 + n * 2, 6),
    variants: [],
  },
  {
    subject: 'bag',
    noun: 'Canvas Tote',
    categoryId: 4,
    price: 22,
    sku: (n, code) => `tote-${code.toLowerCase()}-${n}`,
    variants: [],
  },
  {
    subject: 'vase',
    noun: 'Vase',
    categoryId: 2,
    price: 38,
    sku: (n) => `V-${2040 + n}${'ABC'[n % 3] ?? 'A'}`,
    variants: [],
  },
  {
    subject: 'cushion',
    noun: 'Linen Cushion',
    categoryId: 2,
    price: 34,
    sku: (n, code) => `CSH-${code}-${n}`,
    variants: ['45x45', '60x60'],
    option: 'Size',
  },
  {
    subject: 'shoe',
    noun: 'Canvas Trainer',
    categoryId: 3,
    price: 74,
    sku: (n) => `SH-${3301 + n}`,
    variants: ['38', '39', '40', '41', '42'],
    option: 'EU size',
  },
  {
    subject: 'candle',
    noun: 'Scented Candle',
    categoryId: 2,
    price: 21,
    sku: (n) => `CDL 220/${pad(n, 2)}`,
    variants: [],
  },
];

/** The same products for each count: names and SKUs are unique, about a quarter have no picture. */
export function* seedProducts(count: number): Generator<SeedProduct> {
  const random = seededRandom(20_261_120);
  for (let index = 0; index < count; index += 1) {
    yield describe(index % kinds.length, Math.floor(index / kinds.length), random);
  }
}

function describe(index: number, nth: number, random: () => number): SeedProduct {
  const kind = kinds[index] as Kind;
  const collection = collections[(nth + index * 7) % collections.length] as string;
  const round = Math.floor(nth / collections.length);
  // With 30 collections and 24 colours, no pair repeats before all were used.
  const [colourName, colour] = colours[
    (nth * 31 + round + kind.price) % colours.length
  ] as (typeof colours)[number];
  const edition = Math.floor(round / colours.length) + 1;
  const name = `${collection} ${kind.noun}, ${colourName}${edition > 1 ? ` No. ${edition}` : ''}`;
  const sku = kind.sku(nth + 1, colourName.slice(0, 3).toUpperCase());
  const accent = (colours[(nth * 7 + index * 5 + 4) % colours.length] as (typeof colours)[number])[1];
  const look = { subject: kind.subject, colour, accent, pattern: Math.floor(random() * 12) };
  const backdrop = backdrops[(nth + index) % backdrops.length] as string;
  const shots = random() < 0.25 ? 0 : 1 + Math.floor(random() * views.length);
  const slug = `${collection}-${kind.noun.split(' ').at(-1) ?? ''}-${colourName}`.toLowerCase();
  const described = random() < 0.5;
  return {
    name,
    sku,
    description: `<p>${collection}: ${kind.noun.toLowerCase()} in ${colourName.toLowerCase()}.</p>`,
    price: kind.price + Math.floor(random() * 5) + (random() < 0.5 ? 0 : 0.5),
    categoryId: kind.categoryId,
    ...codesOf(index, nth),
    variants: kind.variants.map((label, place) => ({
      upc: hasBarcodes(index) ? barcodeOf(index, nth, place + 1) : '',
      options: [{ name: kind.option ?? 'Style', value: label }],
      sku: kind.bareVariants ? '' : `${sku}-${label.toUpperCase()}`,
      label,
    })),
    images: views.slice(0, shots).map((view) => ({
      recipe: { ...look, backdrop, view },
      fileName: `${slug}-${view}.jpg`,
      description: described ? altText(name, view) : '',
    })),
  };
}

const hasBarcodes = (index: number) => index % 3 !== 2;

/** UPC-A, or EAN-13 for some kinds: a prefix, the kind, the product, the variant and the check digit. */
function barcodeOf(index: number, nth: number, variant: number): string {
  const body = `${index % 2 === 0 ? '0712' : '40712'}${pad(index, 2)}${pad(nth % 10_000, 4)}${variant % 10}`;
  const sum = Array.from(body)
    .toReversed()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return body + String((10 - (sum % 10)) % 10);
}

/** Part numbers and barcodes; some makers have none. */
function codesOf(index: number, nth: number): Pick<SeedProduct, 'upc' | 'gtin' | 'mpn' | 'brandId'> {
  const brandId = (index % brands.length) + 1;
  const [, letters] = brands[brandId - 1] ?? brands[0];
  const barcode = hasBarcodes(index) ? barcodeOf(index, nth, 0) : '';
  const isUpc = barcode.length === 12;
  return {
    upc: isUpc ? barcode : '',
    gtin: isUpc ? '' : barcode,
    mpn: index % 4 === 3 ? '' : `${letters}-${pad(index, 2)}${pad(nth, 4)}`,
    brandId,
  };
}

function altText(name: string, view: View): string {
  switch (view) {
    case 'front':
      return `${name}, from the front`;
    case 'turned':
      return `${name}, from the side`;
    case 'detail':
      return `Close-up of ${name}`;
    case 'pair':
      return `${name} beside another colour`;
    case 'scene':
      return `${name} at home`;
  }
}
