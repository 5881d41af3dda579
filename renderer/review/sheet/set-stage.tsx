import { fileStem } from '../../../shared/file-stem.ts';
import { CircleCheck, ListEnd, ScanBarcode, SearchX, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { ReviewItem, ReviewOutline } from '../../../shared/review.ts';
import type { Pages } from '../../state/use-pages.ts';
import { Cell } from '../../ui/cell.tsx';
import { cx } from '../../ui/cx.ts';
import { Picture } from '../../ui/picture.tsx';
import { useScrollView } from '../../ui/use-scroll-view.ts';
import { formatCaptureTime } from '../../wording/format.ts';
import {
  candidateWords,
  evidenceWords,
  likenessWords,
  photosInSetWords,
  rowWords,
  setEvidence,
} from '../../wording/review-messages.ts';
import type { RowEvents } from '../list/item-row.tsx';
import { itemAt, type NamedRow, type SetRow } from '../list/review-rows.ts';
import { rowId } from '../use-row-events.ts';
import { Badge } from './sheet-tile.tsx';
import styles from './set-stage.module.css';

interface Props {
  pages: Pages<NamedRow>;
  /** Indexes of the headings of all sets, and which of them is on the stage. */
  sets: readonly number[];
  at: number;
  /** The row behind the last one of the sets. */
  end: number;
  active: number;
  selected: ReadonlySet<number>;
  height: number;
  isNarrow: boolean;
  events: RowEvents;
  assigned: ReviewOutline['assigned'];
}

/** The set to decide on, and the stacks of all sets. Both keep their places while sets come and go. */
export function SetStage(props: Props) {
  const { pages, sets, at, end, active, height, isNarrow, events } = props;
  const heading = sets[at] ?? 0;
  const next = sets[at + 1] ?? end;
  useEffect(() => pages.need(heading, Math.min(next, heading + maxFrames), 'stage'));
  const row = pages.rowAt(heading);
  const set = row?.row === 'set' ? row : null;
  return (
    <>
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="rowgroup"
        aria-label={set === null ? undefined : text('review.setOnStage', { number: set.place })}
        className={styles['stage']}
        data-narrow={isNarrow || undefined}
        style={{ height }}
      >
        {set === null ? null : (
          <>
            <Frames {...props} set={set} from={heading + 1} to={next} />
            <Decision set={set} active={itemOf(pages, active, set)} events={events} />
          </>
        )}
      </div>
      <Stacks pages={pages} sets={sets} at={at} active={active} assigned={props.assigned} />
    </>
  );
}

/** A set with more frames shows the others in the list. */
const maxFrames = 200;

/** The active photo if it is in a set. */
function itemOf(pages: Pages<NamedRow>, active: number, set: SetRow): ReviewItem | null {
  const item = itemAt(pages.rowAt, active);
  return item !== null && set.itemIds.includes(item.id) ? item : null;
}

function Frames({
  pages,
  set,
  from,
  to,
  active,
  selected,
}: Props & { set: SetRow; from: number; to: number }) {
  const frames = Array.from({ length: Math.min(to - from, maxFrames) }, (_, offset) => from + offset);
  const [strip, setStrip] = useState<HTMLElement | null>(null);
  useEffect(() => {
    strip?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [strip, active]);
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <span role="row" className={styles['facts']}>
        <Cell className={styles['line']}>
          <strong className={styles['number']}>{text('review.setOnStage', { number: set.place })}</strong>
          <span className={styles['evidence']} title={setEvidence(set)}>
            {photosInSetWords(set)}
          </span>
          <span className={cx(styles['likeness'], set.verdict === 'alike' ? styles['good'] : styles['warn'])}>
            {set.verdict === 'alike' ? (
              <CircleCheck size={14} aria-hidden />
            ) : (
              <TriangleAlert size={14} aria-hidden />
            )}{' '}
            {likenessWords(set)}
          </span>
        </Cell>
      </span>
      <div role="presentation" ref={setStrip} className={styles['frames']}>
        {set.label === null ? null : (
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          <span role="row" aria-label={text('review.labelFrame', { file: set.label.fileName })}>
            <Cell className={styles['frame']}>
              <span className={cx(styles['picture'], styles['label'])}>
                <Picture src={set.preview} alt="" fit="contain" iconSize={16} />
              </span>
              <span className={styles['caption']}>{text('review.labelNotSent')}</span>
            </Cell>
          </span>
        )}
        {frames.map((index) => {
          const row = pages.rowAt(index);
          const item = row?.row === 'item' ? row.item : null;
          return (
            <span
              key={row?.key ?? index}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="row"
              id={rowId(index)}
              tabIndex={-1}
              aria-rowindex={index + 1}
              aria-selected={item !== null && selected.has(item.id)}
              aria-label={row && rowWords(row)}
              data-index={index}
              data-active={index === active || undefined}
              draggable={item !== null}
            >
              <Cell className={styles['frame']}>
                <span
                  className={cx(
                    styles['picture'],
                    item?.inSet?.differs === true && styles['differs'],
                    item !== null && !item.included && styles['out'],
                    item !== null && selected.has(item.id) && styles['selected'],
                  )}
                >
                  <Picture src={item?.preview ?? null} alt="" fit="contain" iconSize={16} />
                  {item === null ? null : <Badge item={item} />}
                </span>
                <span className={styles['caption']}>
                  {item === null ? '' : fileStem(item.fileName)}
                  {item !== null && item.stars > 0 ? (
                    <span className={styles['stars']}>{` ★${item.stars}`}</span>
                  ) : null}
                  {item?.hints?.[0] === undefined ? null : (
                    <span className={styles['warn']} title={item.hints.map(({ why }) => why).join('\n')}>
                      {` · ${item.hints[0].words}`}
                    </span>
                  )}
                </span>
              </Cell>
            </span>
          );
        })}
      </div>
    </>
  );
}

/** What says whose photos they are, and what one key does about it. */
function Decision({ set, active, events }: { set: SetRow; active: ReviewItem | null; events: RowEvents }) {
  const { product, label } = set;
  const canSplit = active?.inSet !== undefined && active.inSet.place > 1;
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <span role="row" className={styles['decision']}>
      <Cell className={styles['panel']}>
        <span className={styles['why']}>
          {label !== null ? (
            <ScanBarcode size={16} aria-hidden />
          ) : product === null ? (
            <SearchX size={16} aria-hidden />
          ) : (
            <ListEnd size={16} aria-hidden />
          )}
          <span className={styles['cut']}>{evidenceWords(set)}</span>
        </span>
        <span className={styles['who']}>
          <span className={styles['thumb']}>
            <Picture src={set.thumbnail} alt="" fit="contain" iconSize={16} />
          </span>
          <span className={styles['words']}>
            <span className={styles['name']}>{product?.productName ?? text('review.noSuggestion')}</span>
            <span className={styles['sku']}>
              {product === null ? text('review.noSuggestionDetail') : product.sku}
            </span>
          </span>
        </span>
        <span className={styles['buttons']}>
          {product === null ? null : (
            <button
              type="button"
              className={cx(styles['button'], styles['accept'])}
              aria-keyshortcuts="1"
              title={candidateWords(product)}
              onClick={() => events.acceptSet(set)}
            >
              <kbd aria-hidden>1</kbd>
              {text('review.acceptPhotos', { count: set.itemIds.length })}
            </button>
          )}
          <button
            type="button"
            className={cx(styles['button'], product === null && styles['accept'])}
            aria-keyshortcuts="P"
            onClick={() => events.chooseForSet(set)}
          >
            {product === null ? <kbd aria-hidden>P</kbd> : null}
            {product === null ? text('review.chooseProduct') : text('review.another')}
          </button>
        </span>
        <span className={styles['buttons']}>
          <button
            type="button"
            className={styles['quiet']}
            aria-keyshortcuts="S"
            disabled={!canSplit}
            title={text(canSplit ? 'review.splitKey' : 'review.splitNeedsFrame')}
            onClick={() => active && events.split(active)}
          >
            <kbd aria-hidden>S</kbd>
            {text('review.splitHere')}
          </button>
          <button
            type="button"
            className={styles['quiet']}
            aria-keyshortcuts="J"
            disabled={set.place === set.of}
            onClick={() => events.join(set)}
          >
            <kbd aria-hidden>J</kbd>
            {text('review.joinNext')}
          </button>
          <button type="button" className={styles['quiet']} onClick={() => events.excludeSet(set)}>
            {text('review.excludeSet')}
          </button>
        </span>
      </Cell>
    </span>
  );
}

