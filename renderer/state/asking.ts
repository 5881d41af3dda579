import type { Outcome, Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { useWindow } from './store.ts';

/** The main process threw, which is a bug. Details are hidden. */
const noAnswer: Reason = reason('main-silent');

/** Turns a call that throws into an outcome, so that callers handle one case. */
export async function outcomeOf<T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await call;
  } catch {
    return { ok: false, reason: noAnswer };
  }
}

/** Calls the main process. A failure is shown above the gallery and returns null. */
export async function ask<T>(call: Promise<Outcome<T>>): Promise<T | null> {
  const outcome = await outcomeOf(call);
  if (outcome.ok) return outcome.value;
  useWindow.setState({ problem: outcome.reason });
  return null;
}

/** Calls the main process where a failure is not shown, and returns null for it. */
export async function askQuietly<T>(call: Promise<Outcome<T>>): Promise<T | null> {
  const outcome = await outcomeOf(call);
  return outcome.ok ? outcome.value : null;
}

/** Calls the main process without a result. Returns whether it succeeded; a failure is shown. */
export async function did(call: Promise<Outcome<unknown>>): Promise<boolean> {
  const outcome = await outcomeOf(call);
  if (!outcome.ok) useWindow.setState({ problem: outcome.reason });
  return outcome.ok;
}

/** For event handlers, which don't wait. */
export function tell(call: Promise<Outcome<unknown>>): void {
  void ask(call);
}
