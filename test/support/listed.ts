import type { Outbox } from '../../electron/outbox/outbox.ts';
import type { Entry, EntryFilter } from '../../shared/model.ts';

/** Entries of a store's outbox and history as the window lists them without groups, and how many there are. */
export function listed(
  outbox: Outbox,
  storeId: string,
  filter: EntryFilter,
  offset: number,
  limit: number,
): { total: number; entries: Entry[] } {
  const query = { storeId, filter, search: '', group: 'none', sort: 'state', descending: false } as const;
  const { total, rows } = outbox.list(query, offset, limit);
  return { total, entries: rows.flatMap((row) => (row.type === 'entry' ? [row.entry] : [])) };
}
