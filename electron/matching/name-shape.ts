/**
 * The shape of a name: its number of fields and their separator. Studios' programs write all names of a job in one
 * shape. So a field that is the SKU in nearly all of them is the SKU in the others.
 */

/** What is known of the names of one shape. */
export interface KnownField {
  /** The place of the SKU. */
  place: number;
  /** Of the places where the others have numbers that are no SKU: how many digits these have. */
  numbers: ReadonlyMap<number, ReadonlySet<number>>;
}

interface NameField {
  text: string;
  /** Between the fields. */
  separator: string;
  /** The name's text before it. */
  before: string;
  /** Whether digits stand where other names have numbers like them, which count pictures or jobs or are dates. */
  isNumber: (digits: string) => boolean;
}

function separatorOf(stem: string): string | null {
  return ['_', ' ', '-'].find((one) => stem.includes(one)) ?? null;
}

/** The fields of a name and its shape; null for a name of one field. */
export function shapeOf(stem: string): { shape: string; fields: string[]; separator: string } | null {
  const separator = separatorOf(stem.trim());
  if (separator === null) return null;
  const fields = stem.trim().split(separator);
  return { shape: `${fields.length}${separator}`, fields, separator };
}

/** The field of a name that is known to be the SKU in names of its shape; null where none is known. */
export function fieldAt(stem: string, known: ReadonlyMap<string, KnownField>): NameField | null {
  if (known.size === 0) return null;
  const shaped = shapeOf(stem);
  const field = shaped === null ? undefined : known.get(shaped.shape);
  if (shaped === null || field === undefined) return null;
  const { place, numbers } = field;
  const text = shaped.fields[place];
  if (text === undefined) return null;
  return {
    text,
    separator: shaped.separator,
    before: shaped.fields
      .slice(0, place)
      .map((one) => one + shaped.separator)
      .join(''),
    isNumber: (digits) =>
      shaped.fields.some((one, at) => one === digits && numbers.get(at)?.has(digits.length) === true),
  };
}
