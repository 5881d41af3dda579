import { Ban, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { text } from '../../../shared/messages/text.ts';
import { nextOf, sentenceOf } from '../../../shared/messages/reason.ts';
import type { ReviewItem } from '../../../shared/review.ts';
import type { View } from '../../ui/zoom.ts';
import { useZoom } from '../../ui/use-zoom.ts';
import { ZoomPicture } from '../../ui/zoom-picture.tsx';
import { cx } from '../../ui/cx.ts';
import { FileName } from '../../ui/file-name.tsx';
import { photoAddress } from '../../ui/photo-address.ts';
import { Picture } from '../../ui/picture.tsx';
import { Stars } from '../marks/stars.tsx';
import type { ComparedFact } from './compare-facts.ts';
import styles from './compare-pane.module.css';

/** What the screen does with the zoom of the active pane. */
export interface PaneZoom {
  readonly percent: string;
  nearer(factor: number): void;
  fitOrFull(): void;
  reset(): void;
}

interface Props {
  item: ReviewItem;
  letter: string;
  facts: readonly ComparedFact[];
  isActive: boolean;
  /** What is seen of the photo, with its place in parts of the picture. */
  view: View;
  onView: (id: number, next: (view: View) => View) => void;
  onZoom: (zoom: PaneZoom) => void;
  onActivate: () => void;
  onRate: (stars: number) => void;
  onReject: () => void;
}

/** One compared photo, with only its letter and badge over the picture. A file that can't be read keeps its pane. */
export function ComparePane(props: Props) {
  const { item, letter, facts, isActive, onView, onZoom, onActivate, onRate, onReject } = props;
  const [natural, setNatural] = useState({ width: 0, height: 0 });
  const change = useCallback((next: (view: View) => View) => onView(item.id, next), [item.id, onView]);
  const zoom = useZoom(natural, `${item.id}`, { view: props.view, change });
  const pane = useRef<HTMLLIElement>(null);
  const { view, fit, percent, nearer, reset } = zoom;
  useEffect(() => {
    if (isActive) pane.current?.focus({ preventScroll: true });
  }, [isActive]);
  // Before the next key: it may be one of the zoom.
  useLayoutEffect(() => {
    const full = fit.width === 0 ? 1 : natural.width / fit.width;
    onZoom({
      percent,
      nearer,
      reset,
      fitOrFull: () => (view.scale > 1 ? reset() : nearer(full)),
    });
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [percent, view.scale, fit.width, natural.width, nearer, reset]);

  const src = photoAddress(item.preview);
  return (
    <li
      ref={pane}
      tabIndex={-1}
      data-pane={letter}
      aria-label={text('review.comparePane', { letter, file: item.fileName })}
      aria-current={isActive || undefined}
      className={cx(styles['pane'], isActive && styles['active'], item.rejected && styles['rejected'])}
      onPointerDown={onActivate}
    >
      <div className={styles['picture']}>
        {item.unusable === null ? (
          <ZoomPicture
            key={item.id}
            src={src}
            standIn={item.preview ?? undefined}
            alt={item.fileName}
            className={styles['frame']}
            zoom={zoom}
            onSize={setNatural}
          />
        ) : (
          <p className={styles['reason']}>
            <strong>{sentenceOf(item.unusable)}</strong> {nextOf(item.unusable)}
          </p>
        )}
        <span className={styles['top']}>
          <span className={styles['letter']}>{letter}</span>
          {item.asThumbnail ? <span className={styles['badge']}>{text('common.thumbnail')}</span> : null}
          {item.rejected ? (
            <span className={cx(styles['badge'], styles['red'])}>
              <Ban size={11} aria-hidden /> {text('review.rejected')}
            </span>
          ) : null}
        </span>
        {view.scale > 1 && item.preview !== null ? <Overview item={item} zoom={zoom} /> : null}
      </div>
      <div className={styles['line']}>
        <span className={styles['name']} title={item.fileName}>
          <FileName name={item.fileName} />
        </span>
        {item.unusable === null ? (
          <>
            <Stars stars={item.stars} size="large" isReachable onRate={onRate} />
            <button
              type="button"
              className={cx(styles['reject'], item.rejected && styles['bad'])}
              aria-pressed={item.rejected}
              onClick={onReject}
            >
              <Ban size={14} aria-hidden /> {text(item.rejected ? 'review.rejected' : 'review.reject')}
            </button>
          </>
        ) : null}
      </div>
      <p className={styles['hint']}>
        {(item.hints ?? []).map((hint) => (
          <span key={hint.type} title={hint.why} className={styles['warn']}>
            <TriangleAlert size={13} aria-hidden /> {hint.words}{' '}
          </span>
        ))}
      </p>
      <p className={styles['facts']}>
        {facts.map(({ words, isCommon }, at) => (
          <span key={words}>
            {at > 0 ? <span className={styles['common']}>{' · '}</span> : null}
            <span className={isCommon ? styles['common'] : styles['own']}>{words}</span>
          </span>
        ))}
      </p>
    </li>
  );
}

/** In the corner: the whole picture, and the part of it that is seen. */
function Overview({ item, zoom }: { item: ReviewItem; zoom: ReturnType<typeof useZoom> }) {
  const { view, fit, room } = zoom;
  if (fit.width === 0 || room.width === 0) return null;
  const seen = (picture: number, window: number, moved: number) => {
    const size = Math.min(1, window / (picture * view.scale));
    const middle = 0.5 - moved / (picture * view.scale);
    return { size: `${size * 100}%`, start: `${Math.max(0, Math.min(1 - size, middle - size / 2)) * 100}%` };
  };
  const [x, y] = [seen(fit.width, room.width, view.x), seen(fit.height, room.height, view.y)];
  const ratio = fit.width / fit.height;
  return (
    <span
      aria-hidden
      className={styles['place']}
      style={{ width: 64 * Math.min(1, ratio), height: 64 / Math.max(1, ratio) }}
    >
      <Picture src={item.preview} alt="" fit="contain" iconSize={12} />
      <span
        className={styles['seen']}
        style={{ left: x.start, top: y.start, width: x.size, height: y.size }}
      />
    </span>
  );
}
