import { isPlain, keyOf, withDigraphs, wordsOf } from './fold.ts';

/**
 * Hashes of keys and words. For ASCII texts, the keys and words themselves are not created: with a million identifiers
 * that would take most of the time. Different texts may have the same 32-bit hash, so compare a text found by its hash.
 */

/** The character that an ASCII character becomes in a key; 0 for a separator. */
const inKey = Uint8Array.from({ length: 128 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  return /[a-z0-9]/.test(letter) ? letter.charCodeAt(0) : 0;
});

// FNV-1a, 32 bits. Source: RFC 9923.
const seed = 0x811c9dc5 | 0;
const prime = 0x01000193;

/** An ASCII text as it is, and the key of any other. Both have the same hash as their keys. */
export const comparable = (text: string): string => (isPlain(text) ? text : keyOf(text));

/** The key of a title with ä, ö, ø or ü written with two letters; null for other titles. */
export function keyInDigraphs(text: string): string | null {
  if (isPlain(text)) return null;
  const written = withDigraphs(text);
  return written === text.normalize('NFC') ? null : keyOf(written);
}

/** Hash of the key of a `comparable` text, from `start` on. */
export function hashOfKey(text: string, start = 0): number {
  let hash = seed;
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const own = code < 128 ? (inKey[code] ?? 0) : code;
    if (own !== 0) hash = Math.imul(hash ^ own, prime);
  }
  return hash;
}

/** Calls `tell` with the hash of each word of a text. */
export function eachWordHash(text: string, tell: (hash: number) => void): void {
  if (!isPlain(text)) {
    for (const word of wordsOf(text)) tell(hashOfKey(word));
    return;
  }
  for (let at = 0; at < text.length; at += 1) {
    let own = inKey[text.charCodeAt(at)] ?? 0;
    if (own === 0) continue;
    let hash = seed;
    for (; own !== 0; own = inKey[text.charCodeAt(at)] ?? 0) {
      hash = Math.imul(hash ^ own, prime);
      at += 1;
    }
    tell(hash);
  }
}

/** Whether two texts have the same key. */
export function haveSameKey(one: string, other: string): boolean {
  const [a, b] = [comparable(one), comparable(other)];
  for (let [inA, inB] = [0, 0]; ;) {
    let [ofA, ofB] = [0, 0];
    while (ofA === 0 && inA < a.length) ofA = codeAt(a, inA++);
    while (ofB === 0 && inB < b.length) ofB = codeAt(b, inB++);
    if (ofA !== ofB) return false;
    if (ofA === 0) return true;
  }
}

function codeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? (inKey[code] ?? 0) : code;
}
