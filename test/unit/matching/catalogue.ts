import type { SkuHolder } from './index-of.ts';

/** Numbers from 0 to 1, 1 excluded; the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Dice {
  one: <T>(things: readonly T[]) => T;
  upTo: (max: number) => number;
  between: (min: number, max: number) => number;
  chance: (share: number) => boolean;
}

export function diceOf(seed: number): Dice {
  const random = seeded(seed);
  const upTo = (max: number) => Math.floor(random() * max);
  return {
    one: (things) => things[upTo(things.length)]!,
    upTo,
    between: (min, max) => min + upTo(max - min + 1),
    chance: (share) => random() < share,
  };
}

export const pad = (value: number, width: number) => String(value).padStart(width, '0');

export interface Catalogue {
  holders: SkuHolder[];
  plain: Map<string, SkuHolder[]>;
  traps: Map<string, SkuHolder[]>;
  /** Strips a SKU to its letters and digits; written independently of the matcher. */
  strip: (text: string) => string;
  owners: Map<string, Set<number>>;
}

export interface Scheme {
  name: string;
  count: number;
  /** A SKU and suffixes of its variants. */
  make: (dice: Dice, serial: number) => { sku: string; variants?: string[]; product?: string };
}

export interface Trap {
  name: string;
  /** Groups of SKUs, each a product of its own; null: a variant of a product with another SKU. */
  skus: readonly string[];
  variant?: boolean;
}

const strip = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Builds a catalogue: schemes first, then traps. No two SKUs of schemes are equal when stripped. */
export function makeCatalogue(
  seed: number,
  schemes: readonly Scheme[],
  traps: readonly Trap[],
  firstId: number,
): Catalogue {
  const dice = diceOf(seed);
  const owners = new Map<string, Set<number>>();
  const holders: SkuHolder[] = [];
  const plain = new Map<string, SkuHolder[]>();
  const laid = new Map<string, SkuHolder[]>();
  let productId = firstId;
  let variantId = 40_000;
  const own = (sku: string, id: number) => {
    const key = strip(sku);
    owners.set(key, (owners.get(key) ?? new Set()).add(id));
  };
  const trapKeys = new Set(traps.flatMap(({ skus }) => skus.map(strip)));

  for (const scheme of schemes) {
    const made: SkuHolder[] = [];
    for (let serial = 0; made.length < scheme.count && serial < scheme.count * 4; serial += 1) {
      const { sku, variants = [], product = 'Item' } = scheme.make(dice, serial);
      const all = [sku, ...variants.map((suffix) => sku + suffix)];
      if (all.some((one) => owners.has(strip(one)) || trapKeys.has(strip(one)))) continue;
      productId += dice.between(1, 3);
      all.forEach((one, place) => {
        own(one, productId);
        made.push({
          productId,
          variantId: place === 0 ? null : (variantId += 1),
          sku: one,
          productName: product,
        });
      });
      // BigCommerce gives a product without options one variant with the product's SKU.
      if (variants.length === 0 && serial % 3 === 0)
        holders.push({ productId, variantId: (variantId += 1), sku, productName: product });
    }
    plain.set(scheme.name, made);
    holders.push(...made);
  }
  for (const trap of traps) {
    const made = trap.skus.map((sku) => {
      productId += dice.between(1, 3);
      own(sku, productId);
      return { productId, variantId: trap.variant ? (variantId += 1) : null, sku, productName: 'Trap' };
    });
    laid.set(trap.name, [...(laid.get(trap.name) ?? []), ...made]);
    holders.push(...made);
  }
  return { holders, plain, traps: laid, strip, owners };
}

const kinds = [
  'MUG',
  'LAMP',
  'VASE',
  'BOWL',
  'CUP',
  'TRAY',
  'JUG',
  'RUG',
  'TEA',
  'POT',
  'KNF',
  'SPN',
] as const;
const colours = ['RST', 'SLT', 'OCH', 'BLK', 'WHT', 'NVY', 'OLV', 'INK'] as const;
const names = ['Harbour', 'Orchard', 'Meridian', 'Fjord', 'Juniper', 'Atlas', 'Marlow', 'Linden'] as const;
const nouns = ['Stoneware Mug', 'Table Lamp', 'Dinner Plate', 'Canvas Tote', 'Linen Cushion'] as const;
const title = (dice: Dice) => `${dice.one(names)} ${dice.one(nouns)}`;

export function gtin13(dice: Dice, prefix = '40063'): string {
  const body = prefix + pad(dice.upTo(10 ** (12 - prefix.length)), 12 - prefix.length);
  const sum = [...body].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return body + String((10 - (sum % 10)) % 10);
}

