import { Search, X } from 'lucide-react';
import { memo, type KeyboardEvent } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { useWindow } from '../state/store.ts';
import { cx } from '../ui/cx.ts';
import box from '../ui/text-box.module.css';
import styles from './product-search.module.css';

/**
 * Searches by name and SKU while typing. / focuses it from anywhere; Down goes to the list, Enter chooses the first
 * product.
 */
export const ProductSearch = memo(function ProductSearch({
  onDown,
  onEnter,
}: {
  onDown: () => void;
  onEnter: () => void;
}) {
  const query = useWindow((state) => state.query);
  return (
    <SearchField
      aria-label={text('products.searchProducts')}
      className={box['field'] ?? ''}
      value={query}
      maxLength={200}
      onChange={(text) => useWindow.setState({ query: text })}
      onSubmit={onEnter}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        onDown();
      }}
    >
      <Search size={14} aria-hidden className={box['icon']} />
      <Input
        className={cx(box['box'], styles['input'])}
        placeholder={text('common.searchNameOrSku')}
        spellCheck={false}
      />
      {query === '' ? null : (
        <Button className={styles['clear'] ?? ''} aria-label={text('products.clearSearch')}>
          <X size={14} aria-hidden />
        </Button>
      )}
    </SearchField>
  );
});
