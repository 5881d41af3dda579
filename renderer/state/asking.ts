import { text } from '../../shared/messages/text.ts';
import type { Outcome, Reason } from '../../shared/outcome.ts';
import { useWindow } from './store.ts';

/** When main itself didn't answer: a bug, said without its details. */
const noAnswer: Reason = {
  code: 'no-answer',
  sentence: text('common.packshotCouldNotDoThat'),
  next: text('common.tryAgainIfItHappens'),
};

/** Turns a call that throws into an outcome, so that every caller has one way to look at it. */
export async function outcomeOf<T>(call: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await call;
  } catch {
    return { ok: false, reason: noAnswer };
  }
}

/** Asks main for something. What it could not do is shown above the gallery; the answer is then null. */
export async function ask<T>(call: Promise<Outcome<T>>): Promise<T | null> {
  const outcome = await outcomeOf(call);
  if (outcome.ok) return outcome.value;
  useWindow.setState({ problem: outcome.reason });
  return null;
}

/** Asks main for something that answers nothing. Whether it was done; if not, the reason is shown. */
export async function did(call: Promise<Outcome<unknown>>): Promise<boolean> {
  const outcome = await outcomeOf(call);
  if (!outcome.ok) useWindow.setState({ problem: outcome.reason });
  return outcome.ok;
}

/** For event handlers, which don't wait. */
export function tell(call: Promise<Outcome<unknown>>): void {
  void ask(call);
}
