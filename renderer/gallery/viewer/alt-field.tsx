import { useEffect, useId, useState, type KeyboardEvent, type RefObject } from 'react';
import { text } from '../../../shared/messages/text.ts';
import { cx } from '../../ui/cx.ts';
import { Keys } from '../../ui/keys.tsx';
import box from '../../ui/text-box.module.css';
import styles from './viewer-details.module.css';

interface Props {
  ref: RefObject<HTMLTextAreaElement | null>;
  /** The row whose alt text it is. */
  id: string;
  alt: string;
  file: string;
  isLast: boolean;
  onSave: (alt: string) => void;
  onNext: () => void;
}

/** Enter saves and goes on, Shift+Enter breaks a line, Escape brings the old text back. Leaving the field saves. */
export function AltField({ ref, id, alt, file, isLast, onSave, onNext }: Props) {
  const [typed, setTyped] = useState({ id, text: alt });
  const label = useId();
  const value = typed.id === id ? typed.text : alt;
  // The alt text may change elsewhere while nothing is typed here.
  const [known, setKnown] = useState({ id, alt });
  if (known.id !== id || known.alt !== alt) {
    setKnown({ id, alt });
    if (typed.id !== id || typed.text === known.alt) setTyped({ id, text: alt });
  }
  useEffect(() => {
    if (document.activeElement === ref.current) ref.current?.select();
    // For each picture.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [id, ref]);

  function save(): void {
    if (value === alt) return;
    const tidy = value.trim();
    if (tidy !== alt) onSave(tidy);
    setTyped({ id, text: tidy });
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      save();
      if (!isLast) onNext();
    } else if (event.key === 'Escape' && value !== alt) {
      // Pressed once more, it closes the viewer.
      event.preventDefault();
      event.stopPropagation();
      setTyped({ id, text: alt });
    }
  }

  return (
    <div className={styles['alt']}>
      <label htmlFor={label}>{text('viewer.altText')}</label>
      <textarea
        id={label}
        ref={ref}
        aria-label={text('common.altTextOf', { file })}
        className={cx(box['box'], styles['field'])}
        placeholder={text('gallery.sayWhatIsInThe')}
        value={value}
        maxLength={2000}
        rows={3}
        onChange={(event) => setTyped({ id, text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
        onBlur={save}
      />
      <p className={styles['foot']}>
        <Keys keys="Enter" />
        <span>{text(isLast ? 'common.save' : 'viewer.saveAndNext')}</span>
        <span className={styles['length']}>{value.length}</span>
      </p>
    </div>
  );
}
