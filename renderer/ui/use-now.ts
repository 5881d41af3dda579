import { useEffect, useState } from 'react';

/** The time in epoch milliseconds, updated every `everyMs` while `running`. */
export function useNow(everyMs: number, running = true): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    let timer = setTimeout(tick, 0);
    function tick(): void {
      const time = Date.now();
      setNow(time);
      // At multiples of the interval, so that all components of a window wake it together.
      timer = setTimeout(tick, everyMs - (time % everyMs));
    }
    return () => clearTimeout(timer);
  }, [everyMs, running]);
  return now;
}
