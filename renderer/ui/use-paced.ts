import { useEffect, useRef, useState } from 'react';

/** Throttles `value` to one change per `everyMs`; the last value always arrives. */
export function usePaced<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const latest = useRef(value);
  const changedAt = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  useEffect(() => {
    latest.current = value;
    if (value === shown || timer.current !== null) return;
    const wait = Math.max(0, changedAt.current + everyMs - performance.now());
    timer.current = setTimeout(() => {
      timer.current = null;
      changedAt.current = performance.now();
      setShown(latest.current);
    }, wait);
  }, [value, shown, everyMs]);

  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    },
    [],
  );
  return shown;
}
