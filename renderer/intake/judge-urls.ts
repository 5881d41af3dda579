import { text } from '../../shared/messages/text.ts';
import { checkImageUrl } from '../../shared/image-url.ts';
import type { Reason } from '../../shared/outcome.ts';
import { formatList } from '../wording/format.ts';
import { reason } from '../../shared/messages/reason.ts';

/** One address of a pasted list and its verdict. `line` counts addresses from 1. */
export interface JudgedUrl {
  readonly line: number;
  readonly text: string;
  readonly verdict:
    | { readonly type: 'good'; readonly url: string }
    | { readonly type: 'double'; readonly of: number }
    | { readonly type: 'refused'; readonly reason: Reason };
}

/** Limit of the contract. */
const maxAtOnce = 1000;

const tooMany: Reason = reason('too-many-addresses', { most: maxAtOnce });

/** Checks a pasted list of addresses, separated by line breaks, spaces or commas. */
export function judgeUrls(typed: string): JudgedUrl[] {
  const lines = new Map<string, number>();
  return addressesIn(typed).map((address, index): JudgedUrl => {
    const line = index + 1;
    const checked = checkImageUrl(address);
    if (!checked.ok) return { line, text: address, verdict: { type: 'refused', reason: checked.reason } };
    const url = checked.value;
    const of = lines.get(url);
    if (of !== undefined) return { line, text: address, verdict: { type: 'double', of } };
    if (lines.size >= maxAtOnce)
      return { line, text: address, verdict: { type: 'refused', reason: tooMany } };
    lines.set(url, line);
    return { line, text: address, verdict: { type: 'good', url } };
  });
}

/** The valid addresses without duplicates, in the order given. */
export function goodUrls(judged: readonly JudgedUrl[]): string[] {
  return judged.flatMap(({ verdict }) => (verdict.type === 'good' ? [verdict.url] : []));
}

/** Summary of the list in one line; empty for an empty list. */
export function judgedSentence(judged: readonly JudgedUrl[]): string {
  const count = (type: JudgedUrl['verdict']['type']): number =>
    judged.filter(({ verdict }) => verdict.type === type).length;
  const [good, refused, double] = [count('good'), count('refused'), count('double')];
  return formatList([
    good > 0 && text('intake.canBeAddedCount', { count: good }),
    refused > 0 && text('intake.cantBeUsedCount', { count: refused }),
    double > 0 && text('intake.twiceCount', { count: double }),
  ]);
}

function addressesIn(typed: string): string[] {
  return typed
    .split(/[\r\n]+/)
    .flatMap((line) => line.split(/[\s,;]+(?=https?:\/\/)/i))
    .map(unwrapped)
    .filter((address) => address !== '');
}

/**
 * Removes punctuation around an address. A closing bracket stays when the address contains its opening one.
 */
function unwrapped(piece: string): string {
  let address = piece.trim().replace(/^[<"'(]+/, '');
  while (/[>"',;]$/.test(address) || (address.endsWith(')') && !balanced(address))) {
    address = address.slice(0, -1);
  }
  return address;
}

function balanced(address: string): boolean {
  return address.split('(').length >= address.split(')').length;
}
