import type { IdentifiedProduct, OptionValue } from '../catalog/identified-products.ts';
import { fold } from './fold.ts';

/** A letter with a number, which counts pictures unless it is a value: `N1` for nickel, `A3`. */
const atEnd = /(?<![a-z\d])(?:[a-z]\d{1,2}|\d{1,3}[a-f])$/;
const longest = 4;

/** The values of options, and their codes in variants' SKUs, that could also count pictures. */
export class ShortValues {
  readonly #values = new Set<string>();
  /** Variants with the same values share them. */
  readonly #known = new Set<readonly OptionValue[]>();

  add({ variants }: IdentifiedProduct): void {
    for (const { sku, options } of variants) {
      this.#take(sku);
      if (this.#known.has(options)) continue;
      this.#known.add(options);
      for (const { value } of options) this.#take(value);
    }
  }

  has = (text: string): boolean => this.#values.has(text);

  #take(text: string): void {
    const [end] = atEnd.exec(fold(text.slice(-longest - 1))) ?? [];
    if (end !== undefined) this.#values.add(end);
  }
}
