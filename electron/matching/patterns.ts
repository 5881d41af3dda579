import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

/**
 * Patterns that users write for their own file names, such as `{sku}_{view}_{number}`: plain text with fields in
 * braces. They are no regular expressions, so no pattern can take long.
 */

export type Field =
  | 'sku'
  | 'id'
  | 'view'
  | 'number'
  | 'letter'
  | 'date'
  | 'anything'
  | 'folder:sku'
  | 'folder:id';

export type PatternPart = { type: 'field'; field: Field } | { type: 'text'; text: string };

export interface Pattern {
  /** As the user wrote it. */
  source: string;
  parts: readonly PatternPart[];
}

/** A pattern that can't be used, and why. */
export interface PatternProblem {
  pattern: string;
  reason: Reason;
}

const fields: readonly Field[] = [
  'sku',
  'id',
  'view',
  'number',
  'letter',
  'date',
  'anything',
  'folder:sku',
  'folder:id',
];
const identifying: ReadonlySet<Field> = new Set(['sku', 'id', 'folder:sku', 'folder:id']);
const longestPattern = 200;

const isFolderField = (part: PatternPart | undefined) =>
  part?.type === 'field' && part.field.startsWith('folder:');

/** Reads a pattern as a user typed it. If it is refused, the reason is shown beside it. */
export function parsePattern(typed: string): Outcome<Pattern> {
  const source = typed.trim().normalize('NFC');
  if (source === '') return no(reason('pattern-empty', { example: '{sku}_{number}' }));
  if (source.length > longestPattern) return no(reason('pattern-too-long', { most: longestPattern }));
  if (source.includes('/') || source.includes('\\'))
    return no(reason('pattern-slash', { example: '{folder:sku}' }));

  const parts: PatternPart[] = [];
  let rest = source;
  while (rest !== '') {
    const open = rest.indexOf('{');
    const text = open < 0 ? rest : rest.slice(0, open);
    if (text.includes('}')) return no(reason('pattern-not-opened', { open: '{', close: '}' }));
    if (text !== '') parts.push({ type: 'text', text });
    if (open < 0) break;
    const close = rest.indexOf('}', open);
    if (close < 0) return no(reason('pattern-not-closed', { open: '{', close: '}' }));
    const name = rest
      .slice(open + 1, close)
      .trim()
      .toLowerCase();
    const field = fields.find((one) => one === name);
    if (field === undefined)
      return no(
        reason('pattern-unknown-field', {
          field: `{${name}}`,
          known: fields.map((one) => `{${one}}`).join(', '),
        }),
      );
    parts.push({ type: 'field', field });
    rest = rest.slice(close + 1);
  }
  const problem = problemOf(parts);
  return problem ?? ok({ source, parts: withoutExtension(parts) });
}

function problemOf(parts: readonly PatternPart[]): { ok: false; reason: Reason } | null {
  const used = parts.flatMap((part) => (part.type === 'field' ? [part.field] : []));
  const naming = used.filter((field) => identifying.has(field));
  if (naming.length === 0) return no(reason('pattern-no-product', { sku: '{sku}', folder: '{folder:sku}' }));
  if (naming.length > 1) return no(reason('pattern-two-products'));
  const twice = used.find((field, place) => field !== 'anything' && used.indexOf(field) !== place);
  if (twice !== undefined) return no(reason('pattern-field-twice', { field: `{${twice}}` }));
  const folderAt = parts.findIndex(isFolderField);
  if (folderAt > 0) return no(reason('pattern-folder-late'));
  for (const [place, part] of parts.entries()) {
    const next = parts[place + 1];
    if (part.type !== 'field' || next?.type !== 'field' || isFolderField(part)) continue;
    if (part.field === 'letter' || next.field === 'letter' || part.field === 'date' || next.field === 'date')
      continue;
    return no(reason('pattern-no-separator', { first: `{${part.field}}`, second: `{${next.field}}` }));
  }
  return null;
}

/** Removes an extension at the end. It is allowed and means nothing. */
function withoutExtension(parts: readonly PatternPart[]): PatternPart[] {
  const last = parts.at(-1);
  if (last?.type !== 'text') return [...parts];
  const text = last.text.replace(/\.(?:jpe?g|png|tiff?|webp|gif|heic|bmp)$/i, '');
  return [...parts.slice(0, -1), ...(text === '' ? [] : [{ type: 'text' as const, text }])];
}

/** Reads all patterns of the settings. Those that can't be used are left out and returned with their reasons. */
export function compilePatterns(sources: readonly string[]): {
  patterns: Pattern[];
  problems: PatternProblem[];
} {
  const patterns: Pattern[] = [];
  const problems: PatternProblem[] = [];
  for (const pattern of sources) {
    const parsed = parsePattern(pattern);
    if (parsed.ok) patterns.push(parsed.value);
    else problems.push({ pattern, reason: parsed.reason });
  }
  return { patterns, problems };
}
