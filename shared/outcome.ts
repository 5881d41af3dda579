import type { Reason } from './messages/reason.ts';

/** An expected result: a value, or a reason a person can act on. Exceptions are for bugs. */
export type Outcome<T, R = Reason> = { ok: true; value: T } | { ok: false; reason: R };

export type { Reason };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function no<R>(reason: R): { ok: false; reason: R } {
  return { ok: false, reason };
}

/** Makes a switch that misses a case fail to compile. */
export function assertNever(value: never): never {
  throw new Error(`A case was forgotten: ${JSON.stringify(value)}`);
}
