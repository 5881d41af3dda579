import { useEffect } from 'react';
import { announce } from './state/actions.ts';
import { wordsFor } from './state/announcements.ts';
import { useWindow } from './state/store.ts';
import styles from './announcer.module.css';

/**
 * The one live region of the window: announces changes that nobody asked for to screen readers. React Aria makes what
 * is outside of an open dialog inert, except what has this attribute.
 */
export function Announcer() {
  const { text, count } = useWindow((state) => state.announcement);
  useEffect(
    () =>
      useWindow.subscribe((state, before) => {
        if (state.main === before.main || state.main === null || before.main === null) return;
        const words = wordsFor(before.main, state.main, Date.now());
        if (words !== null) announce(words);
      }),
    [],
  );
  return (
    <div className={styles['hidden']} aria-live="polite" aria-atomic data-live-announcer="">
      <span key={count}>{text}</span>
    </div>
  );
}
