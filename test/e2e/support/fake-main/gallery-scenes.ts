import { reason } from '../../../../shared/messages/reason.ts';
import type { Gallery, Tile } from '../../../../shared/model.ts';
import { entry, entryTile, gallery, image, now, product } from './scene-parts.ts';

const failedAlt = reason('alt-changed-meanwhile', { now: 'changed', alt: 'Mug' });

type ImageTile = Extract<Tile, { type: 'image' }>;

/** Galleries being edited, and one of maximum size. */
export function galleryScene(name: 'edited' | 'thousand'): Gallery {
  const first = product(0);
  if (name === 'thousand') {
    // Short addresses as from main: with a drawing per tile, the copying of drawings would be measured.
    const tiles = Array.from({ length: 1000 }, (_, n) => ({ ...image(n, 0), picture: '/p', zoom: '/z' }));
    return gallery(tiles, { ...first, imageCount: tiles.length });
  }
  const images = Array.from({ length: 11 }, (_, n) => image(n, 0) as ImageTile);
  const tiles = images.map((tile, n): Tile => {
    const removal = n === 4 || n === 5 ? { until: now + 7000 } : null;
    return {
      ...tile,
      ...(n === 6 ? { alt: 'A mug with a speckled glaze' } : {}),
      pending: {
        alt: n === 2,
        thumbnail: n === 0,
        place: n === 1 || n === 2,
        removal,
        ...(n === 6 ? { failedAlt: { entryId: 90, reason: failedAlt } } : {}),
      },
    };
  });
  const waiting = [0, 1].map((n) => entryTile(entry(n, { type: 'waiting' }), n));
  return {
    ...gallery([...tiles.slice(0, 7), ...waiting, ...tiles.slice(7)], first),
    undoSteps: ['moving 2 images', 'adding 12 photos'],
    redo: 'changing the thumbnail',
  };
}
