import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Gallery } from '../../../shared/model.ts';
import { announce, showDialog, showOnlyWithoutAlt } from '../../state/actions.ts';
import { useSurface } from '../../state/surface.ts';
import { useWindow } from '../../state/store.ts';
import { Picture } from '../../ui/picture.tsx';
import type { AltThen } from '../../ui/use-alt-field.ts';
import { useStable } from '../../ui/use-stable.ts';
import { useAfterOverlay } from '../../ui/use-after-overlay.ts';
import { atRendition, renditionFor } from '../../ui/rendition.ts';
import { DetailViewer } from '../viewer/detail-viewer.tsx';
import { isOpen } from '../../wording/entry-messages.ts';
import { CarryBar, SelectionBar } from './floating-bar.tsx';
import { galleryCommands } from '../gallery-commands.ts';
import { GalleryDialogs, type GalleryDialog } from '../dialogs/gallery-dialogs.tsx';
import styles from './gallery-grid.module.css';
import { galleryShortcuts } from '../gallery-shortcuts.ts';
import { galleryCommand, type GalleryCommand } from '../gallery-keys.ts';
import { placesOf, type GalleryRow } from '../gallery-rows.ts';
import { isGoing } from '../removal.ts';
import { gap, gapAt, gapBefore, widthForTiles } from './grid-geometry.ts';
import { NothingMissing } from './nothing-missing.tsx';
import { isDragHandle, isTileControl, makeDraggable, rowUnder } from './row-under.ts';
import {
  chooseAll,
  goTo,
  noSelection,
  cleanSelection,
  targets,
  toggle,
  type Selection,
} from './selection.ts';
import type { TileEvents } from '../tile/gallery-tile.tsx';
import { TileGrid, type TileGridHandle } from './tile-grid.tsx';
import { TileMenu, type MenuCommand } from '../tile/tile-menu.tsx';
import { useCarry } from './use-carry.ts';
import { useTileEdge, useTileSteps } from '../../tile-size.tsx';
import { useDragOut } from '../use-drag-out.ts';
import { useGalleryRows } from '../use-gallery-rows.ts';
import { isModalOpen, isWriting } from '../../ui/focus.ts';
import { useWindowKeys } from '../../ui/use-window-keys.ts';
import { useReplacement } from './use-replacement.tsx';
import { useGridView } from './use-grid-view.ts';
import { useShownRows } from './use-shown-rows.ts';
import { useTileDrag } from './use-tile-drag.ts';
import { useTileMenu } from '../tile/use-tile-menu.ts';
import type { SteadyStore } from '../../wording/store-messages.ts';

const animationMs = 260;

