import type { EntryState } from '../../shared/model.ts';
import type { OutboxEntry } from './entry.ts';

/**
 * The state of an entry as a person reads it, wherever that is. A clear without an answer is not looked for: when its wait
 * is over, it is repeated. Pure.
 */
export function shownState({ type, progress }: Pick<OutboxEntry, 'type' | 'progress'>): EntryState {
  if (progress.type !== 'verifying') return progress;
  const isRepeated = type === 'clear' && !progress.thenCancel;
  return isRepeated ? { type: 'retrying', at: progress.at, reason: progress.reason } : { type: 'verifying' };
}

/** The name of that state, in SQL. */
export function shownStateOf(table: 'e' | 'x'): string {
  const [kind, state, detail] = ['kind', 'state', 'detail'].map((column) => `${table}.${column}`);
  return `CASE WHEN ${state} = 'verifying' AND ${kind} = 'clear' AND ${detail} ->> '$.thenCancel' = 0
    THEN 'retrying' ELSE ${state} END`;
}
