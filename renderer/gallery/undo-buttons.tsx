import { Redo2, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Gallery } from '../../shared/model.ts';
import { IconButton } from '../ui/button.tsx';
import { historyCommand } from './gallery-keys.ts';
import { redo, undo } from './undo-history.ts';

/** Undo and redo of gallery edits, by button and by key outside of text fields. */
export function UndoButtons({ gallery }: { gallery: Gallery }) {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const command = historyCommand(event);
      if (command === null || event.defaultPrevented || isWriting(event.target) || isModalOpen()) return;
      event.preventDefault();
      void (command === 'undo' ? undo(gallery) : redo(gallery));
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [gallery]);
  return (
    <>
      <IconButton
        icon={Undo2}
        label={gallery.undo === null ? text('common.undo') : text('gallery.undoEdit', { edit: gallery.undo })}
        isDisabled={gallery.undo === null}
        onPress={() => void undo(gallery)}
      />
      <IconButton
        icon={Redo2}
        label={gallery.redo === null ? text('common.redo') : text('gallery.redoEdit', { edit: gallery.redo })}
        isDisabled={gallery.redo === null}
        onPress={() => void redo(gallery)}
      />
    </>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input,textarea,[contenteditable]') !== null;
}

function isModalOpen(): boolean {
  return document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;
}
