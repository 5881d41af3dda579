import { useState } from 'react';
import type { GalleryRow } from '../gallery-rows.ts';
import { lacksAlt } from '../../wording/gallery-messages.ts';

const nobody: ReadonlySet<string> = new Set();

/**
 * The rows to show: all, or those without alt text. A row that gets its alt text meanwhile stays until the
 * filter is switched off, so that nothing moves under the keyboard.
 */
export function useShownRows(rows: readonly GalleryRow[], onlyWithoutAlt: boolean): readonly GalleryRow[] {
  const [lacked, setLacked] = useState(nobody);
  const [shown, setShown] = useState({ of: rows, only: false, rows });
  if (!onlyWithoutAlt) {
    if (lacked.size > 0) setLacked(nobody);
    return rows;
  }
  if (shown.of === rows && shown.only) return shown.rows;
  const lacking = rows.filter(({ id, tile }) => lacked.has(id) || lacksAlt(tile));
  if (lacking.some(({ id }) => !lacked.has(id)))
    setLacked(new Set([...lacked, ...lacking.map(({ id }) => id)]));
  setShown({ of: rows, only: true, rows: lacking });
  return lacking;
}
