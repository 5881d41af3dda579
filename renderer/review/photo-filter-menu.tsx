import { ChevronDown, ListFilter } from 'lucide-react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { maxStars, type PhotoFilter, type ReviewSummary } from '../../shared/review.ts';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import styles from './photo-filter-menu.module.css';
import { filterWords } from '../wording/review-messages.ts';
import { formatNumber } from '../wording/format.ts';

interface Props {
  summary: Pick<ReviewSummary, 'rated' | 'rejected'>;
  filter: PhotoFilter | null;
  onFilter: (filter: PhotoFilter | null) => void;
}

const filters: readonly PhotoFilter[] = [
  ...Array.from({ length: maxStars }, (_, at) => ({ type: 'stars' as const, min: maxStars - at })),
  { type: 'rejected' },
];

/** Which photos are shown, by their marks, with how many each choice has. */
export function PhotoFilterMenu({ summary, filter, onFilter }: Props) {
  const label = text('review.filter', { filter: filterWords(filter) });
  return (
    <MenuTrigger>
      <Button size="small" look={filter === null ? 'quiet' : 'plain'} icon={ListFilter} aria-label={label}>
        <span className={filter === null ? styles['words'] : undefined}>{filterWords(filter)}</span>
        <ChevronDown size={12} aria-hidden className={styles['arrow']} />
      </Button>
      <Menu
        aria-label={label}
        placement="bottom end"
        selectionMode="single"
        selectedKeys={[keyOf(filter)]}
        onAction={(key) => onFilter(filters.find((one) => keyOf(one) === key) ?? null)}
      >
        <MenuItem id={keyOf(null)}>{filterWords(null)}</MenuItem>
        {filters.map((one) => (
          <MenuItem
            key={keyOf(one)}
            id={keyOf(one)}
            textValue={filterWords(one)}
            detail={formatNumber(countOf(one, summary))}
          >
            {filterWords(one)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

function keyOf(filter: PhotoFilter | null): string {
  return filter === null ? 'all' : filter.type === 'stars' ? `stars-${filter.min}` : filter.type;
}

function countOf(filter: PhotoFilter, { rated, rejected }: Props['summary']): number {
  return filter.type === 'stars' ? (rated[filter.min - 1] ?? 0) : rejected;
}
