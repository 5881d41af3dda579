import { backslash, closeBrace, closeBracket, comma, openBrace, openBracket, quote } from './json-letters.ts';

/** Parsing many tiny values, or deep nesting, takes seconds: 32 MB of either held the process for that long. */
export type JsonShape = 'usual' | 'too-many-values' | 'too-deep';

/** A page of 250 products with everything that is asked for has under 50,000. */
const maxValues = 200_000;
/** Answers of the API have under 10 levels. */
const maxDepth = 32;

/** Counts values and levels of a JSON text in UTF-8, chunk by chunk as it comes. */
export class JsonShapeCounter {
  #values = 0;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #shape: JsonShape = 'usual';

  /** The shape of all chunks so far. Once it is not usual, it stays so. */
  see(chunk: Uint8Array): JsonShape {
    if (this.#shape !== 'usual') return this.#shape;
    let values = this.#values;
    let depth = this.#depth;
    let isInString = this.#isInString;
    let isEscaped = this.#isEscaped;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (isInString) {
        if (isEscaped) isEscaped = false;
        else if (byte === backslash) isEscaped = true;
        else if (byte === quote) isInString = false;
      } else if (byte === quote) isInString = true;
      else if (byte === comma) values += 1;
      else if (byte === openBracket || byte === openBrace) {
        values += 1;
        depth += 1;
        if (depth > maxDepth) return (this.#shape = 'too-deep');
      } else if (byte === closeBracket || byte === closeBrace) depth -= 1;
    }
    if (values > maxValues) return (this.#shape = 'too-many-values');
    this.#values = values;
    this.#depth = depth;
    this.#isInString = isInString;
    this.#isEscaped = isEscaped;
    return 'usual';
  }
}
