import { useEffect, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import { allowedHeight, heightAfterKey } from './drawer-height.ts';
import styles from './outbox-drawer.module.css';

const kept = 'outbox-height';
const usualShare = 0.38;

/** Changes the height of the drawer by pointer and by keys; a double click fits or folds it. The height is kept. */
export function DrawerHandle({ drawer }: { drawer: HTMLElement | null }) {
  const [height, setHeight] = useState(
    () => Number(localStorage.getItem(kept)) || window.innerHeight * usualShare,
  );
  const [windowHeight, setWindowHeight] = useState(window.innerHeight);
  const now = allowedHeight(height, windowHeight);

  useEffect(() => {
    const resize = (): void => setWindowHeight(window.innerHeight);
    window.addEventListener('resize', resize);
    return () => window.removeEventListener('resize', resize);
  }, []);

  useEffect(() => {
    drawer?.style.setProperty('height', `${now}px`);
  }, [drawer, now]);

  function change(next: number): void {
    setHeight(next);
    localStorage.setItem(kept, String(next));
  }

  return (
    <div
      // A separator that can be moved is a widget (ARIA 1.2).
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="horizontal"
      aria-label={text('outbox.height')}
      aria-valuemin={allowedHeight(0, windowHeight)}
      aria-valuemax={allowedHeight(Infinity, windowHeight)}
      aria-valuenow={now}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles['handle']}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId) || drawer === null) return;
        change(allowedHeight(drawer.getBoundingClientRect().bottom - event.clientY, windowHeight));
      }}
      onDoubleClick={() => {
        const tallest = allowedHeight(Infinity, windowHeight);
        change(now === tallest ? allowedHeight(0, windowHeight) : tallest);
      }}
      onKeyDown={(event) => {
        const next = heightAfterKey(event.key, now, windowHeight);
        if (next === null) return;
        event.preventDefault();
        change(next);
      }}
    >
      <span />
    </div>
  );
}
