import { useRef } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { ReviewItem } from '../../../shared/review.ts';
import styles from './item-row.module.css';

interface Props {
  item: ReviewItem;
  onEnd: (text: string | null, then: -1 | 0 | 1) => void;
}

/** The alt text while editing: Enter saves, Tab saves and edits the next photo's, Escape cancels. */
export function AltInput({ item, onEnd }: Props) {
  const ended = useRef(false);
  const end = (text: string, then: -1 | 0 | 1): void => {
    if (ended.current) return;
    ended.current = true;
    onEnd(text === item.alt ? null : text, then);
  };
  return (
    <input
      ref={(input) => {
        if (input !== null && document.activeElement !== input && !ended.current) {
          input.focus();
          input.select();
        }
      }}
      className={styles['altInput']}
      aria-label={text('common.altTextOf', { file: item.fileName })}
      defaultValue={item.alt}
      maxLength={2000}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') end(event.currentTarget.value.trim(), 0);
        if (event.key === 'Escape') end(item.alt, 0);
        if (event.key === 'Tab') {
          event.preventDefault();
          end(event.currentTarget.value.trim(), event.shiftKey ? -1 : 1);
        }
      }}
      onBlur={(event) => end(event.currentTarget.value.trim(), 0)}
    />
  );
}
