import { useLayoutEffect, useRef, useState } from 'react';

/**
 * An object whose functions never change and call those of the last render: what gets it as a property renders only
 * when another property changes. For functions called by events, not while rendering.
 */
export function useStable<Functions extends object>(latest: Functions): Functions {
  const held = useRef(latest);
  useLayoutEffect(() => {
    held.current = latest;
  });
  const [stable] = useState(() => {
    const call =
      (name: string) =>
      (...args: unknown[]) =>
        (held.current as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args);
    return Object.fromEntries(Object.keys(latest).map((name) => [name, call(name)])) as Functions;
  });
  return stable;
}
