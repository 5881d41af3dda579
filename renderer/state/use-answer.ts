import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** An answer of the main process: to which question, and by which request, counted from 1. */
export interface Answered<T> {
  readonly key: string;
  readonly request: number;
  readonly answer: T;
}

/** The answer to keep of two: one to the question `key`, then the one of the later request. Pure. */
export function latestAnswer<T>(
  before: Answered<T> | null,
  next: Answered<T>,
  key: string | null,
): Answered<T> | null {
  if (next.key !== key) return before;
  return before?.key === key && before.request > next.request ? before : next;
}

/**
 * What the main process answers to a question; null before the first answer. `key` names the question, null asks none.
 * It is asked again when `version` changes. An answer is shown even if a later request is under way: fast changes would
 * hold back every answer otherwise. `question` returns null to keep what is shown.
 */
export function useAnswer<T>(
  key: string | null,
  version: number,
  question: () => Promise<T | null>,
): T | null {
  const [known, setKnown] = useState<Answered<T> | null>(null);
  const requests = useRef(0);
  const latest = useRef({ key, question });
  useEffect(() => {
    latest.current = { key, question };
  });
  useEffect(() => {
    if (key === null) return;
    const request = ++requests.current;
    void latest.current.question().then((answer) => {
      if (answer === null) return;
      setKnown((before) => latestAnswer(before, { key, request, answer }, latest.current.key));
    });
    // A new version has another answer.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [key, version]);
  return known?.key === key ? known.answer : null;
}

/**
 * The last answer of the main process to a question that changes quickly, as while typing. It is asked once `key` has
 * not changed for `restMs` milliseconds; a null key asks nothing. `question` returns null to keep what is shown.
 */
export function useRestedAnswer<T>(
  key: string | null,
  restMs: number,
  question: () => Promise<T | null>,
): Pick<Answered<T>, 'key' | 'answer'> | null {
  const [known, setKnown] = useState<Pick<Answered<T>, 'key' | 'answer'> | null>(null);
  const latest = useEffectEvent(question);
  useEffect(() => {
    if (key === null) return undefined;
    let isOver = false;
    const ask = async (): Promise<void> => {
      const answer = await latest();
      if (!isOver && answer !== null) setKnown({ key, answer });
    };
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [key, restMs]);
  return known;
}
