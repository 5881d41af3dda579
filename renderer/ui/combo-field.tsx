import { Search } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import styles from './combo-field.module.css';
import { cx } from './cx.ts';
import box from './text-box.module.css';

interface Props {
  label: string;
  placeholder?: string;
  /** Id of the list below. */
  list: string;
  isListShown?: boolean;
  /** Id of the active option of the list; undefined for none. */
  active: string | undefined;
  value: string;
  className?: string | undefined;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** A field that searches the list below it and keeps the focus meanwhile. Its dialog was opened to type. */
export function ComboField(props: Props) {
  const { label, placeholder = label, list, isListShown = true, active, value, className } = props;
  return (
    <div className={cx(box['field'], className)}>
      <Search size={14} aria-hidden className={box['icon']} />
      <input
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        role="combobox"
        aria-label={label}
        aria-expanded={isListShown}
        aria-controls={isListShown ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={active}
        className={cx(box['box'], styles['input'])}
        placeholder={placeholder}
        spellCheck={false}
        value={value}
        maxLength={200}
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={props.onKeyDown}
      />
    </div>
  );
}
