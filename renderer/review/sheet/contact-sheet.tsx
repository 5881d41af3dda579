import { ListOrdered } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { ReviewOutline, ReviewRow } from '../../../shared/review.ts';
import { announce } from '../../state/actions.ts';
import { useMarkedOffer } from '../../state/offered-product.ts';
import type { Pages } from '../../state/use-pages.ts';
import { Cell } from '../../ui/cell.tsx';
import { cx } from '../../ui/cx.ts';
import { useScrollView } from '../../ui/use-scroll-view.ts';
import { useTileEdge, useTileSteps } from '../../tile-size.tsx';
import { rowWords } from '../../wording/review-messages.ts';
import { ProductHeading, SectionRow } from '../list/heading-rows.tsx';
import { Key, type RowEvents } from '../list/item-row.tsx';
import type { RowsProps } from '../list/review-list.tsx';
import type { NamedRow, SetRow } from '../list/review-rows.ts';
import { rowId, useRowEvents } from '../use-row-events.ts';
import styles from './contact-sheet.module.css';
import { SetStage } from './set-stage.tsx';
import {
  afterSheetKey,
  blockOf,
  boxIn,
  boxOf,
  narrowStage,
  setOf,
  sheetLayout,
  shownBlocks,
  stageHeight,
  type Block,
  type SheetLayout,
  sheetGap,
  tilesWidthIn,
} from './sheet-layout.ts';
import { SheetTile } from './sheet-tile.tsx';
import long from '../../ui/long-list.module.css';

interface Props extends RowsProps {
  outline: ReviewOutline;
  isFiltered: boolean;
}

/** Scroll steps in which another part of the sheet is drawn, and how much is drawn beyond its edges, in pixels. */
const scrollStep = 120;
const beyond = 400;

