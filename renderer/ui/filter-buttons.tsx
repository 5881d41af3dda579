import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import styles from './filter-buttons.module.css';

interface Props<Filter extends string> {
  filters: readonly { readonly id: Filter; readonly name: string; readonly count: ReactNode }[];
  chosen: Filter;
  /** Also called with the chosen one. */
  onChoose: (filter: Filter) => void;
}

/** A list's filters side by side, each with how many rows it has. */
export function FilterButtons<Filter extends string>({ filters, chosen, onChoose }: Props<Filter>) {
  return (
    <ToggleButtonGroup
      aria-label={text('common.show')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      className={styles['filters'] ?? ''}
    >
      {filters.map(({ id, name, count }) => (
        <ToggleButton key={id} id={id} className={styles['filter'] ?? ''} onPress={() => onChoose(id)}>
          {name}
          <span className={styles['count']}>{count}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
