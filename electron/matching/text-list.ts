/** Texts by their places: an array or a `TextList`. */
export interface Texts {
  readonly length: number;
  /** undefined after the end. */
  at: (place: number) => string | undefined;
}

/** Texts of one chunk. */
const chunkLength = 4_096;

/** Collects texts in chunks. An array of a hundred thousand that grows is copied in one go, which takes 30 ms. */
export class TextList implements Texts {
  readonly #chunks: string[][] = [];
  #last: string[] = [];
  length = 0;

  add(text: string): void {
    if (this.length % chunkLength === 0) {
      this.#last = [];
      this.#chunks.push(this.#last);
    }
    this.#last.push(text);
    this.length += 1;
  }

  at(place: number): string | undefined {
    return this.#chunks[Math.floor(place / chunkLength)]?.[place % chunkLength];
  }
}

/** All texts in order. */
export function* eachText(texts: Texts): Generator<string> {
  for (let at = 0; at < texts.length; at += 1) yield texts.at(at) ?? '';
}
