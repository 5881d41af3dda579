import { maxAltLength } from '../../shared/alts.ts';
import type { Drafts } from '../state/alt-drafts.ts';
import { textOf, type AltRow } from './alt-table.ts';

/** Finds a text without regard to case; null for nothing to find. */
function finder(find: string): RegExp | null {
  return find === '' ? null : new RegExp(find.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`), 'giu');
}

/** The texts after replacing in every row, by row; only those that change. Pure. */
export function replacePlan(
  rows: readonly AltRow[],
  drafts: Drafts,
  find: string,
  by: string,
): Map<string, string> {
  const plan = new Map<string, string>();
  const wanted = finder(find);
  if (wanted === null) return plan;
  for (const row of rows) {
    const now = textOf(row, drafts);
    const next = now.replace(wanted, () => by).slice(0, maxAltLength);
    if (next !== now) plan.set(row.key, next);
  }
  return plan;
}

/** Whether a text has what is searched for. */
export function hasMatch(text: string, find: string): boolean {
  return finder(find)?.test(text) ?? false;
}

/** A text in parts, so that matches can be marked. Pure. */
export function markedParts(text: string, find: string): { text: string; isMatch: boolean }[] {
  const wanted = finder(find);
  if (wanted === null) return [{ text, isMatch: false }];
  const parts: { text: string; isMatch: boolean }[] = [];
  let end = 0;
  for (const match of text.matchAll(wanted)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), isMatch: false });
    parts.push({ text: match[0], isMatch: true });
    end = match.index + match[0].length;
  }
  if (end < text.length || parts.length === 0) parts.push({ text: text.slice(end), isMatch: false });
  return parts;
}
