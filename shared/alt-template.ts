import { no, ok, type Outcome } from './outcome.ts';
import { reason } from './messages/reason.ts';

/** What a template may name; all as text, empty where there is none. */
export interface AltFields {
  product: string;
  sku: string;
  /** What the file name says of the view: "front", "2". */
  view: string;
  /** Place among the product's new photos, from 1. */
  number: string;
  /** File name without its extension. */
  file: string;
}

const names: readonly (keyof AltFields)[] = ['product', 'sku', 'view', 'number', 'file'];
const placeholder = /\{([^{}]*)\}/g;

/** Refuses a template that names what there is not, or has a brace too many. */
export function checkAltTemplate(template: string): Outcome<null> {
  for (const [, name = ''] of template.matchAll(placeholder)) {
    if (!(names as readonly string[]).includes(name.trim().toLowerCase())) {
      return no(
        reason('unknown-placeholder', {
          placeholder: `{${name}}`,
          known: names.map((one) => `{${one}}`).join(', '),
        }),
      );
    }
  }
  if (/[{}]/.test(template.replaceAll(placeholder, ''))) {
    return no(reason('stray-brace', { example: '{product}' }));
  }
  return ok(null);
}

const hasWords = /[\p{L}\p{N}]/u;

/** The alt text that a template makes. Punctuation between a field and an empty one goes with it: "Mug - " becomes "Mug". */
export function renderAlt(template: string, fields: AltFields): string {
  // Of a split by one group, even parts are the text between placeholders and odd ones their names.
  const parts = template.split(placeholder);
  let text = '';
  let between: string[] = [parts[0] ?? ''];
  for (let index = 1; index < parts.length; index += 2) {
    const value = fields[(parts[index] ?? '').trim().toLowerCase() as keyof AltFields].trim();
    if (value !== '') {
      text += (text === '' ? between.filter((one) => hasWords.test(one)).join('') : joined(between)) + value;
      between = [];
    }
    between.push(parts[index + 1] ?? '');
  }
  const tail =
    between.length === 1 ? (between[0] ?? '') : between.filter((one) => hasWords.test(one)).join('');
  return `${text}${tail}`.replace(/\s+/g, ' ').trim();
}

/** What stands between two values when the fields between them are empty: words stay, of bare punctuation one is enough. */
function joined(between: readonly string[]): string {
  if (between.length === 1) return between[0] ?? '';
  const words = between.filter((one) => hasWords.test(one));
  return words.length > 0 ? words.join('') : (between.findLast((one) => one !== '') ?? '');
}
