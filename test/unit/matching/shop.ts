import type { IdentifiedProduct, IdentifiedVariant } from '../../../electron/catalog/identified-products.ts';

/** An invented shop with products of every style that the conventions need; ids are dense, as in a store. */

export type Style = 'tee' | 'table' | 'ring' | 'lamp' | 'mug' | 'set' | 'slash' | 'print';
export interface ShopProduct extends IdentifiedProduct {
  style: Style;
  /** Colours, metals or materials with their codes in variants' SKUs. */
  values: readonly (readonly [label: string, code: string])[];
}

const woods = 'Alder Birch Cedar Drift Ember Fable Grove Heron Indra Jasper Kelda Lumen'.split(' ');
const lakes = 'Fjord Tarn Loch Mere Lagoon Delta Strait Sound Inlet Basin Cascade Rapids'.split(' ');

const teeColours = [
  ['Navy', 'NVY'],
  ['Bottle Green', 'BGR'],
  ['Off White', 'OWH'],
] as const;
const tableWoods = [
  ['Natural Oak', 'NO'],
  ['Walnut', 'WA'],
] as const;
const metals = [
  ['14K White Gold', '14KW'],
  ['14K Yellow Gold', '14KY'],
  ['14K Rose Gold', '14KR'],
] as const;
const finishes = [
  ['Brass', 'BR'],
  ['Matt Black', 'MB'],
] as const;
const glazes = [
  ['Sea Blue', 'SB'],
  ['Ash Grey', 'AG'],
] as const;

export function withCheckDigit(body: string): string {
  const sum = [...body]
    .toReversed()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return body + String((10 - (sum % 10)) % 10);
}

let serial = 0;
const barcode = () => withCheckDigit(`0712340${String((serial += 1)).padStart(4, '0')}`);
let nextId = 100;
let nextVariant = 2_000;

const slug = (text: string) =>
  `/${text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}/`;

function product(
  style: Style,
  name: string,
  sku: string,
  brand: string,
  mpn: string,
  option: string,
  values: ShopProduct['values'],
  sizes: readonly string[] = [],
): ShopProduct {
  nextId += 1;
  const variants = values.flatMap(([label, code]) =>
    (sizes.length === 0 ? [''] : sizes).map((size): IdentifiedVariant => {
      nextVariant += 1;
      return {
        id: nextVariant,
        sku: `${sku}-${code}${size === '' ? '' : `-${size}`}`,
        barcodes: [barcode()],
        mpn: '',
        options: [{ name: option, value: label }, ...(size === '' ? [] : [{ name: 'Size', value: size }])],
      };
    }),
  );
  const codes = { sku, mpn, barcodes: [barcode()] };
  return { id: nextId, name, address: slug(name), brand, ...codes, variants, style, values };
}

function make(): ShopProduct[] {
  return woods.flatMap((wood, n) => [
    product(
      'tee',
      `${wood} Crew Tee`,
      `${wood.slice(0, 3).toUpperCase()}${210 + n * 7}`,
      'Northbank',
      `NB-${7720 + n * 3}`,
      'Colour',
      teeColours,
      ['S', 'M', 'L', 'XL'],
    ),
    product(
      'table',
      `${wood} Side Table`,
      `${wood.slice(0, 3).toUpperCase()}-ST-${45 + n * 3}`,
      'Haldane',
      `${45 + n}-${2210 + n * 10}`,
      'Wood',
      tableWoods,
    ),
    product(
      'ring',
      `${wood} Solitaire Ring`,
      `${wood[0]}SR${1042 + n * 11}`,
      'Vere',
      `V${1042 + n * 11}X`,
      'Metal',
      metals,
      ['5', '6', '7'],
    ),
    product(
      'lamp',
      `${lakes[n]} Floor Lamp`,
      String(62_015 + n * 37),
      'Haldane',
      `${62_015 + n * 37}-H`,
      'Finish',
      finishes,
    ),
    product(
      'mug',
      `${lakes[n]} Stoneware Mug`,
      `${lakes[n]!.slice(0, 2).toUpperCase()}M${350 + n * 7}`,
      'Lund',
      `LU${350 + n * 7}`,
      'Glaze',
      glazes,
    ),
    product(
      'set',
      `${lakes[n]} Stoneware Mug Set of 4`,
      `${lakes[n]!.slice(0, 2).toUpperCase()}M${350 + n * 7}-S4`,
      'Lund',
      `LU${350 + n * 7}S`,
      'Glaze',
      glazes,
    ),
    product(
      'slash',
      `${wood} Wall Clock`,
      `${wood.slice(0, 2).toUpperCase()}C-${String(48 + n).padStart(3, '0')}/7`,
      'Orrin',
      `OR-${900 + n}`,
      'Colour',
      [],
    ),
    product('print', `${lakes[n]} Etching`, `19${60 + n}.98.${325 + n * 3}`, '', '', 'Colour', []),
  ]);
}

export const shop: readonly ShopProduct[] = make();

export const inStyle = (...styles: Style[]): ShopProduct[] =>
  shop.filter(({ style }) => styles.includes(style));