/** The shop used to develop the matcher: 20,000 SKUs. */
export const homeware: readonly Scheme[] = [
  {
    name: 'kind-number',
    count: 1_100,
    make: (d, n) => ({ sku: `${kinds[n % 12]}-${pad(Math.floor(n / 12) + 1, 2)}`, product: title(d) }),
  },
  { name: 'letters-digits', count: 3_000, make: (d, n) => ({ sku: `TS${1041 + n}`, product: title(d) }) },
  {
    name: 'slash',
    count: 1_500,
    make: (d, n) => ({ sku: `${122 + Math.floor(n / 100)}/${pad(n % 100, 2)}`, product: title(d) }),
  },
  {
    name: 'dots',
    count: 1_500,
    make: (d, n) => ({
      sku: `NB.A${(n % 3) + 4}.${d.one(colours)}.${Math.floor(n / 3) + 1}`,
      product: title(d),
    }),
  },
  {
    name: 'underscores',
    count: 2_000,
    make: (d, n) => ({ sku: `CHR_${pad(n * 3 + 39, 4)}_OAK`, product: title(d) }),
  },
  {
    name: 'three-parts',
    count: 2_000,
    make: (d, n) => ({ sku: `BTL-${pad(n + 250, 4)}-${d.one(colours)}${(n % 9) + 1}`, product: title(d) }),
  },
  { name: 'six-digits', count: 2_000, make: (d, n) => ({ sku: pad(4_170 + n * 2, 6), product: title(d) }) },
  {
    name: 'letter-tail',
    count: 1_500,
    make: (d, n) => ({ sku: `V-${2_040 + n}${'ABC'[n % 3]}`, product: title(d) }),
  },
  { name: 'barcode', count: 1_200, make: (d) => ({ sku: gtin13(d), product: title(d) }) },
  {
    name: 'asin',
    count: 800,
    make: (d) => ({
      sku: `B0${pad(d.upTo(36 ** 4), 7).slice(0, 4)}${'CDFGHJKLMN'[d.upTo(10)]}${pad(d.upTo(999), 3)}`,
      product: title(d),
    }),
  },
  {
    name: 'variants',
    count: 3_000,
    make: (d, n) => ({
      sku: `TEE-${1042 + n}`,
      variants: ['-BLK-S', '-BLK-M', '-BLK-L', '-WHT-S', '-WHT-XL'],
      product: title(d),
    }),
  },
  {
    name: 'short-number',
    count: 60,
    make: (d, n) => ({ sku: String(40_000 + n * 7).slice(0, 5), product: title(d) }),
  },
  {
    name: 'slug',
    count: 400,
    make: (d, n) => ({ sku: `tote-${d.one(colours).toLowerCase()}-${n + 1}`, product: title(d) }),
  },
  { name: 'accents', count: 100, make: (d, n) => ({ sku: `GRÖßE-${n + 10}`, product: title(d) }) },
  { name: 'cyrillic', count: 100, make: (d, n) => ({ sku: `КРУЖКА-${n + 10}`, product: title(d) }) },
];

/** A shop with other conventions, not used to develop the matcher. */
export const apparel: readonly Scheme[] = [
  {
    name: 'spaced',
    count: 1_500,
    make: (d, n) => ({ sku: `A ${pad(d.upTo(999), 3)} ${pad(n, 4)}`, product: title(d) }),
  },
  {
    name: 'season-style',
    count: 1_500,
    make: (d, n) => ({ sku: `W${pad(n, 4)}-${d.one(['DNM', 'COT', 'WOL'])}`, product: title(d) }),
  },
  {
    name: 'seven-digits',
    count: 2_000,
    make: (d, n) => ({ sku: String(7_210_004 + n * 13), product: title(d) }),
  },
  { name: 'hash', count: 1_000, make: (d, n) => ({ sku: `#${pad(n + 200, 4)}*K`, product: title(d) }) },
  {
    name: 'hex',
    count: 1_500,
    make: (d) => ({
      sku: `K${d.upTo(0xfffff).toString(16).toUpperCase()}Q${d.upTo(90) + 10}`,
      product: title(d),
    }),
  },
  { name: 'double', count: 1_500, make: (d, n) => ({ sku: `LX--${n + 1000}`, product: title(d) }) },
  {
    name: 'long',
    count: 1_500,
    make: (d, n) => ({ sku: `ACM-FURN-CHAIR-${pad(n, 5)}-${d.one(['NAT', 'ESP'])}`, product: title(d) }),
  },
  {
    name: 'colon',
    count: 1_000,
    make: (d, n) => ({ sku: `ST:${pad(n + 17, 4)}:${d.one(['G', 'H', 'K'])}`, product: title(d) }),
  },
  { name: 'barcode', count: 1_500, make: (d) => ({ sku: gtin13(d, '50123'), product: title(d) }) },
  {
    name: 'variants',
    count: 4_000,
    make: (d, n) => ({
      sku: `JKT${pad(n + 3, 5)}`,
      variants: ['-36', '-38', '-40', '-NVY-42', '-RED-XL'],
      product: title(d),
    }),
  },
  { name: 'accents', count: 300, make: (d, n) => ({ sku: `ÉTÉ.${n + 100}.Å`, product: title(d) }) },
  { name: 'plain', count: 2_000, make: (d, n) => ({ sku: `PX${n + 300}B`, product: title(d) }) },
];

/** SKUs that are hard to tell apart or to recognise. */
export const traps: readonly Trap[] = [
  ...['ABC', 'QRX', 'ZLM', 'KDR', 'WPT'].flatMap((stem): Trap[] => [
    { name: 'prefixes', skus: [`${stem}-1`, `${stem}-10`, `${stem}-100`, `${stem}-1X`, `${stem}-1-LID`] },
  ]),
  ...['HJK', 'NPT', 'GVX'].map((stem): Trap => ({ name: 'equal', skus: [`${stem}-7`, `${stem}7`] })),
  ...['OFX-22', 'OFX-23'].flatMap((sku): Trap[] => [
    { name: 'shared', skus: [sku] },
    { name: 'shared', skus: [sku], variant: true },
  ]),
  { name: 'numbers', skus: ['100', '1001', '10012', '100123'] },
  { name: 'common', skus: ['FRONT', 'RED', 'WEB', 'MAIN', 'COPY', 'IMG', '1200x1200', '2024', 'SS24'] },
  { name: 'tiny', skus: ['7', 'X1', 'A', '42'] },
  { name: 'camera', skus: ['0042', '1234', 'DSC-1042'] },
  { name: 'bundle', skus: ['SET-ABC-1', 'ABC-1-LID-2'] },
];
