/** Why evidence in a name is not certain, and what settles it. `text`: the words of the name that cause the doubt. */
export type Doubt =
  | { type: 'spelling' | 'row' | 'time-of-day' | 'short-number' | 'common-word' | 'part-of-name' }
  | {
      type:
        | 'stranger'
        | 'other-thing'
        | 'number-of-sku'
        | 'letter-of-sku'
        | 'missing-variant'
        | 'second-sku'
        | 'two-values'
        | 'counter';
      text: string;
    };

interface DoubtRule {
  /** Whether it is gone if nearly all names of a batch have their SKU in this field; see `BatchContext.fields`. */
  settledByField: boolean;
  /** Whether it is gone if the name has another identifier of the same product, and all other words have a meaning. */
  settledByAnother: boolean;
  /** Whether the product is suggested, not only offered, if the name is nothing but this identifier. */
  suggestedAlone: boolean;
}

const beside = { settledByField: false, settledByAnother: true, suggestedAlone: false } as const;
const meaning = { ...beside, settledByField: true } as const;
const itself = { ...beside, settledByAnother: false } as const;

export const doubtRules: Readonly<Record<Doubt['type'], DoubtRule>> = {
  /** It may be another code: `ABC-1_1` for ABC-11. */
  spelling: itself,
  /** A number of those that run on through the drop, most of which are no SKU. */
  row: beside,
  /** Values of one option that exclude each other. */
  'two-values': itself,
  /** A word or number without a meaning. */
  stranger: meaning,
  /** A number that may count pictures. */
  counter: meaning,
  'short-number': meaning,
  /** A number after a date. */
  'time-of-day': meaning,
  /** A word that may mean something else in file names. */
  'common-word': meaning,
  /** A word for other articles, or for more than the product: `lid`, `set`. */
  'other-thing': beside,
  /** Other codes go on with a number, or with a letter. */
  'number-of-sku': beside,
  'letter-of-sku': beside,
  /** Its variants' codes go on with other numbers. */
  'missing-variant': beside,
  'second-sku': beside,
  /** Another product's name contains this title. */
  'part-of-name': { ...beside, suggestedAlone: true },
};
