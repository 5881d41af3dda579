import {
  Ban,
  CircleAlert,
  CircleCheck,
  ChevronDown,
  ChevronRight,
  FolderSearch,
  ListChecks,
  Trash2,
  Undo2,
  X,
} from 'lucide-react';
import { memo, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Batch, Refusal } from '../../shared/model.ts';
import { openReview } from '../state/actions.ts';
import { cancelBatch } from '../outbox/ask-to-cancel.ts';
import { BatchControls } from '../outbox/batch-controls.tsx';
import { tell } from '../state/asking.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import { strong, withStrong } from '../ui/strong.tsx';
import styles from './batch-panel.module.css';
import {
  batchFraction,
  batchSentence,
  batchTone,
  canCancel,
  canTakeBack,
  isUnderReview,
  ignoredDetail,
  ignoredWords,
  waitingWords,
} from '../wording/batch-messages.ts';
import { takeBackBatch } from './take-back.ts';
import { useLeaving } from './use-leaving.ts';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';

const signs = {
  working: { icon: FolderSearch, style: 'soft' },
  review: { icon: ListChecks, style: 'soft' },
  warn: { icon: CircleAlert, style: 'warn' },
  cancelled: { icon: Ban, style: 'soft' },
  good: { icon: CircleCheck, style: 'good' },
} as const;

export const BatchPanel = memo(function BatchPanel({ batch }: { batch: Batch }) {
  const [open, setOpen] = useState(true);
  const { leaving, holders } = useLeaving(batch);
  const tone = batchTone(batch);
  const waiting = waitingWords(batch);
  const working = tone === 'working';
  const isOver = batch.phase === 'queued' || batch.phase === 'cancelled';
  const { icon: Icon, style } = signs[tone];
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <article className={styles['panel']} data-leaving={leaving || undefined} {...holders}>
      <div className={styles['head']}>
        <Icon size={16} aria-hidden className={styles[style]} />
        <p className={styles['sentence']}>
          {batch.productName === ''
            ? batchSentence(batch)
            : withStrong(
                text('batches.forProduct', {
                  sentence: batchSentence(batch),
                  product: strong(batch.productName),
                }),
              )}
          {waiting === null ? null : <span className={styles['warn']}>{`; ${waiting}`}</span>}
          {batch.junk === 0 ? null : (
            <span className={styles['soft']} title={ignoredDetail}>
              {`, ${ignoredWords(batch)}`}
            </span>
          )}
        </p>
        {batch.refused.length > 0 ? (
          <Button
            size="small"
            look="quiet"
            icon={Chevron}
            aria-expanded={open}
            onPress={() => setOpen(!open)}
          >
            {open ? text('intake.hideReasons') : text('intake.showReasons')}
          </Button>
        ) : null}
        {isUnderReview(batch) ? (
          <Button size="small" onPress={() => openReview(batch.id)}>
            {reviewLabel(batch)}
          </Button>
        ) : null}
        {isOver ? (
          <BatchControls
            batchId={batch.id}
            storeId={batch.storeId}
            isQueued={batch.queued > 0}
            isOpen={batch.open > 0}
          />
        ) : null}
        {canTakeBack(batch) ? (
          <Button
            size="small"
            loses
            icon={batch.phase === 'cancelled' ? Trash2 : Undo2}
            aria-label={batch.phase === 'cancelled' ? undefined : text('batches.undoAdding')}
            onPress={() => void takeBackBatch(batch.storeId, batch.id)}
          >
            {batch.phase === 'cancelled'
              ? text('batches.removeArrived', { count: batch.arrived })
              : text('batches.undo')}
          </Button>
        ) : null}
        {canCancel(batch) ? (
          <Button size="small" onPress={() => cancelBatch(batch)}>
            {text('common.cancel')}
          </Button>
        ) : null}
        {isOver ? <Dismiss batchId={batch.id} /> : null}
      </div>
      {working ? <ProgressBar label={batchSentence(batch)} fraction={batchFraction(batch)} /> : null}
      {batch.problem ? <ReasonNote tone="danger" shape="box" reason={batch.problem} /> : null}
      {open && batch.refused.length > 0 ? <Refusals refused={batch.refused} /> : null}
    </article>
  );
});

const Dismiss = memo(function Dismiss({ batchId }: { batchId: number }) {
  return (
    <IconButton
      icon={X}
      label={text('common.dismiss')}
      size="small"
      onPress={() => tell(window.packshot.intake.dismiss({ batchId }))}
    />
  );
});

/** A batch is discarded in its review, where the user sees what is lost. */
function reviewLabel({ review }: Batch): string {
  if (review === null) return text('intake.reviewPhotos');
  const { ready, choose, unusable, skipped } = review;
  return text('intake.reviewCount', { count: ready + choose + unusable + skipped });
}

/** Maximum number of rows at first; the count above includes all. */
const rowsShown = 200;

function Refusals({ refused }: { refused: readonly Refusal[] }) {
  const [all, setAll] = useState(false);
  const rows = all ? refused : refused.slice(0, rowsShown);
  return (
    // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles['refusals']} aria-label={text('intake.filesThatCantBeUsed')} tabIndex={0}>
      <ul>
        {rows.map((refusal) => (
          <li key={refusal.id} className={styles['refusal']}>
            <span className={styles['file']}>
              {refusal.folder ? <bdi className={styles['soft']}>{refusal.folder}/</bdi> : null}
              <bdi>{refusal.fileName}</bdi>
            </span>
            <span className={styles['why']}>
              {sentenceOf(refusal.reason)}{' '}
              {nextOf(refusal.reason) ? (
                <span className={styles['soft']}>{nextOf(refusal.reason)}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {rows.length < refused.length ? (
        <Button size="small" look="quiet" className={cx(styles['more'])} onPress={() => setAll(true)}>
          {text('intake.showAllCount', { count: refused.length })}
        </Button>
      ) : null}
    </section>
  );
}
