import { inStyle, shop, type ShopProduct } from './shop.ts';

/** A name with its right answer. `product`: null if it must be asked. */
export interface Example {
  path: string;
  product: number | null;
  /** Variants by the label of their colour, metal or material. */
  value?: string;
  /** All products that may be offered when asked. */
  candidates?: readonly number[];
  role?: string;
}

export interface NamedConvention {
  number: number;
  name: string;
  /** Whether asking is acceptable for names with an answer. */
  examples: readonly Example[];
}

const extensions = ['jpg', 'png', 'JPG', 'webp'];
const file = (stem: string, at: number) => `${stem}.${extensions[at % extensions.length]}`;

type Maker = (
  product: ShopProduct,
  at: number,
  value: readonly [label: string, code: string],
) => Omit<Example, 'product'> | string;

/** Names for all products of some styles, in several rounds, so that each convention has at least sixty. */
function of(
  products: readonly ShopProduct[],
  make: Maker,
  answer: (product: ShopProduct) => number | null = ({ id }) => id,
): Example[] {
  const rounds = Math.max(1, Math.ceil(60 / products.length));
  const examples: Example[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const [at, product] of products.entries()) {
      const value = product.values[(at + round) % Math.max(1, product.values.length)] ?? ['', ''];
      const made = make(product, at + round * 7 + 1, value);
      const example = typeof made === 'string' ? { path: made } : made;
      examples.push({ ...example, product: answer(product) });
    }
  return examples;
}

const coded = inStyle('tee', 'table', 'ring', 'lamp', 'mug', 'set');
const plain = inStyle('tee', 'table', 'ring', 'lamp');
const lettered = inStyle('tee', 'ring', 'mug');
const joined = (text: string) => text.replaceAll(' ', '');
const slugOf = ({ address }: ShopProduct) => address.replaceAll('/', '');
const variantBarcode = (product: ShopProduct, label: string) =>
  product.variants.find(({ options }) => options.some(({ value }) => value === label))?.barcodes[0] ?? '';
const ask = () => null;
const pick = <T>(list: readonly T[], at: number): T => list[at % list.length]!;
const two = (n: number) => String(n).padStart(2, '0');

