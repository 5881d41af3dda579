import { Search, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Button, Input, SearchField } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { useWindow } from '../state/store.ts';
import { cx } from '../ui/cx.ts';
import box from '../ui/text-box.module.css';
import styles from './outbox-drawer.module.css';

/** Searches outbox and history while typing. Down goes to the list; Esc clears the search, then closes the outbox. */
export function OutboxSearch({ onDown }: { onDown: () => void }) {
  const { search } = useWindow((state) => state.outboxList);
  const change = (next: string): void =>
    useWindow.setState(({ outboxList }) => ({ outboxList: { ...outboxList, search: next } }));
  return (
    <SearchField
      aria-label={text('outbox.search')}
      className={cx(box['field'], styles['search'])}
      value={search}
      maxLength={200}
      onChange={change}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key === 'ArrowDown') {
          event.preventDefault();
          onDown();
        }
        if (event.key === 'Escape' && search === '') {
          event.preventDefault();
          useWindow.setState({ drawerOpen: false });
          document.querySelector<HTMLElement>('[data-outbox-toggle]')?.focus();
        }
      }}
    >
      <Search size={14} aria-hidden className={box['icon']} />
      <Input
        className={cx(box['box'], styles['searchBox'])}
        placeholder={text('outbox.searchFor')}
        spellCheck={false}
      />
      {search === '' ? null : (
        <Button className={styles['clear'] ?? ''} aria-label={text('outbox.clearSearch')}>
          <X size={14} aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}
