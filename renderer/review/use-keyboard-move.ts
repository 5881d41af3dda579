import { useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import { announce } from '../state/actions.ts';
import { dropPlace, type DropPlace, type RowAt } from './list/review-rows.ts';
import type { ReviewList } from './list/use-review-list.ts';
import type { ReviewCommand } from './review-keys.ts';

interface Options {
  readonly rowAt: RowAt;
  readonly list: ReviewList;
  readonly onDrop: (itemIds: readonly number[], place: DropPlace) => void;
}

export interface KeyboardMove {
  /** The row of the drop position; null while nothing is moved. */
  readonly index: number | null;
  readonly words: string | null;
  start(): void;
  /** Runs a command while photos are moved. Returns false if none are. */
  run(command: ReviewCommand): boolean;
}

/** Moves photos by keyboard: arrows choose a position, Enter drops, Escape cancels. Each step is announced. */
export function useKeyboardMove({ rowAt, list, onDrop }: Options): KeyboardMove {
  const [moving, setMoving] = useState<{ itemIds: readonly number[]; index: number } | null>(null);

  function placeWords(index: number): string {
    const row = rowAt(index);
    if (row?.row === 'product') return text('review.atTheEndOf', { product: row.name });
    if (row?.row === 'item' && row.section === 'ready')
      return text('review.beforeFile', { file: row.item.fileName });
    return text('review.withoutAProduct');
  }

  /** The next drop position; null if there is none. The active row stays: the command's row says how far. */
  function nextPlace(index: number, to: number): number | null {
    const by = to >= list.active ? 1 : -1;
    const last = list.total - 1;
    let next = index + by * Math.max(1, Math.abs(to - list.active));
    next = Math.max(0, Math.min(last, next));
    while (next > 0 && next < last && dropPlace(rowAt, next, false) === null) next += by;
    return dropPlace(rowAt, next, false) === null ? null : next;
  }

  return {
    index: moving?.index ?? null,
    words: moving && text('review.movingHint', { place: placeWords(moving.index) }),
    start() {
      const item = list.activeItem;
      if (item === null || item.unusable !== null || list.meant.length === 0) return;
      setMoving({ itemIds: list.meant, index: list.active });
      announce(text('review.movingArrowsChooseThePlace'));
    },
    run(command) {
      if (moving === null) return false;
      if (command.type === 'go') {
        const index = nextPlace(moving.index, command.to);
        if (index === null) return true;
        setMoving({ ...moving, index });
        announce(placeWords(index));
        return true;
      }
      if (command.type === 'enter' || command.type === 'move' || command.type === 'toggle') {
        const place = dropPlace(rowAt, moving.index, false);
        if (place !== null) onDrop(moving.itemIds, place);
      }
      if (command.type === 'escape') announce(text('common.notMoved'));
      setMoving(null);
      return true;
    },
  };
}
