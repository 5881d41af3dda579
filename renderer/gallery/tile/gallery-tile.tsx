import { Ellipsis, Grip, X } from 'lucide-react';
import { memo } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Tile } from '../../../shared/model.ts';
import { tell } from '../../state/asking.ts';
import { cx } from '../../ui/cx.ts';
import { FileName } from '../../ui/file-name.tsx';
import type { Rendition } from '../../ui/rendition.ts';
import type { AltThen } from '../../ui/use-alt-field.ts';
import { AltLine } from './alt-line.tsx';
import { EntryTile } from './entry-tile.tsx';
import { entryChoices, entrySize } from '../../wording/entry-messages.ts';
import type { GalleryRow } from '../gallery-rows.ts';
import { tileFile, tileWords } from '../../wording/gallery-messages.ts';
import { ImageTile } from './image-tile.tsx';
import { captionOf } from '../grid/grid-geometry.ts';
import styles from './tile.module.css';

/** Events of a tile; the grid handles all others. The functions never change while the grid is mounted. */
export interface TileEvents {
  edit(id: string): void;
  edited(id: string, text: string | null, then: AltThen): void;
  keep(id: string): void;
  download(id: string): void;
  menu(id: string, button: HTMLElement): void;
}

interface Props {
  row: GalleryRow;
  /** Index among the shown tiles, from 0. */
  index: number;
  /** Position in the gallery, from 1. */
  place: number;
  x: number;
  y: number;
  width: number;
  height: number;
  leaving: boolean;
  isActive: boolean;
  isChosen: boolean;
  isEditing: boolean;
  isCarried: boolean;
  rendition: Rendition;
  events: TileEvents;
}

export const GalleryTile = memo(function GalleryTile(props: Props) {
  const {
    row,
    index,
    place,
    x,
    y,
    width,
    height,
    leaving,
    isActive,
    isChosen,
    isEditing,
    isCarried,
    rendition,
    events,
  } = props;
  const { id, tile } = row;
  const file = tileFile(tile);
  const shows = captionOf(width);
  return (
    <div
      // A <table> cannot render a part of 1,000 tiles.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      aria-label={tileWords(tile, leaving)}
      aria-describedby="gallery-keys-hint"
      tabIndex={isActive ? 0 : -1}
      data-row={id}
      data-small={!shows.file || undefined}
      data-tile-key={tile.key}
      data-carried={isCarried || undefined}
      data-editing={isEditing || undefined}
      className={cx(styles['row'], isChosen && styles['chosen'])}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
    >
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div role="gridcell" className={styles['tile']}>
        {tile.type === 'image' ? (
          <ImageTile
            tile={tile}
            standIn={row.standIn}
            leaving={leaving}
            isActive={isActive}
            rendition={rendition}
            onKeep={() => events.keep(id)}
          />
        ) : (
          <EntryTile tile={tile} isActive={isActive} />
        )}
        <div className={styles['corner']}>
          <button
            type="button"
            className={styles['control']}
            aria-label={text('gallery.actionsFor', { file })}
            aria-haspopup="menu"
            tabIndex={isActive ? 0 : -1}
            onClick={(event) => events.menu(id, event.currentTarget)}
          >
            <Ellipsis size={14} aria-hidden />
          </button>
          {tile.type === 'image' && shows.place ? (
            <button
              type="button"
              className={styles['control']}
              aria-label={text('gallery.dragOutOf', { file })}
              title={text('gallery.dragOut')}
              tabIndex={isActive ? 0 : -1}
              draggable
              data-drag-out=""
              onClick={() => events.download(id)}
            >
              <Grip size={14} aria-hidden />
            </button>
          ) : null}
          <CancelButton tile={tile} isActive={isActive} />
        </div>
        <div className={cx(styles['caption'], !shows.file && styles['brief'])}>
          <AltLine
            tile={tile}
            isActive={isActive}
            isEditing={isEditing}
            onEdit={() => events.edit(id)}
            onEnd={(text, then) => events.edited(id, text, then)}
          />
          <p className={cx(styles['file'], !shows.file && styles['unseen'])}>
            <span className={styles['line']} title={titleOf(tile)}>
              <FileName name={file} />
            </span>
            {shows.place ? <span className={styles['place']}>{place}</span> : null}
          </p>
        </div>
      </div>
    </div>
  );
});

function CancelButton({ tile, isActive }: { tile: Tile; isActive: boolean }) {
  if (tile.type === 'image' || !entryChoices(tile.entry).cancel) return null;
  const { id, fileName } = tile.entry;
  return (
    <button
      type="button"
      className={cx(styles['control'], styles['always'])}
      aria-label={text('common.cancelOf', { name: fileName })}
      tabIndex={isActive ? 0 : -1}
      onClick={() => tell(window.packshot.outbox.cancel({ entryIds: [id] }))}
    >
      <X size={14} aria-hidden />
    </button>
  );
}

function titleOf(tile: Tile): string {
  return tile.type === 'image'
    ? tile.fileName
    : [tile.entry.fileName, entrySize(tile.entry)].filter(Boolean).join(', ');
}
