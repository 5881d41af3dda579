import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReviewCommand } from './review-keys.ts';

/** Milliseconds after which keys run even if the expected change has not arrived. */
const patienceMs = 1_500;

interface HeldKeys {
  readonly version: string | null;
  answered: boolean;
}

/**
 * Holds keys while the list is about to change: the second of two quick keys applies to the new rows.
 * `version` belongs to the active row and changes when new rows arrive.
 */
export function useTypeAhead(version: string | null, run: (command: ReviewCommand) => void) {
  const held = useRef<HeldKeys | null>(null);
  const queue = useRef<ReviewCommand[]>([]);
  const [, draw] = useState(0);

  // Renders again while keys wait. It ends, because the queue of keys is finite.
  // oxlint-disable-next-line react-hooks/exhaustive-deps
  useEffect(() => {
    const hold = held.current;
    if (hold !== null && hold.answered && hold.version !== version) held.current = null;
    if (held.current !== null) return;
    const next = queue.current.shift();
    if (next === undefined) return;
    run(next);
    // One command per render: each applies to the result of the previous one.
    draw((count) => count + 1);
  });

  const press = (command: ReviewCommand): void => {
    if (held.current === null && queue.current.length === 0) run(command);
    else queue.current.push(command);
  };

  /**
   * Holds keys until the rows that `change` produces have arrived. `change` resolves to whether it succeeded.
   */
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

  /** Holds keys until photos are selected: the next one is for all of them. */
  const selecting = useCallback(
    (selection: Promise<void>): void => {
      void during(
        selection.then(
          () => false,
          () => false,
        ),
      );
    },
    [during],
  );

  return { press, during, selecting };
}
