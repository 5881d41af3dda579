import type { Change, OutboxSummary, Snapshot, StoreState } from '../../shared/model.ts';
import { openCount } from '../../shared/open-count.ts';

/** The outboxes and states of all stores, by store. */
interface Work {
  readonly outboxes: Readonly<Record<string, OutboxSummary>>;
  readonly states: Readonly<Record<string, StoreState['type']>>;
}

export interface WorkStatus {
  /** Photos and changes that are not done. */
  open: number;
  failed: number;
  /** Of the bytes of the open work; null if none are to be sent. */
  fraction: number | null;
  /** What most of the work does: `waiting` covers offline and a used-up quota. */
  type: 'idle' | 'sending' | 'waiting' | 'paused' | 'needs-sign-in';
}

export function workOf({ outbox, stores }: Pick<Snapshot, 'outbox' | 'stores'>): Work {
  return {
    outboxes: Object.fromEntries(outbox.map((summary) => [summary.storeId, summary])),
    states: statesOf(stores),
  };
}

/** The same work if nothing of it changed. Stores that are gone are dropped with their outboxes. */
export function applyChanges(work: Work, changes: readonly Change[]): Work {
  let { outboxes, states } = work;
  for (const change of changes) {
    if (change.of === 'outbox') outboxes = { ...outboxes, [change.summary.storeId]: change.summary };
    if (change.of === 'stores') {
      states = statesOf(change.stores);
      outboxes = Object.fromEntries(Object.entries(outboxes).filter(([storeId]) => storeId in states));
    }
  }
  const isSame = outboxes === work.outboxes && states === work.states;
  return isSame ? work : { outboxes, states };
}

export function statusOf({ outboxes, states }: Work): WorkStatus {
  const all = Object.values(outboxes).map((summary) => ({ ...summary, open: openCount(summary) }));
  const sum = (part: (summary: (typeof all)[number]) => number): number =>
    all.reduce((total, summary) => total + part(summary), 0);
  const open = sum((summary) => summary.open);
  const bytes = sum(({ bytesTotal }) => bytesTotal);
  const isMoving = sum(({ sending, verifying }) => sending + verifying) > 0;
  const stopped = new Set(all.filter((summary) => summary.open > 0).map(({ storeId }) => states[storeId]));
  return {
    open,
    failed: sum(({ failed }) => failed),
    fraction: open === 0 || bytes === 0 ? null : sum(({ bytesSent }) => bytesSent) / bytes,
    type: open === 0 ? 'idle' : typeOf(stopped, isMoving),
  };
}

/** Of stores with open work. One that was just paused still ends the uploads under way. */
function typeOf(
  states: ReadonlySet<StoreState['type'] | undefined>,
  isMoving: boolean,
): Exclude<WorkStatus['type'], 'idle'> {
  if (states.size === 1 && states.has('paused')) return 'paused';
  if (isMoving) return 'sending';
  return states.has('needs-sign-in') ? 'needs-sign-in' : 'waiting';
}

function statesOf(stores: Snapshot['stores']): Work['states'] {
  return Object.fromEntries(stores.map(({ id, state }) => [id, state.type]));
}
