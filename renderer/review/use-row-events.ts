import {
  useEffect,
  useRef,
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
} from 'react';
import type { Pages } from '../state/use-pages.ts';
import type { NamedRow } from './list/review-rows.ts';
import type { ReviewList } from './list/use-review-list.ts';
import { reviewCommand, type ReviewCommand } from './review-keys.ts';

interface Options {
  readonly pages: Pages<NamedRow>;
  readonly list: ReviewList;
  readonly scroller: HTMLElement | null;
  /** The row that a key moves to; null for other keys. */
  readonly after: (key: string) => number | null;
  readonly onCommand: (command: ReviewCommand) => void;
}

/** Keys and pointer on rows with `data-index`, in the list and on the contact sheet. */
export function useRowEvents({ pages, list, scroller, after, onCommand }: Options) {
  const { active, selected } = list;
  /** The pointer made another row active: it is visible, and must not move under the button. */
  const pointed = useRef(false);
  const keepsFocus = useFocusInRows(scroller);

  return {
    /** Whether the pointer made the active row active, asked once. */
    takePointed(): boolean {
      const was = pointed.current;
      pointed.current = false;
      return was;
    },
    handlers: {
      onKeyDown(event: KeyboardEvent): void {
        // React brings the events of an open menu here too.
        if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
        const inControl = event.target !== event.currentTarget && isControl(event.target);
        if (inControl && event.key === 'Escape') {
          // Used here, or the same press would close the review.
          event.preventDefault();
          scroller?.focus();
          return;
        }
        // Controls inside a row have their own keys.
        if (inControl && !leavesControl(event)) return;
        const command = reviewCommand(event, after);
        if (command === null) return;
        event.preventDefault();
        if (command.type === 'go') scroller?.focus();
        onCommand(command);
      },
      onPointerDown(event: PointerEvent): void {
        const index = indexUnder(event.target);
        if (index === null || event.button !== 0) return;
        pointed.current = index !== active;
        const row = pages.rowAt(index);
        const isSelected = row?.row === 'item' && selected.has(row.item.id);
        if (isControl(event.target)) {
          if (!isSelected) list.go(index, 'alone');
          return;
        }
        if (event.shiftKey) list.go(index, 'extend');
        else if (event.ctrlKey || event.metaKey || isMark(event.target)) list.toggle(index);
        // A selected photo may be the start of a drag of the whole selection: the click decides.
        else if (!isSelected) list.go(index, 'alone');
      },
      onClick(event: MouseEvent): void {
        const index = indexUnder(event.target);
        const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !isMark(event.target);
        if (index !== null && plain && !isControl(event.target)) list.go(index, 'alone');
      },
      onDoubleClick(event: MouseEvent): void {
        if (indexUnder(event.target) !== null && !isControl(event.target)) onCommand({ type: 'look' });
      },
      ...keepsFocus,
    },
  };
}

/** Moves the focus to the rows when the focused row, or a button in it, was moved or removed. */
function useFocusInRows(scroller: HTMLElement | null) {
  const isHere = useRef(false);
  useEffect(() => {
    if (isHere.current && document.activeElement === document.body) scroller?.focus({ preventScroll: true });
  });
  return {
    onFocus: () => {
      isHere.current = true;
    },
    onBlur: (event: FocusEvent) => {
      isHere.current = event.relatedTarget === null;
    },
  };
}

export function rowId(index: number): string {
  return `review-row-${index}`;
}

export function indexUnder(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return row === null ? null : Number(row.dataset['index']);
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button,select,input') !== null;
}

function isMark(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[data-mark]') !== null;
}

/** Up and Down on a button return to the rows. Menus need the arrows themselves. */
function leavesControl({ key, target, altKey }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLButtonElement)) return false;
  return altKey || ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'].includes(key);
}
