import { memo, type KeyboardEvent } from 'react';
import { text } from '../../shared/messages/text.ts';
import { useWindow } from '../state/store.ts';
import { SearchField } from '../ui/search-field.tsx';

interface Props {
  onDown: () => void;
  onEnter: () => void;
}

/**
 * Searches by name and SKU while typing. / focuses it from anywhere; Down goes to the list, Enter chooses the first
 * product.
 */
export const ProductSearch = memo(function ProductSearch({ onDown, onEnter }: Props) {
  const query = useWindow((state) => state.query);
  return (
    <SearchField
      label={text('products.searchProducts')}
      placeholder={text('common.searchNameOrSku')}
      clear={text('products.clearSearch')}
      value={query}
      onChange={(next) => useWindow.setState({ query: next })}
      onSubmit={onEnter}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        onDown();
      }}
    />
  );
});