/** The photos of a review as a virtual grid, and above it the stage for sets without a product. */
export function ContactSheet(props: Props) {
  const { batchId, outline, pages, list, events, sign, placing, scroller, onScroller } = props;
  const { active, selected } = list;
  const { edge, usualEdge } = useTileEdge();
  const view = useScrollView(scroller, scrollStep);
  const layout = sheetLayout(outline, view.width, edge);
  useTileSteps({ width: tilesWidthIn(view.width), gap: sheetGap, usualEdge });
  const fit = Math.max(1, Math.floor(view.height / (layout.width + 60)));
  const { takePointed, handlers } = useRowEvents({
    pages,
    list,
    scroller,
    after: (key) => afterSheetKey(layout, key, active, fit),
    onCommand: props.onCommand,
  });
  const stage = useStage(layout, pages, active);
  useKeptPlace(scroller, layout, active);

  const shown = shownBlocks(layout, view.top - beyond, view.top + view.height + beyond);
  // The stage asks for its own rows: all sets together may be thousands.
  const tiles = shown.filter(({ block }) => block.type !== 'sets');
  const [first, last] = [tiles[0]?.first ?? 0, tiles.at(-1)?.last ?? 0];
  useEffect(() => {
    pages.need(active, active + 1, 'active');
    pages.need(first, last);
  });
  const revealed = useRef(-1);
  useEffect(() => {
    // Before it is laid out, nothing can be revealed.
    if (scroller?.isConnected !== true || view.width === 0 || boxOf(layout, active) === null) return;
    if (revealed.current !== active && !takePointed()) reveal(scroller, layout, active);
    revealed.current = active;
  });
  useEffect(() => {
    if (placing !== null) reveal(scroller, layout, placing);
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [placing]);

  function drawn(block: Block, index: number) {
    const row = pages.rowAt(index);
    const box = boxIn(layout, block, index);
    const isTile = block.type === 'tiles';
    const fits = row !== undefined && (row.row === 'item') === isTile && row.row !== 'set';
    const style = {
      width: isTile ? box.width : `calc(100% - ${box.x}px)`,
      height: box.height,
      transform: `translate(${isTile ? box.x : 0}px, ${box.y}px)`,
    };
    if (!fits) {
      return (
        <span key={`missing-${index}`} role="presentation" className={styles['missing']} style={style} />
      );
    }
    const isSelected = row.row === 'item' && selected.has(row.item.id);
    return (
      <div
        key={row.key}
        id={rowId(index)}
        // A <table> cannot render a part of 10,000 rows.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="row"
        tabIndex={-1}
        aria-rowindex={index + 1}
        aria-selected={row.row === 'item' ? isSelected : undefined}
        aria-label={rowWords(row)}
        data-index={index}
        data-active={index === active || undefined}
        data-drop-into={sign?.row === index || undefined}
        draggable={row.row === 'item' && row.item.unusable === null && props.editing !== row.key}
        className={cx(styles['row'], isTile ? styles['tile'] : styles['heading'], styles[row.row])}
        style={style}
      >
        {row.row === 'section' ? (
          <Section
            row={row}
            active={index === active}
            events={events}
            stage={stage.set}
            hasSuggested={outline.headings.some((one) => one.row === 'set' && one.section === 'suggested')}
          />
        ) : row.row === 'product' ? (
          <ProductHeading batchId={batchId} row={row} active={index === active} />
        ) : row.row === 'item' ? (
          <SheetTile
            item={row.item}
            section={row.section}
            place={props.isFiltered ? null : placeIn(pages, block, index)}
            size={layout.width}
            active={index === active}
            selected={isSelected}
            editing={props.editing === row.key}
            events={events}
          />
        ) : null}
      </div>
    );
  }

  const isActiveShown = shown.some(({ first: from, last: to }) => active >= from && active < to);
  const activeBlock = isActiveShown ? null : blockOf(layout, active);
  const line = sign?.line == null ? null : dropLine(layout, sign.line);
  return (
    <div
      ref={onScroller}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="grid"
      aria-label={text('review.photosToReview')}
      aria-multiselectable
      aria-rowcount={layout.count}
      aria-activedescendant={pages.rowAt(active) ? rowId(active) : undefined}
      tabIndex={0}
      className={cx(long['scroller'], styles['scroller'])}
      {...props.drag}
      {...handlers}
    >
      <div role="presentation" className={long['rows']} style={{ height: layout.total }}>
        {shown.map(({ block, first: from, last: to }) =>
          block.type === 'sets' ? (
            <div
              key="sets"
              role="presentation"
              className={styles['sets']}
              style={{ height: block.height, transform: `translateY(${block.top}px)` }}
            >
              <SetStage
                pages={pages}
                sets={layout.sets}
                at={stage.at}
                end={block.to}
                active={active}
                selected={selected}
                height={stageHeight(view.width)}
                isNarrow={view.width < narrowStage}
                events={events}
                assigned={outline.assigned}
              />
            </div>
          ) : (
            Array.from({ length: to - from }, (_, offset) => drawn(block, from + offset))
          ),
        )}
        {activeBlock === null || activeBlock.type === 'sets' ? null : drawn(activeBlock, active)}
        {line === null ? null : (
          <div
            role="presentation"
            data-drop-sign=""
            className={styles['line']}
            style={{ height: line.height, transform: `translate(${line.x}px, ${line.y}px)` }}
          />
        )}
      </div>
    </div>
  );
}

interface SectionProps {
  row: Extract<ReviewRow, { row: 'section' }>;
  active: boolean;
  events: RowEvents;
  stage: SetRow | null;
  /** Whether labels say whose some of the sets are. */
  hasSuggested: boolean;
}

function Section({ row, active, events, stage, hasSuggested }: SectionProps) {
  const canRun = stage !== null && stage.label === null && stage.verdict !== 'two-articles';
  return (
    <>
      <SectionRow row={row} active={active} events={events} />
      {row.section === 'sets' ? (
        <Cell className={styles['run']}>
          {hasSuggested ? (
            <button
              type="button"
              className={styles['runButton']}
              aria-keyshortcuts="A"
              onClick={() => events.acceptAll()}
            >
              {text('review.takeAllSuggested')}
              <Key active>A</Key>
            </button>
          ) : null}
          <button
            type="button"
            className={styles['runButton']}
            aria-keyshortcuts="R"
            disabled={!canRun}
            title={text('review.runKey')}
            onClick={() => stage && events.startRun(stage)}
          >
            <ListOrdered size={14} aria-hidden />
            {text('review.run')}
            <Key active>R</Key>
          </button>
        </Cell>
      ) : null}
    </>
  );
}

/** The set on the stage: the one that holds the active row, else the one that was there, or what took its place. */
function useStage(
  layout: SheetLayout,
  pages: Pages<NamedRow>,
  active: number,
): { at: number; set: SetRow | null } {
  const [stayed, setStayed] = useState(0);
  const heading = setOf(layout, active);
  const at =
    heading === null ? Math.max(0, Math.min(stayed, layout.sets.length - 1)) : layout.sets.indexOf(heading);
  if (stayed !== at) setStayed(at);
  const row = pages.rowAt(layout.sets[at] ?? -1);
  const set = row?.row === 'set' ? row : null;
  useMarkedOffer(set === null || set.label !== null ? null : (set.product?.productId ?? null));
  const announced = useRef<number | null>(null);
  useEffect(() => {
    if (set === null || announced.current === set.setId) return;
    // The first one is read with the sheet.
    if (announced.current !== null) announce(rowWords(set));
    announced.current = set.setId;
  }, [set]);
  return { at, set };
}

/** Keeps the active tile where it is on the screen while the size of tiles or of the window changes. */
function useKeptPlace(scroller: HTMLElement | null, layout: SheetLayout, active: number): void {
  const before = useRef<{ width: number; columns: number; y: number | null }>({
    width: 0,
    columns: 0,
    y: null,
  });
  const { width, columns } = layout;
  useLayoutEffect(() => {
    const y = boxOf(layout, active)?.y ?? null;
    const old = before.current;
    before.current = { width, columns, y };
    if (scroller === null || y === null || old.y === null || old.width === 0) return;
    if (old.width === width && old.columns === columns) return;
    const place = old.y - scroller.scrollTop;
    if (place >= 0 && place < scroller.clientHeight) scroller.scrollTo({ top: y - place });
  });
}

function reveal(scroller: HTMLElement | null, layout: SheetLayout, index: number): void {
  const box = boxOf(layout, index);
  if (scroller === null || box === null) return;
  const { scrollTop, clientHeight } = scroller;
  const margin = 8;
  // The floating bar covers the end.
  const bottom = box.y + box.height + 72;
  if (box.y - margin < scrollTop) scroller.scrollTo({ top: Math.max(0, box.y - margin) });
  else if (bottom > scrollTop + clientHeight)
    scroller.scrollTo({ top: Math.min(box.y - margin, bottom - clientHeight) });
}

/** The position in its gallery of a photo that will be uploaded, from 1; null where the rows above are not loaded. */
function placeIn({ rowAt }: Pages<NamedRow>, block: Block, index: number): number | null {
  const heading = rowAt(block.from - 1);
  if (heading?.row !== 'product') return null;
  let place = heading.placement === 'after' ? heading.imageCount : 0;
  for (let at = block.from; at <= index; at += 1) {
    const row = rowAt(at);
    if (row?.row !== 'item') return null;
    if (row.item.included && row.item.destination !== 'variant') place += 1;
  }
  return place;
}

/** The line before a tile that something is dropped at; behind the last one of its product where that is the place. */
function dropLine(layout: SheetLayout, index: number): { x: number; y: number; height: number } | null {
  const block = blockOf(layout, index);
  if (block?.type === 'tiles') {
    const { x, y, height } = boxIn(layout, block, index);
    return { x: x - 10, y, height };
  }
  const before = index > 0 ? blockOf(layout, index - 1) : null;
  if (before?.type !== 'tiles') return null;
  const { x, y, width, height } = boxIn(layout, before, index - 1);
  return { x: x + width + 6, y, height };
}
