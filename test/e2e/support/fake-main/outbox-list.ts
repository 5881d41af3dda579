import type { Request, Response } from '../../../../shared/contract.ts';
import type { Entry, OutboxGroup, OutboxRow } from '../../../../shared/model.ts';

/** Answers a query of the outbox from an array, in the order of the array. */
export function listEntries(
  entries: readonly Entry[],
  query: Request<'outbox.list'>,
): Response<'outbox.list'> {
  const words = query.search.toLowerCase();
  const found = entries
    .filter((each) => query.filter === 'all' || fits(each, query.filter))
    .filter((each) => `${each.fileName} ${each.productName}`.toLowerCase().includes(words))
    .map((entry, index) => ({ ...entry, at: Date.now() - index * 60_000 }));
  const rows =
    query.group === 'none'
      ? found.map((entry): OutboxRow => ({ type: 'entry', entry }))
      : [...Map.groupBy(found, (each) => (query.group === 'batch' ? each.batchId : each.productId))].flatMap(
          ([id, own]): OutboxRow[] => [
            { type: 'group', group: groupOf(query.group, id, own) },
            ...own.map((entry): OutboxRow => ({ type: 'entry', entry })),
          ],
        );
  return {
    total: rows.length,
    found: found.length,
    rows: rows.slice(query.offset, query.offset + query.limit),
  };
}

function groupOf(group: string, id: number | null, own: readonly Entry[]): OutboxGroup {
  const count = (filter: string): number => own.filter((each) => fits(each, filter)).length;
  return {
    key: `${group}-${id}`,
    title: group === 'batch' ? 'Textiles, week 48' : (own[0]?.productName ?? ''),
    batchId: group === 'batch' ? id : null,
    productId: group === 'batch' ? null : id,
    count: own.length,
    open: count('open'),
    failed: count('failed'),
    done: count('done'),
    cancelled: count('cancelled'),
  };
}

function fits({ state }: Entry, filter: string): boolean {
  const open = ['waiting', 'sending', 'verifying', 'retrying'].includes(state.type);
  return filter === 'open' ? open : state.type === filter;
}
