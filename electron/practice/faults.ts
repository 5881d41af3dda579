import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const milliseconds = z.int().min(0).max(600_000);
const farOff = 366 * 24 * 60 * 60_000;
/** `before`: instead of the request. `after`: the request is carried out, and only the answer differs. */
const when = z.enum(['before', 'after']).default('before');

export const faultActionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
    /** Without quota headers, as a platform under load answers. */
    noRateHeaders: z.boolean().default(false),
    when,
  }),
  z.strictObject({ kind: z.literal('latency'), ms: milliseconds }),
  /** Neither reads nor answers. `during`: after 99 % of the request's body. */
  z.strictObject({ kind: z.literal('stall'), when: z.enum(['before', 'during', 'after']).default('before') }),
  /** The answer's date is ahead or behind by this much. */
  z.strictObject({ kind: z.literal('clock-skew'), ms: z.int().min(-farOff).max(farOff) }),
  z.strictObject({ kind: z.literal('reset-before') }),
  /** The connection breaks after this many bytes of the request's body, or at its end. */
  z.strictObject({ kind: z.literal('reset-during'), bytes: z.int().min(1).default(1024) }),
  z.strictObject({ kind: z.literal('reset-after-commit') }),
  /** The whole request is read, the connection breaks, and the request is carried out later. */
  z.strictObject({ kind: z.literal('late-commit'), ms: milliseconds }),
  /** Carried out, but the answer ends halfway, short of its Content-Length. */
  z.strictObject({ kind: z.literal('truncate') }),
  /** A gateway's HTML page instead of JSON. */
  z.strictObject({ kind: z.literal('html'), status: z.int().min(200).max(599).default(502), when }),
  /** Instead of the request: 101, after which the connection belongs to another protocol. */
  z.strictObject({ kind: z.literal('switch-protocols') }),
  /** Carried out, but the answer is sent slowly. */
  z.strictObject({ kind: z.literal('trickle'), bytesPerSecond: z.int().min(1) }),
  /** Another app uses this many of the window's requests. */
  z.strictObject({ kind: z.literal('eat-quota'), requests: z.int().min(1) }),
]);
export type FaultAction = z.infer<typeof faultActionSchema>;

export const faultSchema = z.strictObject({
  match: z
    .strictObject({
      method: z.string().optional(),
      /** Regular expression for the path without query. */
      path: z.string().refine(isRegExp, 'must be a regular expression').default(''),
      /** The first matching request to hit, from 1. */
      nth: z.int().min(1).default(1),
      /** How many requests to hit from there. */
      times: z.union([z.int().min(1), z.literal('always')]).default(1),
    })
    .prefault({}),
  do: faultActionSchema,
});
export type Fault = z.infer<typeof faultSchema>;

export interface FiredFault {
  id: number;
  kind: FaultAction['kind'];
  method: string;
  path: string;
  at: number;
}

/** The active faults and their effects. The first one that matches a request is used. */
export class Faults {
  #rules: { id: number; fault: Fault; seen: number }[] = [];
  #fired: FiredFault[] = [];
  #lastId = 0;
  #cleared = new AbortController();

  add(fault: Fault): number {
    this.#lastId += 1;
    this.#rules.push({ id: this.#lastId, fault, seen: 0 });
    return this.#lastId;
  }

  clear(): void {
    this.#rules = [];
    this.#fired = [];
    this.#cleared.abort();
    this.#cleared = new AbortController();
  }

  /** Resolves after `ms`, or as soon as the faults are cleared. */
  async delay(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.#cleared.signal }).catch(() => {});
  }

  /** Every matching fault counts the request, but only one is used. */
  take(method: string, path: string, now: number): FaultAction | null {
    let action: FaultAction | null = null;
    for (const rule of this.#rules) {
      const { match } = rule.fault;
      if (match.method !== undefined && match.method.toUpperCase() !== method) continue;
      if (!new RegExp(match.path).test(path)) continue;
      rule.seen += 1;
      const isHit =
        rule.seen >= match.nth && (match.times === 'always' || rule.seen < match.nth + match.times);
      if (!isHit || action !== null) continue;
      action = rule.fault.do;
      this.#fired.push({ id: rule.id, kind: action.kind, method, path, at: now });
    }
    return action;
  }

  read(): { rules: { id: number; fault: Fault; seen: number }[]; fired: FiredFault[] } {
    return { rules: this.#rules, fired: this.#fired };
  }
}

function isRegExp(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
