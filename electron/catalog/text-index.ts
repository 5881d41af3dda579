import type { SearchWord } from './search-text.ts';

/** A product's id and the text that it is found in. */
export interface IndexedText {
  id: number;
  text: string;
}

const end = '\0';

/** The texts of a store's products as one, in order of name. Searching a hundred thousand takes some milliseconds. */
export class TextIndex {
  /** Product ids in order of name; an index is a product's place. */
  readonly ids: Int32Array;
  readonly #places: ReadonlyMap<number, number>;
  readonly #starts: Int32Array;
  readonly #texts: string;

  private constructor(places: ReadonlyMap<number, number>, starts: readonly number[], texts: string) {
    this.ids = Int32Array.from(places.keys());
    this.#places = places;
    this.#starts = Int32Array.from(starts);
    this.#texts = texts;
  }

  /** Builds the index, a page a step. */
  static *build(pages: Iterable<readonly IndexedText[]>): Generator<void, TextIndex> {
    const places = new Map<number, number>();
    const starts = [0];
    let [texts, length] = ['', 0];
    for (const page of pages) {
      for (const { id, text } of page) {
        places.set(id, places.size);
        length += text.length + end.length;
        starts.push(length);
      }
      texts += page.map(({ text }) => text + end).join('');
      yield;
    }
    return new TextIndex(places, starts, texts);
  }

  placeOf(id: number): number | undefined {
    return this.#places.get(id);
  }

  /** Places of the products that fit all words, ascending. */
  find(words: readonly SearchWord[]): number[] {
    const [rarest, ...others] = words.toSorted((a, b) => b.text.length - a.text.length);
    if (rarest === undefined) return [];
    const places = this.#placesWith(rarest);
    if (others.length === 0) return places;
    return places.filter((place) => {
      const text = this.#texts.slice(this.#starts[place], this.#starts[place + 1]);
      return others.every((word) => text.includes(word.text) || word.id === this.ids[place]);
    });
  }

  #placesWith({ text, id }: SearchWord): number[] {
    const places: number[] = [];
    let next = 0;
    for (let at = this.#texts.indexOf(text); at >= 0; at = this.#texts.indexOf(text, this.#starts[next])) {
      const place = this.#placeAt(at, next);
      places.push(place);
      next = place + 1;
      if (next >= this.ids.length) break;
    }
    const own = id === null ? undefined : this.#places.get(id);
    if (own === undefined || places.includes(own)) return places;
    return [...places, own].toSorted((a, b) => a - b);
  }

  /** The place, from `low` on, whose text has a character. Looks near `low` first: most hits follow closely. */
  #placeAt(at: number, low: number): number {
    let step = 1;
    while (low + step < this.ids.length && (this.#starts[low + step] ?? 0) <= at) step *= 2;
    let [from, to] = [low + (step >> 1), Math.min(low + step, this.ids.length)];
    while (to - from > 1) {
      const middle = (from + to) >>> 1;
      if ((this.#starts[middle] ?? 0) <= at) from = middle;
      else to = middle;
    }
    return from;
  }
}
