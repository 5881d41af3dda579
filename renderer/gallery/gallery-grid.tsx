import { useState } from 'react';
import { GridLayout, GridList, GridListItem, Size, Virtualizer } from 'react-aria-components';
import type { Gallery, Tile } from '../../shared/model.ts';
import { DetailViewer } from './detail-viewer.tsx';
import { EntryTile } from './entry-tile.tsx';
import { entryStateWords } from './entry-words.ts';
import styles from './gallery-grid.module.css';
import { ImageTile } from './image-tile.tsx';

/** A tile is a square picture over two lines of words. */
const layoutOptions = {
  minItemSize: new Size(172, 172 + 52),
  maxItemSize: new Size(260, 340),
  minSpace: new Size(20, 20),
  maxHorizontalSpace: 20,
  preserveAspectRatio: true,
};

/** The gallery in the store's order. Enter or a double click looks closer. */
export function GalleryGrid({ gallery }: { gallery: Gallery }) {
  const [closeUp, setCloseUp] = useState<string | null>(null);
  const tiles = gallery.tiles;
  const position = closeUp === null ? -1 : tiles.findIndex((tile) => tile.key === closeUp);
  return (
    <>
      <Virtualizer layout={GridLayout} layoutOptions={layoutOptions}>
        <GridList
          aria-label="Gallery"
          layout="grid"
          items={tiles}
          selectionMode="multiple"
          selectionBehavior="replace"
          keyboardNavigationBehavior="tab"
          className={styles['grid'] ?? ''}
          onAction={(key) => setCloseUp(String(key))}
        >
          {(tile) => (
            <GridListItem id={tile.key} textValue={wordsOf(tile)} className={styles['cell'] ?? ''}>
              {tile.kind === 'image' ? <ImageTile tile={tile} /> : <EntryTile tile={tile} />}
            </GridListItem>
          )}
        </GridList>
      </Virtualizer>
      {position >= 0 ? (
        <DetailViewer
          tiles={tiles}
          position={position}
          onMove={(to) => setCloseUp(tiles[to]?.key ?? null)}
          onClose={() => setCloseUp(null)}
        />
      ) : null}
    </>
  );
}

/** What a tile is called by a screen reader. */
function wordsOf(tile: Tile): string {
  if (tile.kind === 'image') {
    const name = tile.alt || tile.fileName;
    return tile.isThumbnail ? `${name}, thumbnail` : name;
  }
  return `${tile.entry.fileName}, ${entryStateWords(tile.entry.state)}`;
}
