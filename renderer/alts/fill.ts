import { renderAlt } from '../../shared/alt-template.ts';
import { maxAltLength } from '../../shared/alts.ts';
import type { Drafts } from '../state/alt-drafts.ts';
import { fieldsOf, textOf, type AltRow } from './alt-table.ts';

/** How each row was selected: by itself, or together with others. */
export type Chosen = ReadonlyMap<string, 'alone' | 'together'>;

interface Fill {
  shown: readonly AltRow[];
  drafts: Drafts;
  chosen: Chosen;
  /** Empty: the text of the first selected row is copied. */
  template: string;
}

/**
 * The texts that filling writes, by row. A written text is replaced only in a row that was selected alone. Without a
 * selection a template fills the rows without text. Pure.
 */
export function fillPlan({ shown, drafts, chosen, template }: Fill): Map<string, string> {
  const selected = shown.filter(({ key }) => chosen.has(key));
  const isCopy = template.trim() === '';
  const [source] = selected;
  const copied = source === undefined ? '' : textOf(source, drafts);
  const targets = isCopy ? selected.slice(1) : selected.length > 0 ? selected : shown;
  const plan = new Map<string, string>();
  for (const row of targets) {
    const now = textOf(row, drafts);
    if (now !== '' && chosen.get(row.key) !== 'alone') continue;
    const next = (isCopy ? copied : renderAlt(template, fieldsOf(row))).slice(0, maxAltLength);
    if (next !== '' && next !== now) plan.set(row.key, next);
  }
  return plan;
}

/** Who is filled when nothing is selected: the active row, with the text above it or by the template. Pure. */
export function chosenForActive(shown: readonly AltRow[], active: number, template: string): Chosen {
  const row = shown[active];
  if (row === undefined) return new Map();
  const above = template.trim() === '' ? shown[active - 1] : undefined;
  return new Map([...(above ? [[above.key, 'together'] as const] : []), [row.key, 'alone']]);
}
