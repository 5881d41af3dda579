import { useRef, useState, type ReactElement } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { GalleryRow } from '../gallery-rows.ts';
import { successorOf } from './successor.ts';

interface Options {
  readonly rows: readonly GalleryRow[];
  readonly active: string | null;
  /** Answers the photo's batch; null after a failure is shown. */
  readonly onFile: (id: string, file: File) => Promise<number | null>;
  /** The photo has its tile, and the image that it replaces is still active. Called while rendering. */
  readonly onArrived: (id: string) => void;
}

interface Replacement {
  /** Asks for the file that replaces an image. */
  choose(id: string): void;
  /** To be rendered: the dialog belongs to an input. */
  readonly input: ReactElement;
}

/** Replaces an image by a file that the user chooses, and says when the photo has a tile of its own. */
export function useReplacement({ rows, active, onFile, onArrived }: Options): Replacement {
  const [following, setFollowing] = useState<{ id: string; batchId: number } | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const replaced = useRef<string | null>(null);

  const successor = following === null ? null : successorOf(following.batchId, rows);
  if (successor !== null) {
    setFollowing(null);
    if (active === following?.id) onArrived(successor);
  }

  return {
    choose(id) {
      replaced.current = id;
      input.current?.click();
    },
    input: (
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={text('gallery.replaceWith')}
        data-replace=""
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          const { current: id } = replaced;
          event.currentTarget.value = '';
          if (file === undefined || id === null) return;
          void onFile(id, file).then((batchId) => setFollowing(batchId === null ? null : { id, batchId }));
        }}
      />
    ),
  };
}