/** By their numbers in the documentation of conventions. */
export const namedConventions: readonly NamedConvention[] = [
  {
    number: 1,
    name: 'SKU_1',
    examples: of(coded, ({ sku }, n) => file(n % 5 === 0 ? sku : `${sku}_${n % 9}`, n)),
  },
  {
    number: 2,
    name: 'SKU-1',
    examples: of(coded, ({ sku }, n) => file(n % 5 === 0 ? sku : `${sku}-${(n % 3) + 1}`, n)),
  },
  {
    number: 3,
    name: 'SKU.MAIN',
    examples: of(coded, ({ sku }, n) =>
      file(
        `${sku}.${pick('MAIN PT01 PT02 FRNT BACK LEFT RGHT TOPP BOTT SIDE SWCH FACT INGR IN01 PAIR PS01 EEGL DTLS'.split(' '), n)}`,
        0,
      ),
    ),
  },
  { number: 4, name: 'SKU__2', examples: of(coded, ({ sku }, n) => file(`${sku}__${n % 7}`, n)) },
  {
    number: 5,
    name: 'SKU with a letter glued on',
    examples: ['', 'A', 'B', 'C'].flatMap((letter) =>
      [...lettered, ...inStyle('lamp')].map(({ sku, id }) => ({
        path: file(`${sku}${letter}`, 0),
        product: id,
      })),
    ),
  },
  {
    number: 6,
    name: 'SKU with a role glued on',
    examples: of(lettered, ({ sku }, n) =>
      file(`${sku}${pick(['Detail', 'Thumb', 'Front', 'Back', 'Lifestyle'], n)}`, n),
    ),
  },
  {
    number: 7,
    name: 'SKU, words of its name, angle, counter',
    examples: of(plain, (p, n) =>
      file(`${p.sku}_${slugOf(p)}_${pick(['front', 'lifestyle', 'detail'], n)}_${two(n % 20)}`, n),
    ),
  },
  {
    number: 8,
    name: 'style, colour word, place',
    examples: of(inStyle('tee', 'table', 'lamp', 'mug'), ({ sku }, n, [label]) => ({
      path: file(
        pick(
          [
            `${sku}_${label}_${n % 9}`,
            `${sku}-${joined(label)}-${n % 9}`,
            `${sku} ${label.toLowerCase()} ${n % 9}`,
          ],
          n,
        ),
        n,
      ),
      value: label,
    })),
  },
  {
    number: 9,
    name: 'style, colour code, P or A, number',
    examples: of(coded, ({ sku }, n, [label, code]) => ({
      path: file(`${sku}_${code}_${pick(['P', 'A'], n)}_${(n % 4) + 1}`, 1),
      value: label,
    })),
  },
  {
    number: 10,
    name: 'part number, colour, suffix',
    examples: of(inStyle('tee', 'ring', 'mug'), ({ mpn }, n, [label]) => ({
      path: file(`${mpn}-${joined(label)}-${two((n % 9) + 1)}`, n),
      value: label,
    })),
  },
  {
    number: 11,
    name: 'barcode and view',
    examples: of(shop, (p, n, [label]) => {
      const own = n % 2 === 0 || label === '';
      const code = own ? p.barcodes[0]! : variantBarcode(p, label);
      return {
        path: file(pick([`${code}_Front`, `${code}_${(n % 3) + 1}`, `${code}-1`], n), n),
        ...(own ? {} : { value: label }),
      };
    }),
  },
  {
    number: 12,
    name: 'GS1',
    examples: of(shop, (p, n) =>
      file(`00${p.barcodes[0]}_${pick(['A1N1', 'C7C0', 'A1N1_s02', 'E1C1_012', 'C1R1_en', 'D8LA'], n)}`, n),
    ),
  },
  {
    number: 13,
    name: 'barcode with zeros added or lost',
    examples: of(shop, (p, n) => {
      const short = p.barcodes[0]!.replace(/^0+/, '');
      return file(pick([short, `00${short}-1`, `000${short} (2)`], n), n);
    }),
  },
  {
    number: 14,
    name: 'web address with a view',
    examples: of(inStyle('tee', 'table', 'lamp', 'ring', 'set'), (p, n) =>
      file(`${slugOf(p)}${pick(['-front', '-2', '', '_back'], n)}`, n),
    ),
  },
  {
    number: 15,
    name: 'brand, name, variant',
    examples: of(plain, (p, n, [label]) => ({
      path: file(`${p.brand.toLowerCase()}-${slugOf(p)}-${label.toLowerCase().replaceAll(' ', '-')}`, n),
      value: label,
    })),
  },
  {
    number: 16,
    name: 'season, brand, SKU, colour, date, sequence, status',
    examples: of(plain, (p, n, [label]) => ({
      path: file(
        `${pick(['summer26', 'ss26', 'aw26'], n)}_${p.brand.toLowerCase()}_${p.sku}_${joined(label)}_202602${two((n % 27) + 1)}_${String(n % 100).padStart(3, '0')}${pick(['_final', '_retouched', ''], n)}`,
        n,
      ),
      value: label,
    })),
  },
  {
    number: 17,
    name: 'spin set',
    examples: of(plain, ({ sku }, n) => ({
      path: file(
        pick([`${sku}_01_${String(n % 36).padStart(3, '0')}`, `${sku}_02S_007`, `${sku}-spin-012`], n),
        n,
      ),
      role: 'spin',
    })),
  },
  {
    number: 18,
    name: 'spin set in a folder',
    examples: of(plain, ({ sku }, n) => ({
      path: pick([`${sku}/360/frame_01.jpg`, `360/${sku}_01.jpg`, `${sku}/spin/36.jpg`], n),
      role: 'spin',
    })),
  },
  {
    number: 19,
    name: 'brand code, part number, asset, orientation',
    examples: of(inStyle('ring', 'table', 'tee'), ({ mpn }, n) =>
      file(pick([`BKTV_${mpn}_P04_FRO`, `BKTV_${mpn}_P01_TOP`, `${mpn}_ANG`, `${mpn}_LEF`], n), n),
    ),
  },
  {
    number: 20,
    name: 'folder is the SKU',
    examples: of(coded, ({ sku }, n) => `${sku}/${pick(['1.jpg', 'hero.jpg', 'DSC_0456.jpg'], n)}`),
  },
  {
    number: 21,
    name: 'beginning of variants’ SKUs',
    examples: of(plain, ({ sku }, n, [label, code]) => ({
      path: file(`${sku}-${code}${pick(['~', ''], n)}`, n),
      value: label,
    })),
  },
  {
    number: 22,
    name: 'stock code, colour, numbered view',
    examples: of(inStyle('tee', 'lamp'), ({ sku }, n, [label]) => ({
      path: file(`${sku}_${joined(label)}_${pick(['1Front', '2Back', 'Worn'], n)}`, 3),
      value: label,
    })),
  },
  {
    number: 22,
    name: 'two colours',
    examples: of(inStyle('tee'), ({ sku }, n) => file(`${sku}_Navy-OffWhite_Worn`, n), ask),
  },
  {
    number: 23,
    name: 'SKU, sequence, free text',
    examples: of(coded, ({ sku }, n) =>
      file(`${sku.toLowerCase()}_${n % 6}${pick(['', '_ambiance', '_pack', '_terrace'], n)}`, n),
    ),
  },
  {
    number: 24,
    name: 'item number, variant code, number',
    examples: of(coded, ({ sku }, n, [label, code]) => ({
      path: file(`${sku}_${code}_${(n % 5) + 1}`, n),
      value: label,
    })),
  },
  {
    number: 25,
    name: 'title and counter',
    examples: of(inStyle('tee', 'table', 'set', 'lamp'), ({ name }, n) =>
      file(`${name}${pick(['', ' (1)', ' (2)'], n)}`, n),
    ),
  },
  {
    number: 25,
    name: 'a title that is part of another',
    examples: of(inStyle('mug'), ({ name }, n) => file(`${name} (${n % 5})`, n), ask),
  },
  {
    number: 26,
    name: 'title, value, view',
    examples: of(plain, ({ name }, n, [label]) => ({
      path: file(
        pick([`${name} - ${label} - Back`, `${name} – ${label}`, `${name} - ${label} – detail`], n),
        n,
      ),
      value: label,
    })),
  },
  {
    number: 27,
    name: 'size of the picture behind it',
    examples: of(coded, ({ sku }, n) =>
      file(`${sku}${pick(['@2x', '_800x800', '_thumb', '-zoom', '_1200w', '_1024x', '-300x300'], n)}`, n),
    ),
  },
  {
    number: 28,
    name: 'barcode cut into folders',
    examples: of(shop, (p, n) => {
      const digits = p.barcodes[0]!.padStart(13, '0');
      return `${digits.slice(0, 3)}/${digits.slice(3, 6)}/${digits.slice(6, 9)}/${digits.slice(9)}/${pick(['front.jpg', '1.jpg', 'ingredients.jpg'], n)}`;
    }),
  },
  {
    number: 29,
    name: 'style, metal or finish code, alternate',
    examples: of(inStyle('ring', 'table'), (p, n, [label, code]) => {
      const short = p.style === 'ring' ? `${label.split(' ')[1]![0]}G` : code;
      return {
        path: file(pick([`${p.sku}-${code}-alt1`, `${p.sku}-${short}-2`, `${p.sku}-${short}-ROOM`], n), n),
        value: label,
      };
    }),
  },
  {
    number: 30,
    name: 'variant SKU and number',
    examples: of(coded, (p, n) => file(`${p.variants[n % p.variants.length]!.sku}_${n % 5}`, n)),
  },
  {
    number: 31,
    name: 'brand before the SKU',
    examples: of(coded, (p, n) =>
      file(
        pick(
          [
            `${p.brand.toLowerCase()}_${p.sku}_1`,
            `${p.brand.toUpperCase()}-${p.sku}`,
            `${p.brand}_${p.sku}_2`,
          ],
          n,
        ),
        n,
      ),
    ),
  },
  {
    number: 32,
    name: 'words for number before it',
    examples: of(plain, ({ sku }, n) =>
      file(
        pick(
          [`Art-Nr ${sku} Vorderseite`, `réf_${sku}_dos`, `cod-${sku}-retro`, `Ref. ${sku}`, `art_${sku}_2`],
          n,
        ),
        n,
      ),
    ),
  },
  {
    number: 33,
    name: 'characters dropped or replaced',
    examples: of(inStyle('slash'), ({ sku }, n) =>
      file(pick([sku.replace('/', ''), sku.replace('/', '_'), sku.replace('/', '-')], n), n),
    ),
  },
  {
    number: 34,
    name: 'object number of a museum',
    examples: of(inStyle('print'), ({ sku }, n) => {
      const [year = '', lot = '', item = ''] = sku.split('.');
      const padded = `${year}-${lot.padStart(4, '0')}-${item.padStart(5, '0')}`;
      return file(pick([sku, `${padded}m`, `${sku}_v2`, `${padded}-recto`, `${padded}v`], n), n);
    }),
  },
  {
    number: 35,
    name: 'record id that is named',
    examples: of(shop, ({ id }, n) => file(pick([`id${id}_1`, `product-id-${id}-2`, `id-${id}`], n), n)),
  },
  {
    number: 35,
    name: 'a bare id',
    examples: of(shop, ({ id }, n) => file(pick([`${id}`, `${id}_1`, `ab-obj-${id}-0003-pub`], n), n), ask),
  },
  {
    number: 36,
    name: 'several identifiers',
    examples: of(
      coded,
      ({ sku, id, style }, n) => {
        const others = coded.filter((one) => one.id !== id && one.style !== style);
        const other = pick(others, n * 5);
        return {
          path: file(
            pick([`${sku}_${other.sku}_look04`, `${sku}+${other.sku}_room`, `${sku} ${other.sku}`], n),
            n,
          ),
          candidates: [id, other.id],
        };
      },
      ask,
    ),
  },
  {
    number: 37,
    name: 'capture software’s tokens',
    examples: of(coded, ({ sku }, n) => file(`20260211_shot${two(n % 60)}_${sku}_${1100 + n}`, n)),
  },
  {
    number: 37,
    name: 'capture software’s tokens, five digits',
    examples: of(plain, ({ sku }, n) =>
      file(`20260211_${two(n % 60)}_${sku}_${n % 9 === 0 ? 62_015 : 51_100 + n}`, n),
    ),
  },
  {
    number: 38,
    name: 'camera, screenshot, hash, uuid',
    examples: of(
      shop,
      (_, n) =>
        file(
          pick(
            [
              `IMG_${4000 + n}`,
              `DSC0${3000 + n}`,
              `7c1e90b2-3d4f-4a6b-8c9d-0e1f2a3b4${String(n).padStart(3, '0')}`,
              `Screenshot 2026-02-11 at 10.11.${two(n % 60)}`,
              `PXL_20260211_1011${two(n % 60)}123`,
            ],
            n,
          ),
          n,
        ),
      ask,
    ),
  },
  {
    number: 39,
    name: 'mark of a shop behind it',
    examples: of(plain, (p, n) =>
      file(
        pick(
          [
            `${p.sku}_1_7c1e90b2-3d4f-4a6b-8c9d-0e1f2a3b4c5d`,
            `${slugOf(p)}__48213`,
            `${slugOf(p)}-2_4f0a7c3e`,
            `${p.sku}_2_4f0a7c3e`,
          ],
          n,
        ),
        n,
      ),
    ),
  },
];

