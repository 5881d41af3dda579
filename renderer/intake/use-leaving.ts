import { useEffect, useState, type HTMLAttributes } from 'react';
import type { Batch } from '../../shared/model.ts';
import { emptySummary } from '../outbox/empty-summary.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf } from '../state/asking.ts';
import { useActivity, useOutbox } from '../state/selectors.ts';
import { arrivedSentence, hasArrived } from './batch-words.ts';

/** How long the panel of a batch stays once all of it is in the store, and how long its leaving is seen. */
const restMs = 6_000;
const fadeMs = 200;

interface Leaving {
  leaving: boolean;
  /** For the panel's element: while it is pointed at or has the focus it stays. */
  holders: HTMLAttributes<HTMLElement>;
}

/** Lets the panel of a batch leave by itself when there is nothing more to say. */
export function useLeaving(batch: Batch): Leaving {
  const left = useActivity(batch.storeId, batch.productId);
  const summary = useOutbox(batch.storeId) ?? emptySummary(batch.storeId);
  // Once is enough: the next run of the outbox starts to count anew.
  const [arrived, setArrived] = useState(false);
  const [pointed, setPointed] = useState(false);
  const [focused, setFocused] = useState(false);
  const [leaving, setLeaving] = useState(false);
  if (!arrived && hasArrived(batch, left, summary)) setArrived(true);
  const resting = arrived && !pointed && !focused;

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
