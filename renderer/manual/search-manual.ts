import { textOf, type Page } from './parse-page.ts';

/** A section that has every word of a query. */
export interface Found {
  readonly page: Page;
  /** Index of the section in its page. */
  readonly section: number;
  readonly heading: string;
  readonly excerpt: readonly ExcerptPart[];
}

export interface ExcerptPart {
  readonly text: string;
  /** It is a word of the query. */
  readonly isHit: boolean;
}

/** Characters of an excerpt, and how many of them come before the first hit. */
const excerptLength = 120;
const excerptLead = 30;

/**
 * Sections that have every word of a query, best first: in the heading, then in the page's title, then in the text.
 * Equal ones keep the manual's order. None for an empty query. Pure.
 */
export function searchManual(pages: readonly Page[], query: string): Found[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return pages
    .flatMap((page) =>
      page.sections.flatMap((section, index) => {
        const text = textOf(section);
        const score = scoreOf(words, { heading: section.heading, title: page.title, text });
        if (score === null) return [];
        const found: Found = {
          page,
          section: index,
          heading: section.heading,
          excerpt: excerptOf(text, words),
        };
        return [{ found, score }];
      }),
    )
    .toSorted((a, b) => b.score - a.score)
    .map(({ found }) => found);
}

function wordsOf(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

/** Keeps the length, so that an index in one is an index in the other. */
function fold(text: string): string {
  return text.toLowerCase().replaceAll("'", '’');
}

function scoreOf(
  words: readonly string[],
  { heading, title, text }: { heading: string; title: string; text: string },
): number | null {
  let score = 0;
  for (const word of words) {
    if (fold(heading).includes(word)) score += 3;
    else if (fold(title).includes(word)) score += 2;
    else if (fold(text).includes(word)) score += 1;
    else return null;
  }
  return score;
}

/** A part of a text around the first word of a query, cut between words. */
export function excerptOf(text: string, words: readonly string[]): ExcerptPart[] {
  const folded = fold(text);
  const first = Math.min(...words.map((word) => folded.indexOf(word)).filter((at) => at >= 0));
  const begin = Number.isFinite(first) ? wordStart(text, first - excerptLead) : 0;
  const end = wordStart(text, begin + excerptLength);
  const parts: ExcerptPart[] = [];
  const add = (part: string, isHit: boolean): void => void (part === '' || parts.push({ text: part, isHit }));
  let at = begin;
  while (at < end) {
    const next = nextHit(folded, words, at);
    if (next === null || next.at >= end) break;
    add(text.slice(at, next.at), false);
    add(text.slice(next.at, next.at + next.length), true);
    at = next.at + next.length;
  }
  add(text.slice(at, Math.max(at, end)), false);
  return [
    ...(begin > 0 ? [{ text: '… ', isHit: false }] : []),
    ...parts,
    ...(end < text.length ? [{ text: '…', isHit: false }] : []),
  ];
}

function nextHit(
  folded: string,
  words: readonly string[],
  from: number,
): { at: number; length: number } | null {
  const hits = words
    .map((word) => ({ at: folded.indexOf(word, from), length: word.length }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at || b.length - a.length);
  return hits[0] ?? null;
}

/** The first position from `near` where a word starts; the end of the text if there is none. */
function wordStart(text: string, near: number): number {
  if (near <= 0) return 0;
  if (near >= text.length) return text.length;
  const space = text.indexOf(' ', near - 1);
  return space === -1 ? text.length : space + 1;
}
