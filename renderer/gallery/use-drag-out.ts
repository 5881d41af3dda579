import { useEffect, useRef } from 'react';
import { text } from '../../shared/messages/text.ts';
import { announce } from '../state/actions.ts';
import { tell } from '../state/asking.ts';

interface Prepared {
  readonly id: string;
  /** Null while the files are fetched, and if they can't be. */
  dragId: number | null;
  /** The drag has begun, and starts as soon as the files are there. */
  wanted: boolean;
}

/**
 * Drags picture files out of the window. The files are fetched when the mouse button is pressed; `prepare` resolves to
 * the drag's id, or to null after it has told why not.
 */
export function useDragOut(prepare: (id: string) => Promise<number | null>) {
  const current = useRef<Prepared | null>(null);

  useEffect(() => {
    const release = (): void => {
      const { current: prepared } = current;
      if (prepared?.wanted === true && prepared.dragId === null) announce(text('gallery.dragStillLoading'));
      if (prepared !== null) prepared.wanted = false;
    };
    window.addEventListener('pointerup', release, true);
    window.addEventListener('pointercancel', release, true);
    return () => {
      window.removeEventListener('pointerup', release, true);
      window.removeEventListener('pointercancel', release, true);
    };
  }, []);

  return {
    /** The mouse button is pressed on a tile that may be dragged out. */
    press(id: string): void {
      const prepared: Prepared = { id, dragId: null, wanted: false };
      current.current = prepared;
      void prepare(id).then((dragId) => {
        prepared.dragId = dragId;
        if (dragId !== null && prepared.wanted) start(dragId);
        prepared.wanted &&= dragId === null;
      });
    },
    /** For `dragstart`: the system's drag takes the place of the browser's. */
    start(event: { preventDefault(): void }): void {
      event.preventDefault();
      const { current: prepared } = current;
      if (prepared === null) return;
      if (prepared.dragId === null) prepared.wanted = true;
      else start(prepared.dragId);
    },
  };
}

function start(dragId: number): void {
  tell(window.packshot.gallery.startDrag({ dragId }));
}
