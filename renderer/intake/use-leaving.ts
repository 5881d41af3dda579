import { useEffect, useState, type HTMLAttributes } from 'react';
import type { Batch } from '../../shared/model.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf } from '../state/asking.ts';
import { arrivedSentence, hasArrived } from '../wording/batch-messages.ts';

/** How long a finished batch's panel stays, and the duration of its fade-out. */
const restMs = 6_000;
const fadeMs = 200;

interface Leaving {
  leaving: boolean;
  /** For the panel's element: it stays while hovered or focused. */
  holders: HTMLAttributes<HTMLElement>;
}

/** Closes the panel of a batch when nothing is left to report. */
export function useLeaving(batch: Batch): Leaving {
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const resting = hasArrived(batch) && !pointed && !focused;

  useEffect(() => {
    if (!resting) return undefined;
    const timer = setTimeout(() => setLeaving(true), restMs);
    return () => {
      clearTimeout(timer);
      setLeaving(false);
    };
  }, [resting]);

  const { id } = batch;
  const words = arrivedSentence(batch);
  useEffect(() => {
    if (!leaving) return undefined;
    const leave = async (): Promise<void> => {
      announce(words);
      const outcome = await outcomeOf(window.packshot.intake.dismiss({ batchId: id }));
      if (!outcome.ok) setLeaving(false);
    };
    const timer = setTimeout(() => void leave(), fadeMs);
    return () => clearTimeout(timer);
  }, [leaving, id, words]);

  return {
    leaving,
    holders: {
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocused(true),
      onBlur: () => setFocused(false),
    },
  };
}
