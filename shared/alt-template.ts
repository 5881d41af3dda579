import { no, ok, type Outcome } from './outcome.ts';
import { reason } from './messages/reason.ts';

/** What a template may name. All are text, '' if unknown. */
export interface AltFields {
  product: string;
  sku: string;
  /** The view the file name tells: "front", "2". */
  view: string;
  /** Position among the product's new photos, from 1. */
  number: string;
  file: string;
}

const names: readonly (keyof AltFields)[] = ['product', 'sku', 'view', 'number', 'file'];
const placeholder = /\{([^{}]*)\}/g;

/** Refuses unknown names and unbalanced braces. */
export function checkAltTemplate(template: string): Outcome<null> {
  return checkTemplate(template, names);
}

/** `known`: the names that the template may use. */
export function checkTemplate(template: string, known: readonly string[]): Outcome<null> {
  for (const [, name = ''] of template.matchAll(placeholder)) {
    if (!known.includes(name.trim().toLowerCase())) {
      return no(
        reason('unknown-placeholder', {
          placeholder: `{${name}}`,
          known: known.map((one) => `{${one}}`).join(', '),
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

/** Fills in a template. Punctuation beside an empty field is dropped: "Mug - " becomes "Mug". */
export function renderAlt(template: string, fields: AltFields): string {
  // `split` by one group alternates text and field names.
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

/** The text between two values whose fields are empty: words stay, bare punctuation is kept once. */
function joined(between: readonly string[]): string {
  if (between.length === 1) return between[0] ?? '';
  const words = between.filter((one) => hasWords.test(one));
  return words.length > 0 ? words.join('') : (between.findLast((one) => one !== '') ?? '');
}
