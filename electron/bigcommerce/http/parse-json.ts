import { createTimeSlicer, type TimeSlicer } from '../../util/time-slicer.ts';
import { parseJson } from '../store-words.ts';
import {
  backslash,
  closeBrace,
  closeBracket,
  colon,
  comma,
  openBrace,
  openBracket,
  quote,
} from './json-letters.ts';

/** Characters that are parsed at once: some milliseconds. */
const usualPart = 128 * 1024;
/** Characters between two looks at the clock. */
const stretch = 64 * 1024;

/**
 * Parses a JSON text as `JSON.parse` does, but in slices: large arrays and objects part by part. Undefined if the text
 * is not valid. A single text of more than `part` characters is cut off there: no field of the API is kept that long.
 */
export async function parseJsonInSlices(text: string, part = usualPart): Promise<unknown> {
  try {
    return await parseRange({ text, part, slicer: createTimeSlicer() }, 0, text.length);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

interface Work {
  text: string;
  part: number;
  slicer: TimeSlicer;
}

async function parseRange(work: Work, from: number, to: number): Promise<unknown> {
  const { text, part, slicer } = work;
  if (slicer.isDue()) await slicer.yieldToEventLoop();
  if (to - from <= part) return JSON.parse(text.slice(from, to)) as unknown;
  const [start, end] = trimmed(text, from, to);
  if (end - start <= part) return JSON.parse(text.slice(start, end)) as unknown;
  switch (text[start]) {
    case '[':
      return await parseArray(work, start, end);
    case '{':
      return await parseObject(work, start, end);
    case '"':
      return await parseLongText(work, start, end);
    default:
      throw new SyntaxError('no value of JSON is this long');
  }
}

async function parseArray(work: Work, start: number, end: number): Promise<unknown[]> {
  const { text, part, slicer } = work;
  const { commas } = await outline(work, start, end);
  const values: unknown[] = [];
  for (const [from, to] of grouped(work, commas, start, end)) {
    if (to - from > part) values.push(await parseRange(work, from, to));
    else for (const value of JSON.parse(`[${solid(text, from, to)}]`) as unknown[]) values.push(value);
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  return values;
}

async function parseObject(work: Work, start: number, end: number): Promise<Record<string, unknown>> {
  const { text, part, slicer } = work;
  const { commas, colons } = await outline(work, start, end);
  const entries: [string, unknown][] = [];
  let colon = 0;
  for (const [from, to] of grouped(work, commas, start, end)) {
    while ((colons[colon] ?? end) < from) colon += 1;
    const at = colons[colon] ?? end;
    if (to - from <= part) {
      for (const entry of Object.entries(JSON.parse(`{${solid(text, from, to)}}`) as object)) {
        entries.push(entry);
      }
    } else if (at < to && at - from <= part) {
      const name: unknown = JSON.parse(text.slice(from, at));
      if (typeof name !== 'string') throw new SyntaxError('a name must be a text');
      entries.push([name, await parseRange(work, at + 1, to)]);
    } else throw new SyntaxError('a name is missing or too long');
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  return Object.fromEntries(entries);
}

async function parseLongText(work: Work, start: number, end: number): Promise<string> {
  const { text, part } = work;
  await outline(work, start, end);
  const head = text.slice(start, start + part);
  // The cut may go through an escape sequence, which has up to six characters.
  for (let cut = 0; cut < 6; cut += 1) {
    const value = parseJson(`${head.slice(0, head.length - cut)}"`);
    if (typeof value === 'string') return value;
  }
  throw new SyntaxError('not a text');
}

/** The values between two commas. `JSON.parse` would take none at all for an empty array. */
function solid(text: string, from: number, to: number): string {
  const [start, end] = trimmed(text, from, to);
  if (start === end || text[start] === ',' || text[end - 1] === ',')
    throw new SyntaxError('a value is missing');
  return text.slice(start, end);
}

/** Places of the commas and colons directly inside an array, object or text, which must end at `end`. */
async function outline(
  { text, slicer }: Work,
  start: number,
  end: number,
): Promise<{ commas: number[]; colons: number[] }> {
  const commas: number[] = [];
  const colons: number[] = [];
  let depth = 0;
  let isInString = false;
  for (let at = start; at < end;) {
    for (const stop = Math.min(end, at + stretch); at < stop; at += 1) {
      const letter = text.charCodeAt(at);
      if (isInString) {
        if (letter === backslash) at += 1;
        else if (letter === quote) {
          isInString = false;
          if (depth === 0 && at !== end - 1) throw new SyntaxError('something follows the value');
        }
      } else if (letter === quote) isInString = true;
      else if (letter === openBracket || letter === openBrace) depth += 1;
      else if (letter === closeBracket || letter === closeBrace) {
        depth -= 1;
        if (depth === 0 && at !== end - 1) throw new SyntaxError('something follows the value');
      } else if (depth === 1 && letter === comma) commas.push(at);
      else if (depth === 1 && letter === colon) colons.push(at);
    }
    if (slicer.isDue()) await slicer.yieldToEventLoop();
  }
  const closing = { '[': ']', '{': '}', '"': '"' }[text[start] ?? ''];
  if (depth !== 0 || isInString || text[end - 1] !== closing) throw new SyntaxError('cut short');
  return { commas, colons };
}

/** Ranges between commas; neighbours are joined up to `part` characters. None if there is a blank inside. */
function* grouped(
  { text, part }: Work,
  commas: readonly number[],
  start: number,
  end: number,
): Generator<readonly [number, number]> {
  const [first, last] = trimmed(text, start + 1, end - 1);
  if (first === last) return;
  let from = start + 1;
  let to = from;
  for (const next of [...commas, end - 1]) {
    if (to > from && next - from > part) {
      yield [from, to];
      from = to + 1;
    }
    to = next;
  }
  yield [from, to];
}

function trimmed(text: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  while (start < end && isSpace(text.charCodeAt(start))) start += 1;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end -= 1;
  return [start, end];
}

function isSpace(letter: number): boolean {
  return letter === 0x20 || letter === 0x0a || letter === 0x0d || letter === 0x09;
}
