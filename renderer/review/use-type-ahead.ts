import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReviewCommand } from './review-keys.ts';

/** When the list should have changed by then and didn't, keys go on with what there is, in ms. */
const patienceMs = 1_500;

interface HeldKeys {
  readonly version: string | null;
  answered: boolean;
}

/**
 * Keys pressed while the list is about to change wait for it: the second of two quick ones is meant for what stands there after the
 * first. `version` is that of the active row; it changes when main's new rows are here.
 */
export function useTypeAhead(version: string | null, run: (command: ReviewCommand) => void) {
  const held = useRef<HeldKeys | null>(null);
  const queue = useRef<ReviewCommand[]>([]);
  const [, draw] = useState(0);

  // It draws again for as long as keys wait, of which there is an end.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    const hold = held.current;
    if (hold !== null && hold.answered && hold.version !== version) held.current = null;
    if (held.current !== null) return;
    const next = queue.current.shift();
    if (next === undefined) return;
    run(next);
    // One command a drawing: each is about what the one before left.
    draw((count) => count + 1);
  });

  const press = (command: ReviewCommand): void => {
    if (held.current === null && queue.current.length === 0) run(command);
    else queue.current.push(command);
  };

  /** For what changes the list: holds the keys until its rows are here. `change` answers whether it happened. */
  const during = useCallback(
    async (change: Promise<boolean>): Promise<boolean> => {
      const hold: HeldKeys = { version, answered: false };
      const release = (): void => {
        if (held.current !== hold) return;
        held.current = null;
        draw((count) => count + 1);
      };
      held.current = hold;
      const happened = await change;
      hold.answered = true;
      if (!happened) release();
      else {
        draw((count) => count + 1);
        setTimeout(release, patienceMs);
      }
      return happened;
    },
    [version],
  );

  return { press, during };
}
