import type { Outcome } from '../../../shared/outcome.ts';

/** The value; fails the test with the reason if there is none. */
export function valueOf<T, R>(outcome: Outcome<T, R>): T {
  if (!outcome.ok) throw new Error(`Expected a value, got ${JSON.stringify(outcome.reason)}`);
  return outcome.value;
}

/** The reason; fails the test if there is none. */
export function reasonOf<T, R>(outcome: Outcome<T, R>): R {
  if (outcome.ok) throw new Error(`Expected a reason, got ${JSON.stringify(outcome.value)}`);
  return outcome.reason;
}
