import { barcodeKey, isGtin } from './barcode.ts';
import { evidenceRules } from './evidence.ts';
import { keyOf, wordsOf } from './fold.ts';
import type { IdentifierRef } from './identifiers.ts';
import { comparable, hashOfKey, keyInDigraphs } from './key-hash.ts';
import type { IdentifierType } from './match.ts';
import { PostingsBuilder, type Postings } from './postings.ts';
import { TextList } from './text-list.ts';

/** Identifiers by the hashes of their keys. */
interface KeyedIdentifiers {
  /** All but barcodes. */
  byKey: Postings;
  byBarcode: Postings;
  /** Codes of at least three numbers, by these without leading zeros; see `numbersOf`. */
  byNumbers: Postings;
}

/** Collects the keys by which each kind of identifier is found. */
export class IdentifierKeys {
  /** Keys of all codes. */
  readonly codes = new TextList();
  /** Keys of codes that are offered for misspelt ones. */
  readonly offered = new TextList();
  /** How many identifiers were added. */
  count = 0;
  /** Length of the longest key; a barcode has up to 14. */
  longest = 14;
  readonly #keys = new PostingsBuilder();
  readonly #barcodes = new PostingsBuilder();
  readonly #numbers = new PostingsBuilder();

  add(type: IdentifierType, text: string, ref: IdentifierRef): void {
    this.count += 1;
    const { spelling, offeredIfMisspelt } = evidenceRules[type];
    switch (spelling) {
      case 'digits':
        this.#addBarcode(barcodeKey(keyOf(text)), ref);
        return;
      case 'words': {
        this.#addKey(comparable(text), ref);
        const inDigraphs = keyInDigraphs(text);
        if (inDigraphs !== null) this.#addKey(inDigraphs, ref);
        return;
      }
      case 'code': {
        const key = keyOf(text);
        if (key === '') return;
        this.#addKey(key, ref);
        this.codes.add(key);
        if (offeredIfMisspelt) this.offered.add(key);
        if (isGtin(key)) this.#addBarcode(barcodeKey(key), ref);
        const numbers = numbersOfCode(text);
        if (numbers !== null) this.#numbers.add(hashOfKey(numbers), ref);
      }
    }
  }

  *build(): Generator<void, KeyedIdentifiers> {
    return {
      byKey: yield* this.#keys.build(),
      byBarcode: yield* this.#barcodes.build(),
      byNumbers: yield* this.#numbers.build(),
    };
  }

  #addKey(key: string, ref: IdentifierRef): void {
    this.longest = Math.max(this.longest, key.length);
    this.#keys.add(hashOfKey(key), ref);
  }

  #addBarcode(barcode: string | null, ref: IdentifierRef): void {
    if (barcode !== null) this.#barcodes.add(hashOfKey(barcode), ref);
  }
}

/** The numbers of a code that has at least three; null for any other code. */
export function numbersOfCode(code: string): string | null {
  return /^\d+[^\p{L}\d]+\d+[^\p{L}\d]+\d/u.test(code) ? numbersOf(wordsOf(code)) : null;
}

/** At least three numbers, joined without leading zeros; null for other texts. */
export function numbersOf(texts: readonly string[]): string | null {
  if (texts.length < 3 || !texts.every((text) => /^\d+$/.test(text))) return null;
  return texts.map((text) => text.replace(/^0+(?=\d)/, '')).join('.');
}
