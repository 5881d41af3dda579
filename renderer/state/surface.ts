import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';

/** What the middle of the window can do: its shortcuts, and how a command of them is run. */
export interface Surface {
  readonly shortcuts: readonly (readonly [keys: string, words: string, command?: string, label?: string])[];
  readonly run: (command: string) => void;
}

export const useSurfaces = create<{ readonly surface: Surface | null }>()(() => ({ surface: null }));

/** Offers the shortcuts of a screen to the list of shortcuts and to the command palette while it is shown. */
export function useSurface<Command extends string>(
  shortcuts: readonly (readonly [string, string, Command?, string?])[],
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
