import { useRef, type FocusEvent, type KeyboardEvent } from 'react';

/** Which alt text is edited next: the next one, the previous one, or none. */
export type AltThen = -1 | 0 | 1;

type Field = HTMLInputElement | HTMLTextAreaElement;

interface Options {
  alt: string;
  /** Shift+Enter breaks a line; otherwise alt texts have one line. */
  breaksLines?: boolean;
  /** `alt` is null if it stays as it was. */
  onEnd: (alt: string | null, then: AltThen) => void;
}

/**
 * Properties of a field in which an alt text is edited. It takes the focus. Enter keeps what was typed, Tab keeps it
 * and goes to the next one, Shift+Tab to the previous one, and Escape leaves the text as it was.
 */
export function useAltField({ alt, breaksLines = false, onEnd }: Options) {
  const ended = useRef(false);
  const end = (typed: string, then: AltThen): void => {
    if (ended.current) return;
    ended.current = true;
    const kept = (breaksLines ? typed : typed.replace(/\s+/g, ' ')).trim();
    onEnd(typed === alt || kept === alt ? null : kept, then);
  };
  return {
    ref: (field: Field | null) => {
      if (field === null || document.activeElement === field || ended.current) return;
      field.focus({ preventScroll: true });
      field.select();
    },
    defaultValue: alt,
    onKeyDown: (event: KeyboardEvent<Field>) => {
      event.stopPropagation();
      if (breaksLines && event.key === 'Enter' && event.shiftKey) return;
      if (event.key !== 'Enter' && event.key !== 'Tab' && event.key !== 'Escape') return;
      event.preventDefault();
      if (event.key === 'Escape') end(alt, 0);
      else end(event.currentTarget.value, event.key === 'Enter' ? 0 : event.shiftKey ? -1 : 1);
    },
    onBlur: (event: FocusEvent<Field>) => end(event.currentTarget.value, 0),
  };
}
