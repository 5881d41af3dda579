import { createTimeSlicer } from '../../util/time-slicer.ts';

/** Parsing cannot be interrupted: 32 MB of tiny values held the process for seconds, and nesting for half a minute. */
export type JsonShape = 'usual' | 'too-many-values' | 'too-deep';

/** Texts up to here are parsed without being looked at first. */
const maxUnseen = 128 * 1024;
/** A page of 250 products with everything that is asked for has under 50,000. */
const maxValues = 200_000;
/** Answers of the API have under 10 levels. */
const maxDepth = 32;
/** Characters between two looks at the clock. */
const stretch = 64 * 1024;

/** Whether a JSON text can be parsed at once without holding the process. Reads it in slices, and only as far as it must. */
export async function jsonShapeOf(text: string): Promise<JsonShape> {
  if (text.length <= maxUnseen) return 'usual';
  const slicer = createTimeSlicer();
  let values = 0;
  let depth = 0;
  let isInString = false;
  let at = 0;
  while (at < text.length) {
    for (const end = Math.min(text.length, at + stretch); at < end; at += 1) {
      const letter = text.charCodeAt(at);
      if (isInString) {
        if (letter === backslash) at += 1;
        else if (letter === quote) isInString = false;
      } else if (letter === quote) isInString = true;
      else if (letter === comma) values += 1;
      else if (letter === openBracket || letter === openBrace) {
        values += 1;
        depth += 1;
        if (depth > maxDepth) return 'too-deep';
      } else if (letter === closeBracket || letter === closeBrace) depth -= 1;
    }
    if (values > maxValues) return 'too-many-values';
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  return 'usual';
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;
