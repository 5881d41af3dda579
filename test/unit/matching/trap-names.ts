import { diceOf, pad } from './catalogue.ts';
import { shop, type ShopProduct } from './shop.ts';

/** A name close to one product's but of none, or of two; `product`: the only one it may be matched to. */
export interface Trap {
  type: string;
  path: string;
  product: number | null;
}

/** Leading zeros in the parts of an object number have no meaning. */
const strip = (text: string) =>
  text
    .replace(/^(\d+)[.-](\d+)[.-](\d+)$/, (_, ...parts: string[]) => parts.slice(0, 3).map(Number).join('.'))
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** Everything that names a product, without separators, and the products it names. */
function ownersOf(products: readonly ShopProduct[]): Map<string, Set<number>> {
  const owners = new Map<string, Set<number>>();
  const own = (text: string, id: number) => {
    const key = /^\d+$/.test(strip(text)) ? strip(text).replace(/^0+/, '') : strip(text);
    if (key !== '') owners.set(key, (owners.get(key) ?? new Set()).add(id));
  };
  for (const { id, sku, mpn, name, barcodes, variants } of products) {
    for (const text of [sku, mpn, name, ...barcodes]) own(text, id);
    for (const variant of variants) for (const text of [variant.sku, ...variant.barcodes]) own(text, id);
  }
  return owners;
}

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
const tails = ['', '_1', '-2', ' (3)', '_front', '-back'];
const colours =
  'Lilac Magenta Turquoise Crimson Khaki rouge gelb verde Teal Mauve Fuchsia Aqua Mint Coral'.split(' ');
const articles =
  'mini refill for-kids deluxe xl-edition replacement spare lid cover gift-box pro plus second-gen'.split(
    ' ',
  );

/** Names of each kind, made from the catalogue's own; the same for the same seed. */
export function trapsOf(count: number, seed: number): Trap[] {
  const dice = diceOf(seed);
  const owners = ownersOf(shop);
  const traps: Trap[] = [];
  const put = (type: string, path: string, product: number | null = null) =>
    traps.push({ type, path, product });

  const misspell = (code: string): string => {
    const at = dice.upTo(code.length);
    return dice.chance(0.5)
      ? code.slice(0, at) + code.slice(at + 1)
      : code.slice(0, at) + dice.one([...alphabet]) + code.slice(at);
  };

  /** One of the texts that name a product. */
  const textOf = ({ sku, mpn, name, address, barcodes, variants }: ShopProduct): string =>
    dice.one(
      [
        sku,
        sku,
        mpn,
        name,
        address.replaceAll('/', ''),
        ...barcodes,
        ...variants.map((one) => one.sku),
      ].filter(Boolean),
    );
  const writtenOf = (product: ShopProduct) => textOf(product).replaceAll('/', '-');

  /** Also a value of another product's options. */
  const colourNotOf = ({ values }: ShopProduct): string => {
    const own = new Set(values.map(([label]) => label));
    const others = shop.flatMap((one) => one.values.map(([label]) => label)).filter((one) => !own.has(one));
    return dice.one(dice.chance(0.5) ? colours : others);
  };

  while (traps.length < count) {
    const product = dice.one(shop);
    switch (dice.upTo(6)) {
      case 0: {
        const wrong = misspell(textOf(product)).replaceAll('/', '-');
        const key = strip(wrong);
        // Only if nothing has this name, and the removed part is no variant's suffix or picture's number.
        const isName = owners.has(/^\d+$/.test(key) ? key.replace(/^0+/, '') : key);
        if (!isName && !beginsWithOne(wrong, owners)) put('misspelt', `${wrong}${dice.one(tails)}.jpg`);
        break;
      }
      case 1:
        put(
          'colour',
          `${writtenOf(product)}${dice.one(['-', '_', ' '])}${colourNotOf(product)}${dice.one(tails)}.jpg`,
        );
        break;
      case 2: {
        const base = dice.one([
          product.address.replaceAll('/', ''),
          product.name,
          product.sku.replaceAll('/', '-'),
        ]);
        put('goes on', `${base}${dice.one(['-', ' ', '_'])}${dice.one(articles)}${dice.one(tails)}.jpg`);
        break;
      }
      case 3: {
        const other = dice.one(shop.filter(({ id }) => id !== product.id));
        const [a, b] = [writtenOf(product), writtenOf(other)];
        const apart = dice.one(['_', ' + ', '-', ' ', '/']);
        // Beside the code of a set, the title of what it is a set of says nothing.
        if (!isPartOf(product.name, other.name))
          put('two products', `${a}${apart}${b}${dice.one(tails)}.jpg`);
        break;
      }
      case 4: {
        const digits = dice.between(1, 14);
        const number =
          String(dice.upTo(9) + 1) + Array.from({ length: digits - 1 }, () => dice.upTo(10)).join('');
        if (!owners.has(number))
          put(
            'number',
            dice.one([
              `${number}.jpg`,
              `${number}_1.jpg`,
              `${number}/1.jpg`,
              `shoot/${number}.png`,
              `${pad(Number(number.slice(0, 3)), 3)}/${number}.jpg`,
            ]),
          );
        break;
      }
      default: {
        const lamp = dice.one(shop.filter(({ style }) => style === 'lamp'));
        put(
          'number elsewhere',
          dice.one([
            `job_${lamp.sku}_2.jpg`,
            `IMG_${lamp.sku}.jpg`,
            `${lamp.sku.slice(0, 3)}_${lamp.sku.slice(3)}.jpg`,
            `DSC${lamp.sku}.jpg`,
            `kunde ${lamp.sku}.jpg`,
            `${lamp.sku}${lamp.sku.slice(0, 1)}.jpg`,
          ]),
        );
      }
    }
  }
  return traps;
}

const isPartOf = (a: string, b: string) => a.includes(b) || b.includes(a);

/**
 * Whether a text is a whole code plus something that may count pictures or name a variant: no misspelling.
 */
function beginsWithOne(text: string, owners: ReadonlyMap<string, unknown>): boolean {
  for (let end = 3; end < text.length; end += 1) {
    const isPart = /[^A-Za-z0-9]/.test(text[end] ?? '');
    if (isPart && owners.has(strip(text.slice(0, end)))) return true;
  }
  return false;
}
