import { ArrowLeft, Ban, ImageOff, Link, Unlink, ZoomIn, ZoomOut } from 'lucide-react';
import { useCallback, useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { text } from '../../../shared/messages/text.ts';
import type { ItemChange, ReviewItem } from '../../../shared/review.ts';
import type { View } from '../../ui/zoom.ts';
import { ask } from '../../state/asking.ts';
import { useAnswer } from '../../state/use-answer.ts';
import { useSurface } from '../../state/surface.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { isModalOpen } from '../../ui/focus.ts';
import { Picture } from '../../ui/picture.tsx';
import { useWindowKeys } from '../../ui/use-window-keys.ts';
import { changePhotos } from '../review-actions.ts';
import { Segments } from '../recipe/segments.tsx';
import { comparedFacts } from './compare-facts.ts';
import { compareCommand, compareKeys, type CompareCommand } from './compare-keys.ts';
import { ComparePane, type PaneZoom } from './compare-pane.tsx';
import {
  firstPanes,
  maxPanes,
  nextPhoto,
  paneLetter,
  withoutGone,
  withPanes,
  withPhoto,
  type Panes,
} from './compare-panes.ts';
import { linkedViews, toggleLink, viewOf, withView } from './compare-views.ts';
import styles from './compare-screen.module.css';

interface Props {
  batchId: number;
  /** Changes with what is known of the photos. */
  version: number;
  itemIds: readonly number[];
  onUndo: () => void;
  onRedo: () => void;
  onClose: () => void;
}

const zoomStep = 1.4;

/** Two to four photos side by side, at one zoom and one place. Marks act at once; closing only closes. */
export function CompareScreen({ batchId, version, itemIds, onUndo, onRedo, onClose }: Props) {
  const items = useItems(batchId, version, itemIds);
  const [chosen, setPanes] = useState<Panes>(() => firstPanes(itemIds));
  const [views, setViews] = useState(linkedViews);
  const changeView = useCallback(
    (id: number, next: (view: View) => View) => setViews((before) => withView(before, id, next)),
    [],
  );
  const [zooms, setZooms] = useState<ReadonlyMap<number, PaneZoom>>(new Map());
  const photos = items?.map(({ id }) => id) ?? itemIds;
  const panes = withoutGone(chosen, photos);
  const shown = panes.ids.flatMap((id) => items?.find((item) => item.id === id) ?? []);
  const active = shown[panes.active] ?? null;
  const zoom = zooms.get(panes.ids[panes.active] ?? -1) ?? null;

  function mark(item: ReviewItem | null, change: ItemChange, words: string): void {
    if (item !== null && item.unusable === null) void changePhotos(batchId, [item.id], change, words);
  }
  const rate = (item: ReviewItem | null, stars: number): void =>
    mark(item, { stars }, text('review.rated', { stars }));
  const reject = (item: ReviewItem | null): void =>
    mark(
      item,
      { rejected: item?.rejected !== true },
      text(item?.rejected === true ? 'review.notRejected' : 'review.rejectedCount', { count: 1 }),
    );

  const link = (): void => setViews((before) => toggleLink(before, panes.ids[panes.active]));

  function run(command: CompareCommand): void {
    switch (command.type) {
      case 'pane':
        setPanes({
          ...panes,
          active: Math.min(Math.max(panes.active + command.by, 0), panes.ids.length - 1),
        });
        return;
      case 'stars':
        rate(active, command.stars);
        return;
      case 'reject':
        reject(active);
        return;
      case 'thumbnail':
        if (active?.target != null)
          mark(
            active,
            { asThumbnail: !active.asThumbnail },
            text(active.asThumbnail ? 'common.notTheThumbnail' : 'common.thumbnail'),
          );
        return;
      case 'zoom':
        zoom?.nearer(command.by === 1 ? zoomStep : 1 / zoomStep);
        return;
      case 'fit':
        zoom?.fitOrFull();
        return;
      case 'link':
        link();
        return;
      case 'next': {
        const next = nextPhoto(panes, photos);
        if (next !== null) setPanes(withPhoto(panes, next));
        return;
      }
      case 'undo':
        onUndo();
        return;
      case 'redo':
        onRedo();
        return;
      case 'close':
        onClose();
        return;
    }
  }

  useWindowKeys((event) => {
    if (isModalOpen()) return false;
    const { target } = event;
    const isPane = target instanceof Element && target.closest('[data-pane]') === target;
    const inControl =
      target instanceof Element && !isPane && target.closest('button,[role="radiogroup"]') !== null;
    const inChoice = target instanceof Element && target.closest('[role="radiogroup"]') !== null;
    const isHeld = event.ctrlKey || event.metaKey;
    // Space and Enter are a control's own, and the arrows a choice's.
    if (inControl && !isHeld && [' ', 'Enter'].includes(event.key)) return false;
    if (inChoice && !isHeld && ['ArrowLeft', 'ArrowRight'].includes(event.key)) return false;
    const command = compareCommand(event);
    if (command === null) return false;
    run(command);
    return true;
  });
  useSurface(compareKeys, (type) => run({ type } as CompareCommand));

  const rejected = shown.filter((item) => item.rejected).length;
  const facts = comparedFacts(shown);
  return (
    <section className={styles['screen']} aria-label={text('review.compareTitle')}>
      <CompareHeader
        panes={panes}
        photos={photos}
        zoom={zoom}
        isLinked={views.isLinked}
        kept={shown.length - rejected}
        rejected={rejected}
        onPanes={setPanes}
        onCommand={run}
      />
      {items !== null && shown.length < 2 ? (
        <EmptyState icon={ImageOff} title={text('review.compareNeedsTwo')}>
          <Button onPress={onClose}>{text('review.compareDone')}</Button>
        </EmptyState>
      ) : (
        <ul
          className={styles['panes']}
          aria-label={text('review.comparePanes')}
          style={{ gridTemplateColumns: `repeat(${Math.max(2, panes.ids.length)}, minmax(0, 1fr))` }}
        >
          {shown.map((item, at) => (
            <ComparePane
              key={at}
              item={item}
              letter={paneLetter(at)}
              facts={facts[at] ?? []}
              isActive={at === panes.active}
              view={viewOf(views, item.id)}
              onView={changeView}
              onZoom={(next) =>
                setZooms((before) =>
                  before.get(item.id) === next ? before : new Map(before).set(item.id, next),
                )
              }
              onActivate={() => setPanes({ ...panes, active: at })}
              onRate={(stars) => rate(item, stars)}
              onReject={() => reject(item)}
            />
          ))}
        </ul>
      )}
      {items !== null && photos.length > shown.length ? (
        <PhotoStrip items={items} panes={panes} onPanes={setPanes} />
      ) : null}
      <footer className={styles['foot']}>
        {compareKeys.slice(0, 8).map(([keys, words]) => (
          <span key={keys}>
            <kbd>{keys}</kbd> {words}
          </span>
        ))}
      </footer>
    </section>
  );
}

interface HeaderProps {
  panes: Panes;
  photos: readonly number[];
  /** Of the active pane. */
  zoom: PaneZoom | null;
  isLinked: boolean;
  kept: number;
  rejected: number;
  onPanes: (panes: Panes) => void;
  onCommand: (command: CompareCommand) => void;
}

/** How many photos are compared, their zoom, and how many of them are kept. */
function CompareHeader(props: HeaderProps) {
  const { panes, photos, zoom, isLinked, kept, rejected, onPanes, onCommand } = props;
  return (
    <header className={styles['header']}>
      <IconButton
        icon={ArrowLeft}
        label={text('review.compareDone')}
        onPress={() => onCommand({ type: 'close' })}
      />
      <h1 className={styles['title']}>{text('review.compareTitle')}</h1>
      <p className={styles['of']}>
        {text('review.compareOf', { shown: kept + rejected, count: photos.length })}
      </p>
      {photos.length > 2 ? (
        <span className={styles['howMany']}>
          <Segments
            label={text('review.compareHowMany')}
            value={String(panes.ids.length)}
            options={Array.from({ length: Math.min(photos.length, maxPanes) - 1 }, (_, at) => {
              const count = String(at + 2);
              return [count, count] as const;
            })}
            onChange={(count) => onPanes(withPanes(panes, photos, Number(count)))}
          />
        </span>
      ) : null}
      <IconButton
        icon={ZoomOut}
        label={text('review.zoomOut')}
        onPress={() => onCommand({ type: 'zoom', by: -1 })}
      />
      <span className={styles['percent']}>{zoom?.percent ?? ''}</span>
      <IconButton
        icon={ZoomIn}
        label={text('review.zoomIn')}
        onPress={() => onCommand({ type: 'zoom', by: 1 })}
      />
      <Button look="quiet" onPress={() => zoom?.reset()}>
        {text('review.fit')}
      </Button>
      <ToggleButton
        isSelected={isLinked}
        onChange={() => onCommand({ type: 'link' })}
        className={styles['link'] ?? ''}
        aria-keyshortcuts="L"
      >
        {isLinked ? <Link size={14} aria-hidden /> : <Unlink size={14} aria-hidden />}
        <span className={styles['linkWords']}>{text('review.linked')}</span>
      </ToggleButton>
      <span className={styles['marks']}>{text('review.compareMarks', { kept, rejected })}</span>
      <Button look="primary" aria-keyshortcuts="Control+Enter" onPress={() => onCommand({ type: 'close' })}>
        {text('common.done')}
      </Button>
    </header>
  );
}

interface StripProps {
  items: readonly ReviewItem[];
  panes: Panes;
  onPanes: (panes: Panes) => void;
}

/** All photos of a comparison that has more of them than panes. A press brings one into the active pane. */
function PhotoStrip({ items, panes, onPanes }: StripProps) {
  const letter = paneLetter(panes.active);
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className={styles['strip']} role="group" aria-label={text('review.comparePhotos')}>
      {items.map((item) => {
        const at = panes.ids.indexOf(item.id);
        return (
          <button
            key={item.id}
            type="button"
            className={cx(styles['photo'], at !== -1 && styles['shown'], item.rejected && styles['out'])}
            aria-label={text('review.compareNext', { file: item.fileName, letter })}
            aria-pressed={at !== -1}
            onClick={() => onPanes(at === -1 ? withPhoto(panes, item.id) : { ...panes, active: at })}
          >
            <Picture src={item.preview} alt="" fit="contain" iconSize={14} />
            {at === -1 ? null : <span className={styles['letter']}>{paneLetter(at)}</span>}
            {item.rejected ? <Ban size={12} className={styles['ban']} aria-hidden /> : null}
          </button>
        );
      })}
      <p className={styles['hint']}>{text('review.compareNextHint', { letter })}</p>
    </div>
  );
}

/** The photos as they are now, in the order in which they were chosen; null before the first answer. */
function useItems(
  batchId: number,
  version: number,
  itemIds: readonly number[],
): readonly ReviewItem[] | null {
  return useAnswer(`${batchId}/${itemIds.join()}`, version, async () => {
    const answer = await ask(window.packshot.review.items({ batchId, itemIds: [...itemIds] }));
    if (answer === null) return null;
    const known = new Map(answer.items.map((item) => [item.id, item]));
    return itemIds.flatMap((id) => known.get(id) ?? []);
  });
}
