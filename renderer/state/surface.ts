import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import type { Shortcut } from '../ui/shortcut.ts';

/** What the middle of the window can do: its shortcuts, and how a command of them is run. */
export interface Surface {
  readonly shortcuts: readonly Shortcut[];
  readonly run: (command: string) => void;
}

export const useSurfaces = create<{ readonly surface: Surface | null }>()(() => ({ surface: null }));

/** Offers the shortcuts of a screen to the list of shortcuts and to the command palette while it is shown. */
export function useSurface<Command extends string>(
  shortcuts: readonly Shortcut<Command>[],
  run: (command: Command) => void,
): void {
  const latest = useEffectEvent(run);
  useEffect(() => {
    const surface: Surface = { shortcuts, run: (command) => latest(command as Command) };
    useSurfaces.setState({ surface });
    return () => {
      if (useSurfaces.getState().surface === surface) useSurfaces.setState({ surface: null });
    };
  }, [shortcuts]);
}
