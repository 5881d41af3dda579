import { Ban, Bookmark, Copy, LoaderCircle, Replace, Star, TriangleAlert, Wand2 } from 'lucide-react';
import { text } from '../../../shared/messages/text.ts';
import type { Hint } from '../../../shared/hints.ts';
import type { ReviewItem } from '../../../shared/review.ts';
import { cx } from '../../ui/cx.ts';
import styles from './item-row.module.css';
import type { RowEvents } from './item-row.tsx';
import { duplicateWords, newVersionWords } from '../../wording/review-messages.ts';

interface Props {
  item: ReviewItem;
  active: boolean;
  events: RowEvents;
}

export function ItemChips({ item, active, events }: Props) {
  const { preparing } = item;
  const double = duplicateWords(item);
  const tabIndex = active ? 0 : -1;
  return (
    <>
      {item.asThumbnail ? (
        <span className={cx(styles['chip'], styles['accent'])}>
          <Bookmark size={11} aria-hidden /> {text('common.thumbnail')}
        </span>
      ) : null}
      <MarkChips item={item} />
      {item.variants === '' || item.picture !== undefined ? null : (
        <span className={styles['chip']}>{item.variants}</span>
      )}
      {double === null ? null : (
        <>
          <span className={cx(styles['chip'], styles['warn'])} title={double}>
            <Copy size={11} aria-hidden /> <span className={styles['chipWords']}>{double}</span>
          </span>
          {item.included || item.rejected ? null : (
            <button
              type="button"
              tabIndex={tabIndex}
              className={styles['link']}
              onClick={() => events.change(item, { included: true }, text('review.uploadsAnyway'))}
            >
              {text('review.uploadAnyway')}
            </button>
          )}
        </>
      )}
      <NewVersion item={item} tabIndex={tabIndex} events={events} />
      {double === null && !item.included && !item.rejected ? (
        <span className={styles['chip']}>{text('common.leftOut')}</span>
      ) : null}
      <Hints hints={item.hints ?? []} />
      {preparing === null ? null : (
        <button
          type="button"
          tabIndex={tabIndex}
          className={cx(
            styles['chip'],
            styles['press'],
            styles['becomes'],
            preparing.state === 'failed' && styles['bad'],
          )}
          title={text('review.preparingHint', { sentence: preparing.sentence, newline: '\n' })}
          onClick={() => events.open(item)}
        >
          {preparing.state === 'working' ? (
            <LoaderCircle size={11} aria-hidden className={styles['turning']} />
          ) : (
            <Wand2 size={11} aria-hidden />
          )}
          <span className={styles['chipWords']}>
            {preparing.sendAs === 'as-is' ? text('common.sentAsItIs') : preparing.sentence}
          </span>
        </button>
      )}
    </>
  );
}

/** The user's own marks: stars and rejection. */
export function MarkChips({ item }: Pick<Props, 'item'>) {
  return (
    <>
      {item.rejected ? (
        <span className={cx(styles['chip'], styles['bad'])}>
          <Ban size={11} aria-hidden /> {text('review.rejected')}
        </span>
      ) : null}
      {item.stars === 0 ? null : (
        <span className={styles['chip']} title={text('review.stars', { stars: item.stars })}>
          <Star size={11} fill="currentColor" aria-hidden /> {item.stars}
        </span>
      )}
    </>
  );
}

/** The first hint in words, the others as a number; all in the tooltip and for screen readers. */
function Hints({ hints }: { hints: readonly Hint[] }) {
  const [first, ...others] = hints;
  if (first === undefined) return null;
  const whole = hints.map(({ why }) => why).join('\n');
  return (
    <span className={cx(styles['chip'], styles['warn'], styles['hint'])} title={whole}>
      <TriangleAlert size={11} aria-hidden /> <span className={styles['chipWords']}>{first.words}</span>
      {others.length > 0 ? <span aria-hidden>{`+${others.length}`}</span> : null}
      <span className={styles['spoken']}>{whole}</span>
    </span>
  );
}

/** A photo with the name of an image in the gallery, and the choice to replace that one. */
function NewVersion({ item, tabIndex, events }: Pick<Props, 'item' | 'events'> & { tabIndex: 0 | -1 }) {
  const words = newVersionWords(item);
  if (words === null) return null;
  const replaces = item.newVersion?.replaces !== true;
  return (
    <>
      <span className={styles['chip']} title={words}>
        <Replace size={11} aria-hidden /> <span className={styles['chipWords']}>{words}</span>
      </span>
      <button
        type="button"
        tabIndex={tabIndex}
        className={styles['link']}
        onClick={() =>
          events.change(item, { replaces }, text(replaces ? 'review.replacesImage' : 'review.keepsBoth'))
        }
      >
        {text(replaces ? 'review.replaceImage' : 'review.keepBoth')}
      </button>
    </>
  );
}
