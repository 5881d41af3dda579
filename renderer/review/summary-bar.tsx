import { CircleAlert, CircleCheck, CircleHelp, EyeOff, type LucideIcon, Sparkles } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import type { PhotoFilter, ReviewSection, ReviewSummary, ReviewView } from '../../shared/review.ts';
import { cx } from '../ui/cx.ts';
import { formatNumber } from '../wording/format.ts';
import { PhotoFilterMenu } from './photo-filter-menu.tsx';
import { TileSize } from '../tile-size.tsx';
import styles from './summary-bar.module.css';

export type Jump = ReviewSection | 'left-out';

interface Part {
  readonly to: Jump;
  readonly words: string;
  readonly icon: LucideIcon;
  readonly look: string;
  readonly count: number;
}

interface Props {
  summary: ReviewSummary;
  view: ReviewView;
  onJump: (to: Jump) => void;
  onFilter: (filter: PhotoFilter | null) => void;
}

export function SummaryBar({ summary, view, onJump, onFilter }: Props) {
  const parts: readonly Part[] = [
    {
      to: 'choose',
      words: text('review.sectionChoose'),
      icon: CircleHelp,
      look: 'warn',
      count: summary.choose - summary.suggested,
    },
    {
      to: 'suggested',
      words: text('review.sectionSuggested'),
      icon: Sparkles,
      look: 'warn',
      count: summary.suggested,
    },
    {
      to: 'ready',
      words: text('review.sectionReady'),
      icon: CircleCheck,
      look: 'good',
      count: summary.ready,
    },
    { to: 'left-out', words: text('common.leftOut'), icon: EyeOff, look: 'soft', count: summary.skipped },
    {
      to: 'unusable',
      words: text('review.sectionUnusable'),
      icon: CircleAlert,
      look: 'bad',
      count: summary.unusable,
    },
  ];
  return (
    <div className={styles['bar']}>
      <nav className={styles['parts']} aria-label={text('review.partsOfTheReview')}>
        {parts.map(({ to, words, icon: Icon, look, count }) => (
          <button
            key={to}
            type="button"
            className={styles['part']}
            disabled={count === 0}
            onClick={() => onJump(to)}
          >
            <Icon size={14} aria-hidden className={cx(count > 0 && styles[look])} />
            {words} <span className={styles['count']}>{formatNumber(count)}</span>
          </button>
        ))}
      </nav>
      <PhotoFilterMenu summary={summary} filter={view.filter} onFilter={onFilter} />
      {view.layout === 'sheet' ? <TileSize /> : null}
    </div>
  );
}
