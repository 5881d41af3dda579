import { no, ok, type Outcome } from './outcome.ts';
import { reason } from './messages/reason.ts';

/** Fields that a template for new photos may use. All are text, '' if unknown. */
export type AltFields = {
  product: string;
  sku: string;
  /** The view that the file name states: "front", "2". */
  view: string;
  /** Position among the product's new photos, from 1. */
  number: string;
  file: string;
};

const photoFields: readonly (keyof AltFields)[] = ['product', 'sku', 'view', 'number', 'file'];
const placeholder = /\{([^{}]*)\}/g;

/** Refuses unknown names and unbalanced braces. */
export function checkAltTemplate(template: string): Outcome<null> {
  return checkTemplate(template, photoFields);
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

/**
 * Fills in a template. What stands before an empty field is dropped with it: "Mug in {colour}, front" becomes "Mug,
 * front", and "Mug - " becomes "Mug".
 */
export function renderAlt(template: string, fields: Readonly<Record<string, string>>): string {
  // `split` by one group alternates text and field names.
  const parts = template.split(placeholder);
  let text = '';
  let between: string[] = [parts[0] ?? ''];
  for (let index = 1; index < parts.length; index += 2) {
    const value = (fields[(parts[index] ?? '').trim().toLowerCase()] ?? '').trim();
    if (value !== '') {
      text += (text === '' ? between.filter((one) => hasWords.test(one)).join('') : joined(between)) + value;
      between = [];
    }
    between.push(parts[index + 1] ?? '');
  }
  const last = between.at(-1) ?? '';
  const isWhole = between.length === 1;
  const tail = isWhole || hasWords.test(last) ? last : '';
  const start = text === '' && !isWhole ? between.slice(0, -1).filter((one) => hasWords.test(one)) : [];
  return `${start.join('')}${text}${tail}`.replace(/\s+/g, ' ').trim();
}

/** The text between two values whose fields are empty: the last that says something. */
function joined(between: readonly string[]): string {
  return between.findLast((one) => one !== '') ?? '';
}
