import type {
  Activity,
  EntryGroup,
  EntryStateName,
  OutboxSummary,
  StateCounts,
} from '../../../shared/model.ts';
import { openCount } from '../../../shared/open-count.ts';
import type { EntryCount } from '../records/entries.ts';
import { photoOf, type OutboxEntry } from '../entry.ts';
import { shownState } from '../shown-state.ts';
import { groupOf, perGroup } from '../entry-group.ts';

interface Counts {
  count: Record<EntryStateName, number>;
  groups: Record<EntryGroup, Record<EntryStateName, number>>;
  bytes: Record<EntryStateName, number>;
}

const zero = (): Record<EntryStateName, number> => ({
  waiting: 0,
  sending: 0,
  verifying: 0,
  retrying: 0,
  done: 0,
  failed: 0,
  cancelled: 0,
});

const noCounts = (): Counts => ({
  count: zero(),
  groups: perGroup(zero),
  bytes: zero(),
});

/** The window over which the rate is measured. */
const rateWindowMs = 5_000;

/**
 * Running counts of one store's outbox. Loaded once and updated with each change, so a summary costs the same
 * for any number of entries.
 */
export class Counters {
  readonly #products = new Map<number, Counts>();
  #total = noCounts();
  readonly #sent = new Map<number, { productId: number; sent: number }>();
  #progressAt: { at: number; bytes: number }[] = [];
  #version = 0;
  #doneListed = 0;

  /** Loads all counts. `doneListed`: all done entries, including earlier runs. */
  load(counts: readonly EntryCount[], doneListed: number): void {
    this.#version++;
    this.#doneListed = doneListed;
    this.#products.clear();
    this.#total = noCounts();
    for (const each of counts) this.#add(each);
  }

  /** The list changed, but not its counts. */
  touch(): void {
    this.#version++;
  }

  move(before: OutboxEntry | null, after: OutboxEntry | null): void {
    this.#version++;
    if (before?.progress.type === 'done') this.#doneListed--;
    if (after?.progress.type === 'done') this.#doneListed++;
    if (before) this.#add(countOf(before, -1));
    if (after) this.#add(countOf(after, 1));
    const id = after?.id ?? before?.id;
    if (id !== undefined && after?.progress.type !== 'sending') this.#sent.delete(id);
  }

  /** Starts a new run; done entries belong to the last one. */
  startRun(): void {
    forgetDone(this.#total);
    for (const [id, product] of this.#products) {
      forgetDone(product);
      if (isEmpty(product)) this.#products.delete(id);
    }
  }

  progress(entry: { id: number; productId: number }, sent: number, now: number): void {
    const before = this.#sent.get(entry.id)?.sent ?? 0;
    this.#sent.set(entry.id, { productId: entry.productId, sent });
    if (sent <= before) return;
    const last = this.#progressAt.at(-1);
    if (last && now - last.at < 100) last.bytes += sent - before;
    else this.#progressAt.push({ at: now, bytes: sent - before });
  }

  sentOf(entryId: number): number {
    return this.#sent.get(entryId)?.sent ?? 0;
  }

  get sending(): ReadonlyMap<number, { sent: number }> {
    return this.#sent;
  }

  get openCount(): number {
    return openCount(this.#total.count);
  }

  summary(storeId: string, now: number): OutboxSummary {
    const { count, groups: ofGroups, bytes } = this.#total;
    let underway = 0;
    for (const { sent } of this.#sent.values()) underway += sent;
    this.#progressAt = this.#progressAt.filter(({ at }) => now - at < rateWindowMs);
    const moved = this.#progressAt.reduce((sum, step) => sum + step.bytes, 0);
    const since = this.#progressAt[0]?.at ?? now;
    return {
      storeId,
      ...count,
      groups: perGroup((group) => stateCounts(ofGroups[group])),
      doneListed: this.#doneListed,
      bytesTotal: openCount(bytes) + bytes.done,
      bytesSent: bytes.done + underway,
      rate: this.openCount === 0 ? 0 : Math.round((moved * 1000) / Math.max(1_000, now - since)),
      version: this.#version,
    };
  }

  activity(productId: number): Activity {
    const { count, groups: ofGroups, bytes } = this.#products.get(productId) ?? noCounts();
    let underway = 0;
    for (const one of this.#sent.values()) if (one.productId === productId) underway += one.sent;
    const total = openCount(bytes) + bytes.done;
    return {
      productId,
      waiting: count.waiting + count.retrying,
      sending: count.sending + count.verifying,
      failed: count.failed,
      groups: perGroup((group) => stateCounts(ofGroups[group])),
      fraction: total === 0 ? 0 : Math.min(1, (bytes.done + underway) / total),
    };
  }

  /** Products with open or failed entries. */
  activeProducts(): number[] {
    return [...this.#products]
      .filter(([, { count }]) => openCount(count) + count.failed > 0)
      .map(([id]) => id);
  }

  productsWith(kind: 'waiting' | 'failed'): number[] {
    return [...this.#products]
      .filter(([, { count }]) => (kind === 'failed' ? count.failed : openCount(count)) > 0)
      .map(([id]) => id);
  }

  #add({ productId, type, state, count, things, bytes }: EntryCount): void {
    const product = this.#products.get(productId) ?? noCounts();
    for (const counts of [product, this.#total]) {
      const group = counts.groups[groupOf[type]];
      group[state] = Math.max(0, group[state] + things);
      counts.count[state] = Math.max(0, counts.count[state] + count);
      counts.bytes[state] = Math.max(0, counts.bytes[state] + bytes);
    }
    if (isEmpty(product)) this.#products.delete(productId);
    else this.#products.set(productId, product);
  }
}

/** One entry, to be added (1) or taken away (-1). */
function countOf(entry: OutboxEntry, count: 1 | -1): EntryCount {
  const { productId, type } = entry;
  const things = count * (type === 'remove' ? entry.imageIds.length : 1);
  const bytes = count * (photoOf(entry)?.bytes ?? 0);
  return { productId, type, state: shownState(entry).type, count, things, bytes };
}

function forgetDone({ count, groups: ofGroups, bytes }: Counts): void {
  for (const counts of [count, bytes, ...Object.values(ofGroups)]) counts.done = 0;
}

function stateCounts(count: Record<EntryStateName, number>): StateCounts {
  const { done, failed, cancelled } = count;
  return { open: openCount(count), done, failed, cancelled };
}

function isEmpty({ count }: Counts): boolean {
  return Object.values(count).every((n) => n === 0);
}
