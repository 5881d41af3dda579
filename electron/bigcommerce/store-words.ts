/** What the text of an error answer says. */
export interface StoreWords {
  /** `json`: from the API; `text`: short plain text; `page`: a web page; `empty`: no text. */
  kind: 'json' | 'text' | 'page' | 'empty';
  /** The message for people, or null. */
  words: string | null;
}

const longest = 300;
/** What bytes that are no text become, and characters that no text has. */
const notText = /[\0\ufffd]/;
/** White space, control and bidirectional characters: the words stand in a sentence and must not reorder it. */
const blanks = /[\s\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
/** Characters read of a body, so that a hostile one can't block the main process. */
const maxLookedAt = 4_096;

/**
 * Reads the message from an error body. V3 sends `{title, errors}`, V2 `[{message, details}]` or `{error}`. A
 * web page's text is never shown as the store's message.
 */
export function readStoreWords(text: string): StoreWords {
  const body = text.trimStart().slice(0, maxLookedAt).trimEnd();
  if (body === '') return { kind: 'empty', words: null };
  const json = parseJson(body);
  if (json !== undefined && typeof json === 'object' && json !== null) {
    return { kind: 'json', words: tidy(wordsOf(json)) };
  }
  if (body.startsWith('<') || /<\/?[a-z!][^<>]*>/i.test(body)) return { kind: 'page', words: null };
  const isBroken = /^[[{]/.test(body);
  const headline = isBroken && text.length > maxLookedAt ? headlineOf(body) : null;
  if (headline !== null) return { kind: 'json', words: tidy([headline]) };
  const isSaid = !isBroken && body.length <= 2 * longest && !notText.test(body);
  return { kind: 'text', words: isSaid ? tidy([body]) : null };
}

/** Whether a body is a web page. */
export function isPage(text: string): boolean {
  return readStoreWords(text).kind === 'page';
}

/** The first message in a JSON body, or null. */
function headlineOf(body: string): string | null {
  const found = /"(?:title|message|error|detail)"\s*:\s*"((?:[^"\\]|\\.)*)/.exec(body)?.[1];
  const words = found === undefined ? undefined : parseJson(`"${found}"`);
  return isText(words) ? words : null;
}

/** `undefined` if the text is not valid JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function wordsOf(json: object): string[] {
  if (Array.isArray(json)) return json.flatMap((item: unknown) => (isRecord(item) ? wordsOf(item) : []));
  const body = json as Record<string, unknown>;
  const headline = [body['title'], body['message'], body['error'], body['detail']].filter(isText);
  return [...headline, ...leaves(body['errors']), ...leaves(body['details'])];
}

function leaves(value: unknown, depth = 0): string[] {
  if (isText(value)) return [value];
  if (depth > 3 || typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((item: unknown) => leaves(item, depth + 1));
}

function tidy(parts: readonly string[]): string | null {
  const seen = new Set(parts.map((part) => part.replace(blanks, ' ').trim()).filter((part) => part !== ''));
  const words = [...seen].map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`)).join(' ');
  if (words === '') return null;
  return words.length > longest ? `${words.slice(0, longest - 1)}…` : words;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
