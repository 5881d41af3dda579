/** Kept for each nonce to tell a replay. A nonce used so often counts as expired. */
const maxUses = 100_000;

export type NonceVerdict = 'good' | 'stale' | 'replayed';

/**
 * The nonces a server has issued. Requests may arrive out of order, so a count (`nc`) is refused only if it
 * was used before, not if it is lower than another. Times in milliseconds.
 */
export class Nonces {
  readonly #lifeMs: number;
  readonly #make: () => string;
  readonly #given = new Map<string, { until: number; used: Set<string> }>();

  /** @param make returns a new unguessable text */
  constructor(lifeMs: number, make: () => string) {
    this.#lifeMs = lifeMs;
    this.#make = make;
  }

  give(now: number): string {
    this.#forgetExpired(now);
    const nonce = this.#make();
    this.#given.set(nonce, { until: now + this.#lifeMs, used: new Set() });
    return nonce;
  }

  /** `stale`: expired, or given out by an earlier run. A good count is used up by asking. */
  use(nonce: string, count: string, now: number, uses = maxUses): NonceVerdict {
    const given = this.#given.get(nonce);
    if (given === undefined || now >= given.until || given.used.size >= uses) return 'stale';
    const key = count.toLowerCase();
    if (given.used.has(key)) return 'replayed';
    given.used.add(key);
    return 'good';
  }

  #forgetExpired(now: number): void {
    // In order of issue, so the first valid nonce ends the loop.
    for (const [nonce, { until }] of this.#given) {
      if (now < until) return;
      this.#given.delete(nonce);
    }
  }
}