const stackWidth = 204;
const stackGap = 12;
/** Of a set that has its product. */
const tickWidth = 60;

/** All sets, side by side; the one on the stage has an edge. Those that have their products come first, as ticks. */
function Stacks({
  pages,
  sets,
  at,
  active,
  assigned,
}: Pick<Props, 'pages' | 'sets' | 'at' | 'active' | 'assigned'>) {
  const [strip, setStrip] = useState<HTMLElement | null>(null);
  const view = useScrollView(strip, stackWidth);
  const step = stackWidth + stackGap;
  const start = assigned.length * tickWidth;
  const first = Math.max(0, Math.floor((view.left - start) / step) - 1);
  const last = Math.min(sets.length, Math.ceil((view.left + view.width - start) / step) + 2);
  const drawn = Array.from({ length: Math.max(0, last - first) }, (_, offset) => first + offset);
  if (at < first || at >= last) drawn.push(at);
  useEffect(() => {
    for (const [place, one] of drawn.entries())
      pages.need(sets[one] ?? 0, (sets[one] ?? 0) + 1, `stack ${place}`);
  });
  useEffect(() => {
    if (strip === null) return;
    const { scrollLeft, clientWidth } = strip;
    const left = start + at * step;
    if (left < scrollLeft) strip.scrollTo({ left });
    else if (left + stackWidth > scrollLeft + clientWidth)
      strip.scrollTo({ left: left + step - clientWidth });
  }, [strip, at, step, start]);
  return (
    <div role="presentation" ref={setStrip} className={styles['stacks']}>
      <div
        role="presentation"
        className={styles['row']}
        style={{ width: start + sets.length * step - stackGap }}
      >
        {assigned.map(({ setId, preview, productName }, place) =>
          (place + 1) * tickWidth < view.left || place * tickWidth > view.left + view.width ? null : (
            <span
              key={setId}
              // The rows of the product name its photos.
              aria-hidden
              className={styles['tick']}
              style={{ transform: `translateX(${place * tickWidth}px)` }}
              title={text('review.setAssigned', { product: productName })}
            >
              <Picture src={preview} alt="" fit="contain" iconSize={12} />
              <CircleCheck size={16} className={styles['done']} />
            </span>
          ),
        )}
        {drawn.map((one) => {
          const index = sets[one] ?? 0;
          const row = pages.rowAt(index);
          const set = row?.row === 'set' ? row : null;
          return (
            <span
              key={set?.setId ?? `missing-${one}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="row"
              id={rowId(index)}
              tabIndex={-1}
              aria-rowindex={index + 1}
              aria-selected={one === at}
              aria-label={row && rowWords(row)}
              data-index={index}
              data-active={index === active || undefined}
              className={cx(styles['stack'], one === at && styles['current'])}
              style={{ transform: `translateX(${start + one * step}px)` }}
            >
              {set === null ? null : <Stack set={set} />}
            </span>
          );
        })}
      </div>
    </div>
  );
}

function Stack({ set }: { set: SetRow }) {
  const { product, label, from } = set;
  const isDoubtful = set.verdict === 'two-articles';
  return (
    <Cell className={styles['inStack']}>
      <span className={cx(styles['pile'], set.itemIds.length > 1 && styles['many'])}>
        <span className={styles['thumb']}>
          <Picture src={set.firstFrame} alt="" fit="contain" iconSize={16} />
        </span>
      </span>
      <span className={styles['words']}>
        <span className={styles['name']}>{text('review.setOnStage', { number: set.place })}</span>
        <span className={styles['sku']}>
          {text('review.photoCount', { count: set.itemIds.length })}
          {from.at === null ? '' : ` · ${formatCaptureTime(from.at)}`}
        </span>
        <span className={cx(styles['for'], isDoubtful && styles['warn'])}>
          {product?.productName ?? (isDoubtful ? likenessWords(set) : text('review.noSuggestion'))}
        </span>
        <span className={styles['sku']}>
          {label !== null
            ? text('review.labelRead')
            : product !== null
              ? text('review.nextInList')
              : text(isDoubtful ? 'review.splitOrChoose' : 'review.chooseProduct')}
        </span>
      </span>
    </Cell>
  );
}
