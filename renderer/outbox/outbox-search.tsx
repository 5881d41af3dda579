import type { KeyboardEvent } from 'react';
import { text } from '../../shared/messages/text.ts';
import { useWindow } from '../state/store.ts';
import { SearchField } from '../ui/search-field.tsx';
import styles from './outbox-drawer.module.css';

/** Searches outbox and history while typing. Down goes to the list; Esc clears the search, then closes the outbox. */
export function OutboxSearch({ onDown }: { onDown: () => void }) {
  const { search } = useWindow((state) => state.outboxList);
  return (
    <SearchField
      label={text('outbox.search')}
      placeholder={text('outbox.searchFor')}
      clear={text('outbox.clearSearch')}
      className={styles['search']}
      value={search}
      onChange={(next) =>
        useWindow.setState(({ outboxList }) => ({ outboxList: { ...outboxList, search: next } }))
      }
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
    />
  );
}
