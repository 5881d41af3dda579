/**
 * The shape of a name: its number of fields and their separator. Studios' programs write all names of a job in one
 * shape. So a field that is the SKU in nearly all of them is the SKU in the others.
 */

interface NameField {
  text: string;
  /** Between the fields. */
  separator: string;
  /** The name's text before it. */
  before: string;
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
export function fieldAt(stem: string, known: ReadonlyMap<string, number>): NameField | null {
  if (known.size === 0) return null;
  const shaped = shapeOf(stem);
  const place = shaped === null ? undefined : known.get(shaped.shape);
  if (shaped === null || place === undefined) return null;
  const text = shaped.fields[place];
  if (text === undefined) return null;
  return {
    text,
    separator: shaped.separator,
    before: shaped.fields
      .slice(0, place)
      .map((one) => one + shaped.separator)
      .join(''),
  };
}
