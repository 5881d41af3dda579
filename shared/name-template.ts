import { checkTemplate } from './alt-template.ts';
import { inAscii, markedStemLength } from './mark.ts';
import type { Outcome } from './outcome.ts';

/** Fields that a template for file names may use; '' if unknown. */
export interface NameFields {
  /** Its name, or what stands for one that has no Latin letters. */
  product: string;
  /** The variant's option values, "Clay, S". */
  option: string;
  /** "front", "view 2". */
  view: string;
  sku: string;
  /** Position among the product's new photos, from 1. */
  number: string;
  brand: string;
}

const nameFields: readonly (keyof NameFields)[] = ['product', 'option', 'view', 'sku', 'number', 'brand'];
const placeholder = /\{([^{}]*)\}/g;

/** Refuses unknown names and unbalanced braces. */
export function checkNameTemplate(template: string): Outcome<null> {
  return checkTemplate(template, nameFields);
}

/**
 * A name for an upload, without mark and extension: lower-case letters, digits and hyphens, as web addresses and search
 * engines want it. Where it would be too long, the product's name is shortened by words. '' if nothing readable is
 * left.
 */
export function renderName(template: string, fields: NameFields): string {
  const words = webWords(fields.product);
  for (let count = words.length; count > 0; count -= 1) {
    const name = fill(template, { ...fields, product: words.slice(0, count).join('-') });
    if (name.length <= markedStemLength) return name;
  }
  return fill(template, { ...fields, product: '' })
    .slice(0, markedStemLength)
    .replace(/-+$/, '');
}

/** Whether the product's name has to be shortened. */
export function isNameTooLong(template: string, fields: NameFields): boolean {
  return fill(template, fields).length > markedStemLength;
}

/**
 * The first text that a name can be made of. A name leaves out letters of other scripts, and what is left says little.
 */
export function firstReadable(texts: readonly string[]): string {
  return (
    texts.find((text) => {
      const name = webWords(text).join('');
      return /[a-z]/.test(name) || (name !== '' && !/\p{L}/u.test(text));
    }) ?? ''
  );
}

function fill(template: string, fields: NameFields): string {
  const filled = template.replaceAll(
    placeholder,
    (_, name: string) => fields[name.trim().toLowerCase() as keyof NameFields] ?? '',
  );
  return webWords(filled).join('-');
}

function webWords(text: string): string[] {
  return inAscii(text)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
