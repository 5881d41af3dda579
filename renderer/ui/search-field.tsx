import { Search, X } from 'lucide-react';
import { Button, Input, SearchField as AriaSearchField, type SearchFieldProps } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './search-field.module.css';
import box from './text-box.module.css';

interface Props extends Omit<SearchFieldProps, 'aria-label' | 'children' | 'className' | 'style'> {
  label: string;
  placeholder: string;
  /** The name of the button that clears it. */
  clear: string;
  value: string;
  className?: string | undefined;
}

/** Searches a list while typing. Esc clears it. */
export function SearchField({ label, placeholder, clear, className, ...rest }: Props) {
  return (
    <AriaSearchField {...rest} aria-label={label} className={cx(box['field'], className)} maxLength={200}>
      <Search size={14} aria-hidden className={box['icon']} />
      <Input className={cx(box['box'], styles['input'])} placeholder={placeholder} spellCheck={false} />
      {rest.value === '' ? null : (
        <Button className={styles['clear'] ?? ''} aria-label={clear}>
          <X size={14} aria-hidden />
        </Button>
      )}
    </AriaSearchField>
  );
}