export function GalleryGrid({ gallery, store }: { gallery: Gallery; store: SteadyStore }) {
  const all = useGalleryRows(gallery);
  const onlyWithoutAlt = useWindow((state) => state.onlyWithoutAlt);
  const rows = useShownRows(all.rows, onlyWithoutAlt);
  const ids = rows.map(({ id }) => id);
  const places = onlyWithoutAlt ? placesOf(all.rows) : null;
  const [held, setSelection] = useState<Selection>(noSelection);
  const selection = cleanSelection(held, ids);
  if (selection !== held) setSelection(selection);

  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [written, setEditing] = useState<string | null>(null);
  // The edited image may have been removed by someone else.
  const editing = written !== null && ids.includes(written) ? written : null;
  const [dialog, setDialog] = useState<GalleryDialog | null>(null);
  const [isCloseUp, setCloseUp] = useState(false);
  const [animating, setAnimating] = useState(0);
  const [followedTo, setFollowedTo] = useState<string | null>(null);
  const grid = useRef<TileGridHandle>(null);

  const { edge, usualEdge } = useTileEdge();
  const view = useGridView(scroller, { count: rows.length, edge, active: selection.at });
  const resize = useTileSteps({ width: widthForTiles(view.width), gap, usualEdge });
  const { geometry, fit } = view;
  const rendition = renditionFor(geometry.width * devicePixelRatio);
  const leaving = gallery.clearing !== null && isOpen(gallery.clearing.state);
  const commands = galleryCommands(gallery, all);
  const chosenIds = targets(selection, ids);
  const chosenSet = new Set(chosenIds);
  const chosenRows = rows.filter(({ id }) => chosenSet.has(id));
  // The viewer shows the active tile: it goes on where that one is removed or replaced.
  if (isCloseUp && rows.length === 0) setCloseUp(false);

  const replacement = useReplacement({
    rows,
    active: selection.active,
    onFile: (id, file) => {
      go(ids.indexOf(id), 'alone');
      return commands.replace(id, file);
    },
    onArrived: (id) => {
      setSelection(goTo(selection, ids, ids.indexOf(id), 'alone'));
      setFollowedTo(id);
    },
  });
  useLayoutEffect(() => {
    // The focus goes along with the selection, unless the user has left the gallery.
    if (followedTo !== null && scroller?.contains(document.activeElement) === true) grid.current?.focusNow();
  }, [followedTo, scroller]);

  useEffect(() => {
    if (animating === 0) return undefined;
    const timer = setTimeout(() => setAnimating(0), animationMs);
    return () => clearTimeout(timer);
  }, [animating]);

  function moveBefore(moved: ReadonlySet<string>, before: string | null): void {
    setAnimating((count) => count + 1);
    commands.moveBefore(moved, before);
    grid.current?.focusActive();
  }
  const carry = useCarry({ rows, place: { columns: geometry.columns, fit }, onDrop: moveBefore });
  const drag = useTileDrag({
    scroller,
    geometry,
    companions: (id) => new Set(selection.chosen.has(id) ? selection.chosen : [id]),
    onDrop: (moved, index) => moveBefore(moved, ids[index] ?? null),
    onDropOnProduct: (moved, productId, name) => {
      if (productId !== gallery.product.id) commands.copy([...moved], { productId, name });
    },
  });

  const dragOut = useDragOut((id) =>
    commands.prepareDrag(selection.chosen.has(id) ? targets(selection, ids) : [id]),
  );

  const { carried, before } = carry;
  const carriedAt = carried === null ? null : before === null ? ids.length : ids.indexOf(before);
  const mark = drag.dragged?.gap ?? (carriedAt === null ? null : gapBefore(geometry, carriedAt));
  useEffect(() => {
    if (carriedAt !== null) grid.current?.reveal(Math.min(carriedAt, ids.length - 1));
    // Only when the position changes, so that the user can scroll away.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [carriedAt]);

  function go(to: number, how: 'alone' | 'extend' | 'keep'): void {
    setSelection(goTo(selection, ids, to, how));
    grid.current?.focusActive();
  }

  function edit(id: string): void {
    const index = ids.indexOf(id);
    if (index < 0) return;
    setSelection(goTo(selection, ids, index, selection.chosen.has(id) ? 'keep' : 'alone'));
    grid.current?.reveal(index);
    setEditing(id);
  }

  function edited(id: string, text: string | null, then: AltThen): void {
    if (text !== null) commands.describe(new Map([[id, text]]));
    const next = then === 0 ? undefined : ids[ids.indexOf(id) + then];
    setEditing(null);
    if (next !== undefined) edit(next);
    else grid.current?.focusActive();
  }

  function openMenuAt(id: string, x: number, y: number): void {
    if (!selection.chosen.has(id)) setSelection(goTo(selection, ids, ids.indexOf(id), 'alone'));
    menu.open({ x, y });
  }

  function chooseReplacement(chosen: readonly GalleryRow[]): void {
    const row = chosen.find(({ tile }) => tile.type === 'image');
    if (row === undefined || chosen.length !== 1) {
      announce(text('gallery.chooseOneImageOfThe'));
      return;
    }
    replacement.choose(row.id);
  }

  function run(command: Exclude<GalleryCommand['type'], 'go' | 'step'> | MenuCommand): void {
    const [first] = chosenIds;
    switch (command) {
      case 'toggle':
        setSelection(toggle(selection, ids, selection.at));
        break;
      case 'all':
        setSelection(chooseAll(selection, ids));
        announce(text('gallery.selectedCount', { count: ids.length }));
        break;
      case 'escape':
        setSelection({ ...selection, chosen: new Set() });
        break;
      case 'open':
        setCloseUp(true);
        break;
      case 'describe':
        if (chosenIds.length > 1) setDialog({ type: 'describe' });
        else if (first !== undefined) edit(first);
        break;
      case 'describe-many':
        setDialog({ type: 'describe' });
        break;
      case 'thumbnail':
        if (selection.active !== null)
          commands.makeThumbnail(chosenIds.length === 1 && first !== undefined ? first : selection.active);
        break;
      case 'remove':
        commands.remove(chosenIds);
        break;
      case 'keep':
        commands.keep(chosenIds);
        break;
      case 'replace':
        chooseReplacement(chosenRows);
        break;
      case 'insert':
        if (selection.active !== null) commands.insertBefore(selection.active);
        break;
      case 'copy':
        if (chosenRows.some(({ tile }) => tile.type === 'image')) setDialog({ type: 'copy' });
        else announce(text('gallery.photosCanBeCopiedOnce'));
        break;
      case 'move':
        carry.pick(chosenIds);
        grid.current?.focusActive();
        break;
      case 'to-front':
        moveBefore(new Set(chosenIds), ids[0] ?? null);
        break;
      case 'to-end':
        moveBefore(new Set(chosenIds), null);
        break;
      case 'download':
        if (selection.active !== null) commands.download(selection.active);
        break;
      case 'copy-image':
        if (first !== undefined && chosenIds.length === 1) commands.copyImage(first);
        else announce(text('gallery.chooseOneToCopy'));
        break;
      case 'larger-tiles':
        resize('larger');
        break;
      case 'smaller-tiles':
        resize('smaller');
        break;
      case 'usual-tiles':
        resize('usual');
        break;
      case 'keys':
        showDialog({ type: 'keys' });
        break;
      case 'menu': {
        const box = scroller?.querySelector('[role="row"][tabindex="0"]')?.getBoundingClientRect();
        if (box !== undefined && selection.active !== null)
          openMenuAt(selection.active, box.left + 24, box.top + 24);
        break;
      }
    }
  }

  const menu = useTileMenu<MenuCommand>(run);
  useSurface(galleryShortcuts, run);
  useAfterOverlay(isCloseUp, () => grid.current?.focusNow());

  function onKeyDown(event: KeyboardEvent): void {
    if (carried !== null && !isTileControl(event.target)) {
      if (carry.key(event.key)) event.preventDefault();
      else carry.cancel();
      return;
    }
    const control = isTileControl(event.target);
    if (control && (event.key === 'Enter' || event.key === ' ')) return;
    if (control && event.key === 'Escape') {
      event.preventDefault();
      grid.current?.focusActive();
      setSelection({ ...selection });
      return;
    }
    const command = galleryCommand(event, {
      active: selection.at,
      total: ids.length,
      columns: geometry.columns,
      fit,
    });
    if (command === null || ids.length === 0) return;
    // With nothing selected, Esc closes the gallery.
    if (command.type === 'escape' && selection.chosen.size === 0) return;
    event.preventDefault();
    if (command.type === 'go') go(command.to, command.how);
    else if (command.type === 'step') {
      setAnimating((count) => count + 1);
      commands.moveBy(new Set(chosenIds), command.by);
      grid.current?.focusActive();
    } else run(command.type);
  }

  function onPointerDown(event: React.PointerEvent): void {
    const id = rowUnder(event.target);
    if (id === null || event.button !== 0 || carried !== null) return;
    const index = ids.indexOf(id);
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey;
    if (isDragHandle(event.target)) {
      dragOut.press(id);
      return;
    }
    if (isTileControl(event.target)) return;
    if (event.shiftKey) setSelection(goTo(selection, ids, index, 'extend'));
    else if (!plain) setSelection(toggle(selection, ids, index));
    // A selected tile may be the start of a drag of the whole selection: the click decides.
    else if (!selection.chosen.has(id)) setSelection(goTo(selection, ids, index, 'alone'));
    if (plain && event.altKey) {
      dragOut.press(id);
      makeDraggable(event.currentTarget, id);
    } else if (plain) drag.onPointerDown(event, id);
  }

  function onClick(event: MouseEvent): void {
    if (carried !== null && scroller !== null) {
      const box = scroller.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top + scroller.scrollTop };
      carry.dropBefore(ids[gapAt(geometry, at).index] ?? null);
      return;
    }
    if (drag.justEnded() || isTileControl(event.target)) return;
    const id = rowUnder(event.target);
    if (id === null) setSelection({ ...selection, chosen: new Set() });
    else if (!event.shiftKey && !event.ctrlKey && !event.metaKey) {
      setSelection(goTo(selection, ids, ids.indexOf(id), 'alone'));
    }
  }

  useWindowKeys((event) => {
    if (isModalOpen() || carried !== null) return false;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      // What is being written is kept first.
      if (event.target instanceof HTMLElement && isWriting(event.target)) event.target.blur();
      if (ids.length > 0) run('describe-many');
      return ids.length > 0;
    }
    if (event.key !== 'Escape' || selection.chosen.size === 0 || isWriting(event.target)) return false;
    if (!(event.target instanceof Element) || event.target.closest('[data-gallery-bar]') === null)
      return false;
    run('escape');
    grid.current?.focusActive();
    return true;
  });

  const events = useStable<TileEvents>({
    edit,
    edited,
    keep: (id) => commands.keep([id]),
    download: commands.download,
    menu: (id, button) => {
      const box = button.getBoundingClientRect();
      openMenuAt(id, box.left, box.bottom);
    },
  });

  const heldTile = rows.find(({ id }) => id === drag.dragged?.held)?.tile;
  const showsBar = selection.chosen.size > 1 && carried === null && drag.dragged === null && editing === null;
  return (
    <div className={styles['stage']} data-gallery-stage="">
      <p id="gallery-keys-hint" className={styles['hidden']}>
        {text('gallery.pressMToMoveF2')}
      </p>
      {rows.length === 0 ? <NothingMissing onShowAll={() => showOnlyWithoutAlt(false)} /> : null}
      <TileGrid
        ref={grid}
        rows={rows}
        places={places}
        selection={selection}
        view={view}
        rendition={rendition}
        scroller={scroller}
        onScroller={setScroller}
        editing={editing}
        carried={drag.dragged?.ids ?? carried?.ids ?? null}
        mark={mark}
        leaving={leaving}
        animating={animating > 0}
        hasBar={showsBar || carried !== null}
        events={events}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        onClick={onClick}
        onDragStart={(event) => {
          // Text can be dragged, too.
          if (event.target instanceof HTMLElement && event.target.draggable) dragOut.start(event);
        }}
        onOpen={(id) => {
          setSelection(goTo(selection, ids, ids.indexOf(id), 'keep'));
          setCloseUp(true);
        }}
        onContextMenu={(event) => {
          const id = rowUnder(event.target);
          if (id === null || editing === id) return;
          event.preventDefault();
          openMenuAt(id, event.clientX, event.clientY);
        }}
      />
      {showsBar ? (
        <SelectionBar
          count={selection.chosen.size}
          canCopy={chosenRows.some(({ tile }) => tile.type === 'image')}
          onDescribe={() => run('describe-many')}
          onMove={() => run('move')}
          onCopy={() => run('copy')}
          onRemove={() => run('remove')}
          onClear={() => run('escape')}
        />
      ) : null}
      {carried === null ? null : <CarryBar words={carry.words} onDrop={carry.drop} onCancel={carry.cancel} />}
      {heldTile === undefined ? null : (
        <div
          ref={drag.ghost}
          className={styles['ghost']}
          data-many={(drag.dragged?.ids.size ?? 0) > 1 || undefined}
          aria-hidden
        >
          <Picture
            src={
              heldTile.type === 'image' ? atRendition(heldTile.picture, rendition) : heldTile.entry.preview
            }
            alt=""
          />
          {(drag.dragged?.ids.size ?? 0) > 1 ? (
            <span className={styles['ghostCount']}>{drag.dragged?.ids.size}</span>
          ) : null}
        </div>
      )}
      {replacement.input}
      {menu.at === null ? null : (
        <TileMenu rows={chosenRows} at={menu.at} onCommand={menu.choose} onClose={menu.close} />
      )}
      {dialog === null ? null : (
        <GalleryDialogs
          dialog={dialog}
          rows={chosenRows}
          places={places ?? placesOf(all.rows)}
          gallery={gallery}
          store={store}
          onDescribe={commands.describe}
          onCopy={(product) => commands.copy(chosenIds, product)}
          onClose={() => setDialog(null)}
        />
      )}
      {isCloseUp ? (
        <DetailViewer
          target={{ storeId: gallery.storeId, productId: gallery.product.id }}
          rows={rows}
          position={selection.at}
          rendition={rendition}
          onMove={(to) => setSelection(goTo(selection, ids, to, 'alone'))}
          onDescribe={(id, alt) => commands.describe(new Map([[id, alt]]))}
          onCopy={commands.copyImage}
          onDownload={commands.download}
          onReplace={(id) => chooseReplacement(rows.filter((row) => row.id === id))}
          onRemove={(id) => {
            // Undo stops a removal that is announced.
            if (!rows.some((row) => row.id === id && isGoing(row.tile))) commands.remove([id]);
          }}
          onKeep={(id) => commands.keep([id])}
          dragOut={dragOut}
          onClose={() => setCloseUp(false)}
        />
      ) : null}
    </div>
  );
}
