import { useLayoutEffect, useRef, useState } from 'react';
import type { MenuPlace } from '../ui/menu.tsx';

/**
 * Where a tile's menu is open, if it is. What was chosen in it is done once the menu has gone and given the focus back: before, the
 * menu would take the focus from what the command opens.
 */
export function useTileMenu<Command>(onCommand: (command: Command) => void) {
  const [at, setAt] = useState<MenuPlace | null>(null);
  const chosen = useRef<Command | null>(null);
  const latest = useRef(onCommand);
  useLayoutEffect(() => {
    latest.current = onCommand;
  });

  useLayoutEffect(() => {
    if (at !== null || chosen.current === null) return undefined;
    // The menu gives the focus back with the next frame, and asked for it first.
    const frame = requestAnimationFrame(() => {
      const command = chosen.current;
      chosen.current = null;
      if (command !== null) latest.current(command);
    });
    return () => cancelAnimationFrame(frame);
  }, [at]);

  return {
    at,
    open: setAt,
    close: () => setAt(null),
    choose: (command: Command) => {
      chosen.current = command;
      setAt(null);
    },
  };
}
