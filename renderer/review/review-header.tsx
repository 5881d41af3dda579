import { ArrowLeft, LayoutGrid, List, PanelLeft, Trash2 } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import type { ReviewView } from '../../shared/review.ts';
import { closeReview } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';
import { cancelBatch } from '../outbox/ask-to-cancel.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { formatAgo } from '../wording/format.ts';
import { FactLine } from '../ui/fact-line.tsx';
import { Hint } from '../ui/hint.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { UndoButtons } from '../ui/undo-buttons.tsx';
import { useNow } from '../ui/use-now.ts';
import {
  batchFraction,
  canCancel,
  ignoredWords,
  notAddedWords,
  underWay,
} from '../wording/batch-messages.ts';
import { Segments } from './recipe/segments.tsx';
import { OtherReviews } from './other-reviews.tsx';
import styles from './review-header.module.css';
import { queueWords, readingWords, reviewOrigin, reviewTitle } from '../wording/review-messages.ts';

interface Props {
  batch: Batch;
  busy: boolean;
  onQueue: () => void;
  onDiscard: () => void;
  onUndo: () => Promise<boolean>;
  onRedo: () => void;
  layout: ReviewView['layout'];
  onLayout: (layout: ReviewView['layout']) => void;
}

const layouts = [
  ['list', text('review.layoutList'), List],
  ['sheet', text('review.layoutSheet'), LayoutGrid],
] as const;

export function ReviewHeader(props: Props) {
  const { batch, busy, onQueue, onDiscard, onUndo, onRedo, layout, onLayout } = props;
  const now = useNow(30_000);
  const reading = underWay(batch);
  const { review } = batch;
  return (
    <>
      <header className={styles['header']}>
        <IconButton icon={ArrowLeft} label={text('review.close')} onPress={closeReview} />
        <ProductsToggle isSheet={layout === 'sheet'} />
        <div className={styles['words']}>
          <h1 className={styles['title']}>{reviewTitle(batch)}</h1>
          <FactLine
            className={styles['facts']}
            warning={notAddedWords(batch) ?? undefined}
            facts={[
              review?.dropped != null && text('review.nothingQueuedYet'),
              review !== null &&
                review.products > 0 &&
                text('review.forProducts', { count: review.products }),
              review !== null &&
                review.notPrepared > 0 &&
                text('batches.notPrepared', { count: review.notPrepared }),
              review !== null &&
                review.preparing > 0 &&
                text('review.beingPrepared', { count: review.preparing }),
              review !== null &&
                review.unseen > 0 &&
                !reading &&
                text('review.beingSeen', { count: review.unseen }),
              batch.name,
              reviewOrigin(batch, formatAgo(batch.at, now)),
              ignoredWords(batch),
            ]}
          />
        </div>
        <OtherReviews batch={batch} />
        <span className={styles['layout']}>
          <Segments label={text('review.layout')} value={layout} options={layouts} onChange={onLayout} />
        </span>
        {review === null ? null : (
          <UndoButtons undoSteps={review.undoSteps} redoStep={review.redo} onUndo={onUndo} onRedo={onRedo} />
        )}
        {canCancel(batch) ? (
          <Button onPress={() => cancelBatch(batch)}>{text('common.cancel')}</Button>
        ) : (
          <Hint text={text('review.discard')}>
            <Button icon={Trash2} loses onPress={onDiscard}>
              <span className={styles['spare']}>{text('review.discard')}</span>
            </Button>
          </Hint>
        )}
        <Button
          look={review?.dropped == null ? 'primary' : 'plain'}
          isDisabled={reading || busy || (review?.ready ?? 0) === 0}
          onPress={onQueue}
          aria-keyshortcuts="Control+Enter"
        >
          {reading ? readingWords(batch) : queueWords(review)}
        </Button>
      </header>
      {reading ? (
        <div className={styles['progress']}>
          <ProgressBar label={readingWords(batch)} fraction={batchFraction(batch)} />
        </div>
      ) : null}
    </>
  );
}

/** Only in a narrow window, which folds the product list away. */
function ProductsToggle({ isSheet }: { isSheet: boolean }) {
  const isShown = useWindow((state) => state.showsProducts);
  return (
    <span className={styles['products']} data-sheet={isSheet || undefined}>
      <IconButton
        icon={PanelLeft}
        label={text(isShown ? 'review.hideProducts' : 'review.showProducts')}
        aria-expanded={isShown}
        onPress={() => useWindow.setState({ showsProducts: !isShown })}
      />
    </span>
  );
}
