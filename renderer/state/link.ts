import type { Delta, Snapshot } from '../../shared/model.ts';
import type { Outcome, Reason } from '../../shared/outcome.ts';
import { applyDelta, fromSnapshot, type Projection } from './projection.ts';

/** The part of `window.packshot` that the link uses. */
export interface LinkSource {
  snapshot(): Promise<Outcome<Snapshot>>;
  onDelta(listener: (delta: Delta) => void): () => void;
}

/** Where the link writes. `read` returns the current projection, including other writes. */
export interface LinkTarget {
  read(): Projection | null;
  write(projection: Projection): void;
  fail(reason: Reason): void;
}

/**
 * Keeps the target equal to the main process. Subscribes first, so that no delta is missed, then takes a
 * snapshot, then applies deltas. A gap in their numbers triggers a new snapshot. Returns a function that
 * stops.
 */
export function startLink(source: LinkSource, target: LinkTarget): () => void {
  let early: Delta[] | null = [];
  let stopped = false;

  async function resync(): Promise<void> {
    early ??= [];
    const answer = await source.snapshot();
    if (stopped) return;
    if (!answer.ok) {
      target.fail(answer.reason);
      return;
    }
    const buffered: Delta[] = early;
    early = null;
    target.write(fromSnapshot(answer.value));
    for (const delta of buffered) take(delta);
  }

  function take(delta: Delta): void {
    if (stopped) return;
    if (early) {
      early.push(delta);
      return;
    }
    const state = target.read();
    const next = state === null ? 'gap' : applyDelta(state, delta);
    if (next === 'gap') void resync();
    else if (next !== state) target.write(next);
  }

  const unsubscribe = source.onDelta(take);
  void resync();
  return () => {
    stopped = true;
    unsubscribe();
  };
}
