import { useState } from 'react';
import { GridLayout, GridList, GridListItem, Size, Virtualizer } from 'react-aria-components';
import type { Gallery, Tile } from '../../shared/model.ts';
import { useMedia } from '../ui/use-media.ts';
import { DetailViewer } from './detail-viewer.tsx';
import { EntryTile } from './entry-tile.tsx';
import { entryStateWords, isOpen } from './entry-words.ts';
import styles from './gallery-grid.module.css';
import { ImageTile } from './image-tile.tsx';
import { noStandIns, standInsFor } from './stand-ins.ts';

/** A tile is a square picture, `edge` pixels or a little more, over two lines of words. */
function layoutFor(edge: number) {
  return {
    minItemSize: new Size(edge, edge + 52),
    maxItemSize: new Size(edge * 1.5, edge * 1.5 + 78),
    minSpace: new Size(20, 20),
    maxHorizontalSpace: 20,
    preserveAspectRatio: true,
  };
}
const layouts = { usual: layoutFor(172), roomy: layoutFor(248) };

/** The gallery in the store's order. Enter or a double click looks closer. */
export function GalleryGrid({ gallery }: { gallery: Gallery }) {
  const [closeUp, setCloseUp] = useState<string | null>(null);
  const roomy = useMedia('(width >= 2200px)');
  const { tiles, clearing } = gallery;
  const leaving = clearing !== null && isOpen(clearing.state);
  const [seen, setSeen] = useState({ tiles, standIns: noStandIns });
  const standIns = seen.tiles === tiles ? seen.standIns : standInsFor(seen.tiles, tiles, seen.standIns);
  if (seen.tiles !== tiles) setSeen({ tiles, standIns });
  const position = closeUp === null ? -1 : tiles.findIndex((tile) => tile.key === closeUp);
  return (
    <>
      <Virtualizer layout={GridLayout} layoutOptions={roomy ? layouts.roomy : layouts.usual}>
        <GridList
          aria-label="Gallery"
          layout="grid"
          items={tiles}
          dependencies={[leaving]}
          selectionMode="multiple"
          selectionBehavior="replace"
          keyboardNavigationBehavior="tab"
          className={styles['grid'] ?? ''}
          onAction={(key) => setCloseUp(String(key))}
        >
          {(tile) => (
            <GridListItem id={tile.key} textValue={wordsOf(tile, leaving)} className={styles['cell'] ?? ''}>
              {tile.kind === 'image' ? (
                <ImageTile tile={tile} standIn={standIns.get(tile.key)} leaving={leaving} />
              ) : (
                <EntryTile tile={tile} />
              )}
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
function wordsOf(tile: Tile, leaving: boolean): string {
  if (tile.kind === 'image') {
    const name = tile.alt || tile.fileName;
    return [name, tile.isThumbnail && 'thumbnail', leaving && 'will be removed'].filter(Boolean).join(', ');
  }
  return `${tile.entry.fileName}, ${entryStateWords(tile.entry)}`;
}
