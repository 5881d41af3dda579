import type { Reason } from './messages/reason.ts';

/** What was asked either happened, with a value, or did not, with a reason a person can act on. Exceptions are for bugs. */
export type Outcome<T, R = Reason> = { ok: true; value: T } | { ok: false; reason: R };

export type { Reason };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function no<R>(reason: R): { ok: false; reason: R } {
  return { ok: false, reason };
}

/** Closes a switch over a union: a case that was forgotten doesn't compile. */
export function assertNever(value: never): never {
  throw new Error(`A case was forgotten: ${JSON.stringify(value)}`);
}
