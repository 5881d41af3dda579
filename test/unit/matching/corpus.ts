import type { SkuHolder } from './index-of.ts';
import { diceOf, type Catalogue, type Dice } from './catalogue.ts';
import { decoys, type Convention, type Named } from './conventions.ts';

/**
 * A file name with its right answer, known from its construction. `owner`: this product; asking is a
 * weakness. `owner or ask`: this product, but asking is acceptable. `ask`: two products have equal claims.
 * `nobody`: never a product.
 */
export type Truth =
  | { is: 'owner' | 'owner or ask'; productId: number; variantId: number | null }
  | { is: 'ask' }
  | { is: 'nobody' };

export interface Case extends Named {
  convention: string;
  scheme: string;
  truth: Truth;
}

export type Shoot = Case[];

/** How a photographer writes a SKU into a name. The last few only remove what file systems refuse. */
const hands: readonly [name: string, weight: number, write: (sku: string) => string][] = [
  ['as it is', 60, (sku) => sku],
  ['lower case', 14, (sku) => sku.toLowerCase()],
  ['underscores', 6, (sku) => sku.replace(/[-./ ]/g, '_')],
  ['hyphens', 6, (sku) => sku.replace(/[_./ ]/g, '-')],
  ['spaces', 5, (sku) => sku.replace(/[-_./]/g, ' ')],
  ['nothing between', 5, (sku) => sku.replace(/[-_. ]/g, '')],
  ['decomposed', 2, (sku) => sku.normalize('NFD')],
  [
    'full width',
    2,
    (sku) => sku.replace(/[A-Za-z0-9]/g, (one) => String.fromCodePoint(one.codePointAt(0)! + 0xfee0)),
  ],
];

const holdable = (text: string, dice: Dice) => text.replace(/[/\\:*?"<>|]/g, dice.one(['_', '-', '_']));

function writeSku(sku: string, dice: Dice): { text: string; changed: boolean } {
  let drawn = dice.upTo(100);
  const hand = hands.find(([, weight]) => (drawn -= weight) < 0) ?? hands[0]!;
  const text = holdable(hand[2](sku), dice);
  return { text, changed: text.toLowerCase() !== sku.toLowerCase() };
}

/** All cases: for every convention some products of every scheme, the traps, and the decoys. */
export function makeCorpus(
  seed: number,
  catalogue: Catalogue,
  conventions: readonly Convention[],
  perScheme: number,
): { shoots: Shoot[]; decoys: Case[] } {
  const dice = diceOf(seed);
  const shoots: Shoot[] = [];
  for (const convention of conventions) {
    for (const [scheme, holders] of catalogue.plain) {
      for (let n = 0; n < perScheme; n += 1) {
        const holder = dice.one(holders);
        const { text } = writeSku(holder.sku, dice);
        shoots.push(shootOf(convention, scheme, text, holder, { is: 'owner', ...idsOf(holder) }, dice));
      }
    }
    for (const [trap, holders] of catalogue.traps) {
      const holder = dice.one(holders);
      const { text, changed } = writeSku(holder.sku, dice);
      shoots.push(shootOf(convention, trap, text, holder, truthOfTrap(trap, holder, changed), dice));
    }
    const identified = dice.one(
      [...catalogue.plain.values()].flat().filter(({ variantId }) => variantId === null),
    );
    const id = String(identified.productId);
    const unsure = catalogue.owners.has(id);
    shoots.push(
      shootOf(
        convention,
        'product id',
        id,
        identified,
        unsure ? { is: 'ask' } : { is: 'owner or ask', ...idsOf(identified) },
        dice,
      ),
    );
  }
  const nobody = decoys.flatMap((make) =>
    Array.from({ length: 12 }, (): Case => ({
      ...make(dice),
      convention: 'decoy',
      scheme: 'decoy',
      truth: { is: 'nobody' },
    })),
  );
  return { shoots, decoys: nobody };
}

const idsOf = ({ productId, variantId }: SkuHolder) => ({ productId, variantId });

function truthOfTrap(trap: string, holder: SkuHolder, changed: boolean): Truth {
  if (trap === 'shared') return { is: 'ask' };
  const certain = trap === 'prefixes' && !changed;
  return { is: certain ? 'owner' : 'owner or ask', ...idsOf(holder) };
}

function shootOf(
  convention: Convention,
  scheme: string,
  text: string,
  holder: SkuHolder,
  truth: Truth,
  dice: Dice,
): Shoot {
  return convention.files(text, dice).map((file) => ({
    ...file,
    convention: convention.name,
    scheme,
    truth: settled(truth, scheme, file, holder),
  }));
}

/** A composed name may spell another trap's SKU, such as `ABC-1` and `-100`: then asking is right, too. */
function settled(truth: Truth, scheme: string, file: Named, holder: SkuHolder): Truth {
  if (truth.is !== 'owner' || scheme !== 'prefixes') return truth;
  const accident = /-1\D/.test(`${holder.sku} `) || /[-_. ]0*1(?:0|00)\b/.test(file.fileName);
  return accident ? { ...truth, is: 'owner or ask' } : truth;
}
