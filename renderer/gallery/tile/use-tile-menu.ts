import { useRef, useState } from 'react';
import type { MenuPlace } from '../../ui/menu.tsx';
import { useAfterOverlay } from '../../ui/use-after-overlay.ts';

/** Position of an open tile menu. The chosen command runs after the menu has closed. */
export function useTileMenu<Command>(onCommand: (command: Command) => void) {
  const [at, setAt] = useState<MenuPlace | null>(null);
  const chosen = useRef<Command | null>(null);
  useAfterOverlay(at !== null, () => {
    const command = chosen.current;
    chosen.current = null;
    if (command !== null) onCommand(command);
  });
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
