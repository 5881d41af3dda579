import { useRef } from 'react';
import { maxAltLength } from '../../shared/alts.ts';
import { text } from '../../shared/messages/text.ts';
import type { AltRow } from './alt-table.ts';
import styles from './alts.module.css';

interface Props {
  row: AltRow;
  alt: string;
  onType: (typed: string) => void;
  /** `alt` is null if it stays as it was. `then`: which row is edited next; 0 for none. */
  onEnd: (key: string, alt: string | null, then: -1 | 0 | 1) => void;
}

/** An alt text while it is typed: Enter keeps it, Tab keeps it and goes to the next, Esc gives the old one back. */
export function AltEditor({ row, alt, onType, onEnd }: Props) {
  const ended = useRef(false);
  const end = (typed: string | null, then: -1 | 0 | 1): void => {
    if (ended.current) return;
    ended.current = true;
    onEnd(row.key, typed === alt ? null : typed, then);
  };
  return (
    <textarea
      ref={(field) => {
        if (field === null || document.activeElement === field || ended.current) return;
        field.focus();
        field.select();
      }}
      rows={1}
      className={styles['editor']}
      aria-label={text('common.altTextOf', { file: row.file })}
      defaultValue={alt}
      maxLength={maxAltLength}
      onChange={(event) => onType(event.currentTarget.value)}
      onKeyDown={(event) => {
        const { key, shiftKey, ctrlKey, metaKey, currentTarget } = event;
        if (event.nativeEvent.isComposing) return;
        if ((key === 'Enter' && !shiftKey && !ctrlKey && !metaKey) || key === 'Tab' || key === 'Escape') {
          event.preventDefault();
          event.stopPropagation();
          if (key === 'Escape') end(null, 0);
          else end(currentTarget.value.trim(), key === 'Enter' ? 0 : shiftKey ? -1 : 1);
        }
      }}
      onBlur={(event) => end(event.currentTarget.value.trim(), 0)}
    />
  );
}
