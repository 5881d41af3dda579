import { ChevronDown, ChevronRight, Trash2, Undo2, X } from 'lucide-react';
import { memo, useState } from 'react';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import type { Batch, Refusal } from '../../shared/model.ts';
import { cancelBatch } from '../outbox/ask-to-cancel.ts';
import { openReview, showBatches } from '../state/actions.ts';
import { tell } from '../state/asking.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import {
  batchSentence,
  batchTitle,
  canCancel,
  canTakeBack,
  forProducts,
  ignoredDetail,
  ignoredWords,
  notAddedWords,
  isUnderReview,
  skippedFiles,
  waitingWords,
  picturesWords,
} from '../wording/batch-messages.ts';
import { formatAgo, formatList } from '../wording/format.ts';
import { canDismiss, groupOf } from './batch-groups.ts';
import { BatchFailures } from './batch-failures.tsx';
import { BatchMenu } from './batch-menu.tsx';
import { BatchPictures } from './batch-pictures.tsx';
import styles from './batches.module.css';
import { progressOf } from './progress-of.ts';
import { takeBackBatch } from './take-back.ts';

interface Props {
  batch: Batch;
  /** Epoch milliseconds. */
  now: number;
  /** The only batch in the list. Its reasons are shown at once. */
  isAlone: boolean;
  /** Its button is the next thing to do. */
  isFirst: boolean;
}

/** A batch in the list: what it is, how far it is, what needs somebody, and what can be done. */
export const BatchRow = memo(function BatchRow({ batch, now, isAlone, isFirst }: Props) {
  const [isOpen, setOpen] = useState(isAlone);
  const waiting = waitingWords(batch);
  const notAdded = notAddedWords(batch);
  const ignored = ignoredWords(batch);
  const progress = progressOf(batch);
  const sentence = batchSentence(batch);
  const hasReasons = batch.failed > 0 || batch.refused.length > 0;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <article className={styles['row']} aria-label={batchTitle(batch)} data-moves={`batch-${batch.id}`}>
      <BatchPictures batch={batch} />
      <div className={styles['words']}>
        <p className={styles['name']}>
          <bdi className={styles['strong']}>{batchTitle(batch)}</bdi>{' '}
          <span className={styles['soft']}>
            {formatList([forProducts(batch), groupOf(batch) === 'done' && formatAgo(batch.at, now)])}
          </span>
        </p>
        <p className={styles['facts']}>
          {sentence}
          {waiting === null ? null : <span className={styles['warn']}>{`; ${waiting}`}</span>}
          {notAdded === null ? null : <span className={styles['warn']}>{`, ${notAdded}`}</span>}
          {ignored === null ? null : <span title={ignoredDetail}>{`, ${ignored}`}</span>}
        </p>
        {progress === null ? null : <ProgressBar label={sentence} fraction={progress} />}
        {hasReasons ? (
          <Button
            size="small"
            look="quiet"
            icon={Chevron}
            aria-expanded={isOpen}
            className={styles['fold']}
            onPress={() => setOpen(!isOpen)}
          >
            {text(isOpen ? 'intake.hideReasons' : 'intake.showReasons')}
          </Button>
        ) : null}
      </div>
      <div className={styles['buttons']}>
        <MainButton batch={batch} isFirst={isFirst} />
        <BatchMenu
          batchId={batch.id}
          storeId={batch.storeId}
          name={batchTitle(batch)}
          isQueued={batch.queued > 0}
          isOpen={batch.open > 0}
          hasFailed={batch.failed > 0}
          canTakeBack={canTakeBack(batch)}
          canDismiss={canDismiss(batch)}
        />
        {canDismiss(batch) ? (
          <IconButton
            icon={X}
            label={text('batches.dismiss', { name: batchTitle(batch) })}
            size="small"
            onPress={() => tell(window.packshot.intake.dismiss({ batchId: batch.id }))}
          />
        ) : null}
      </div>
      {batch.problem ? <ReasonNote tone="danger" shape="box" reason={batch.problem} /> : null}
      {isOpen && batch.failed > 0 ? <BatchFailures batch={batch} /> : null}
      {isOpen && batch.refused.length > 0 ? <Refusals batch={batch} /> : null}
    </article>
  );
});

/** The one thing to do next with a batch. A batch is discarded in its review, where the user sees what is lost. */
function MainButton({ batch, isFirst }: { batch: Batch; isFirst: boolean }) {
  const { id: batchId, storeId, failed } = batch;
  if (isUnderReview(batch)) {
    return (
      <>
        {canCancel(batch) ? <CancelButton batch={batch} /> : null}
        <Button
          size="small"
          look={isFirst ? 'primary' : 'plain'}
          aria-label={text('batches.reviewOf', { name: batchTitle(batch) })}
          onPress={() => {
            openReview(batchId);
            showBatches(false);
          }}
        >
          {text('batches.review')}
        </Button>
      </>
    );
  }
  if (canCancel(batch)) return <CancelButton batch={batch} />;
  const takesBack = canTakeBack(batch);
  const isCancelled = batch.phase === 'cancelled';
  return (
    <>
      {failed > 0 ? (
        <Button size="small" onPress={() => tell(window.packshot.outbox.retryFailed({ storeId, batchId }))}>
          {text('batches.retry', { count: failed })}
        </Button>
      ) : null}
      {takesBack ? (
        <Button
          size="small"
          look="quiet"
          loses
          icon={isCancelled ? Trash2 : Undo2}
          aria-label={
            isCancelled
              ? text('batches.removeArrived', { what: picturesWords(batch, 'arrived') })
              : text('batches.undoAdding')
          }
          onPress={() => void takeBackBatch(storeId, batchId)}
        >
          {isCancelled ? text('batches.remove', { count: batch.arrived }) : text('batches.undo')}
        </Button>
      ) : null}
    </>
  );
}

function CancelButton({ batch }: { batch: Batch }) {
  return (
    <Button size="small" look="quiet" onPress={() => cancelBatch(batch)}>
      {text('common.cancel')}
    </Button>
  );
}

/** Maximum number of rows at first; the count above includes all. */
const rowsShown = 200;

function Refusals({ batch }: { batch: Batch }) {
  const { refused } = batch;
  const [all, setAll] = useState(false);
  const rows = all ? refused : refused.slice(0, rowsShown);
  const isSkipped = skippedFiles(batch).length > 0;
  return (
    <section
      className={styles['refusals']}
      aria-label={isSkipped ? text('intake.filesThatCantBeUsed') : text('batches.lists')}
      // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <ul>
        {rows.map((refusal) => (
          <RefusedFile key={refusal.id} refusal={refusal} />
        ))}
      </ul>
      {rows.length < refused.length ? (
        <Button size="small" look="quiet" className={styles['more']} onPress={() => setAll(true)}>
          {text('intake.showAllCount', { count: refused.length })}
        </Button>
      ) : null}
    </section>
  );
}

function RefusedFile({ refusal: { folder, fileName, reason } }: { refusal: Refusal }) {
  const next = nextOf(reason);
  return (
    <li className={styles['refusal']}>
      <span className={styles['file']}>
        {folder ? <bdi className={styles['soft']}>{folder}/</bdi> : null}
        <bdi>{fileName}</bdi>
      </span>
      <span>
        {sentenceOf(reason)} {next ? <span className={styles['soft']}>{next}</span> : null}
      </span>
    </li>
  );
}
