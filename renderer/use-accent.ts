import { useEffect } from 'react';
import { accentTokens } from '../shared/accent.ts';
import { useWindow } from './state/store.ts';

/** Gives the window the system's accent colour, or its own where the user wants that or the system has none. */
export function useAccent(): void {
  const accent = useWindow(({ main }) => (main?.settings.accent === 'system' ? main.systemAccent : null));
  useEffect(() => {
    const { style } = document.documentElement;
    for (const scheme of ['light', 'dark'] as const) {
      const tokens = accentTokens(accent ?? '#000000', scheme);
      for (const [name, value] of Object.entries(tokens)) {
        if (accent === null) style.removeProperty(`--${scheme}-${name}`);
        else style.setProperty(`--${scheme}-${name}`, value);
      }
    }
  }, [accent]);
}