/** Names that must always be asked about. */
export const guards: readonly { name: string; examples: readonly Example[] }[] = [
  {
    name: 'a colour the product hasn’t',
    examples: of(
      coded,
      ({ sku }, n) =>
        file(
          `${sku}${pick(['-', '_', ' '], n)}${pick(['Lilac', 'Magenta', 'Turquoise', 'Crimson', 'Khaki', 'rouge', 'Gelb'], n)}${pick(['_2', '', '-1'], n)}`,
          n,
        ),
      ask,
    ),
  },
  {
    name: 'a name that goes on',
    examples: of(
      inStyle('table', 'lamp', 'tee', 'ring'),
      (p, n) =>
        file(
          `${slugOf(p)}-${pick(['mini', 'refill', 'for-kids', 'cover', 'deluxe', 'small-batch', 'xyz'], n)}${pick(['', '-2'], n)}`,
          n,
        ),
      ask,
    ),
  },
  {
    name: 'a SKU that goes on',
    examples: of(
      coded,
      ({ sku }, n) => file(`${sku}${pick(['-mini', '-refill', '_for_kids', '-deluxe', '-XYZ'], n)}`, n),
      ask,
    ),
  },
  {
    name: 'digits behind other words',
    examples: of(
      inStyle('lamp'),
      ({ sku }, n) =>
        file(`${pick(['shoot', 'job', 'harbor', 'order-12', 'kunde'], n)}_${sku}${pick(['', '_1'], n)}`, n),
      ask,
    ),
  },
  {
    name: 'two numbers that would be one',
    examples: of(
      inStyle('lamp'),
      ({ sku }, n) => file(`${sku.slice(0, 2)}${pick(['_', '-', ' '], n)}${sku.slice(2)}`, n),
      ask,
    ),
  },
  {
    name: 'a spare for it',
    examples: of(
      plain,
      ({ sku }, n) => file(`${pick(['spare', 'set', 'refill', 'lid', 'mini'], n)}_${sku}`, n),
      ask,
    ),
  },
];
