import type { Entry, Gallery, Tile } from '../../shared/model.ts';
import { sentenceOf, textsInWords, type ReasonTexts } from '../../shared/messages/reason.ts';
import { formatAgo, formatCount, formatCountdown, formatNumber } from './format.ts';
import { entryStateWords, isOpen } from './entry-words.ts';
import type { SteadyStore } from './store-words.ts';

/** How many images the store has of the product, and how many are still to come. */
export function galleryCounts({ tiles }: Pick<Gallery, 'tiles'>): { images: number; open: number } {
  return {
    images: tiles.filter((tile) => tile.kind === 'image').length,
    open: tiles.filter((tile) => tile.kind === 'entry' && isOpen(tile.entry.state)).length,
  };
}

export function countWords(gallery: Gallery): string {
  const { images, open } = galleryCounts(gallery);
  if (images === 0 && open === 0 && gallery.refreshing && gallery.refreshedAt === null) return '';
  const said = images === 0 ? 'No images in the store' : formatCount(images, 'image');
  return open === 0 ? said : `${said}, ${formatNumber(open)} on the way`;
}

/** How fresh the gallery is. `now` in epoch milliseconds. */
export function galleryFreshness(gallery: Gallery, store: SteadyStore, now: number): string {
  if (gallery.refreshing) return 'Asking the store…';
  const away = store.state.is === 'offline' || store.state.is === 'needs-sign-in' || gallery.problem !== null;
  const at = gallery.refreshedAt ?? store.catalog.syncedAt;
  if (at === null) return '';
  return away ? `As last seen ${formatAgo(at, now)}` : `Updated ${formatAgo(at, now)}`;
}

/** What is to be said of the intent to remove all images; null when there is nothing more to say. */
export function clearingWords({ state }: Entry, now: number): ReasonTexts | null {
  switch (state.is) {
    case 'waiting':
      return { sentence: 'All images of this product will be removed.' };
    case 'sending':
    case 'verifying':
      return { sentence: 'All images of this product are being removed…' };
    case 'retrying':
      return {
        sentence: `All images of this product will be removed, trying again in ${formatCountdown(state.at, now)}.`,
        next: sentenceOf(state.reason),
      };
    case 'failed':
      return {
        ...textsInWords(state.reason),
        sentence: `The images were not removed. ${sentenceOf(state.reason)}`,
      };
    case 'done':
    case 'cancelled':
      return null;
  }
}

/** The file that a tile is of. */
export function tileFile(tile: Tile): string {
  return tile.kind === 'image' ? tile.fileName : tile.entry.fileName;
}

/** What a tile is called in a sentence. */
export function tileName(tile: Tile): string {
  return tileFile(tile) || tile.alt || 'this image';
}

/** Several tiles in a sentence: by name when it is one, else by their number. */
export function tilesName(tiles: readonly Tile[]): string {
  const [only] = tiles;
  if (only !== undefined && tiles.length === 1) return tileName(only);
  const photos = tiles.every(({ kind }) => kind === 'entry');
  return formatCount(tiles.length, photos ? 'photo' : 'image');
}

/** What a tile is called by a screen reader. `leaving`: it will be removed with all others. */
export function tileWords(tile: Tile, leaving: boolean): string {
  const words =
    tile.kind === 'image'
      ? [
          tile.alt || tile.fileName,
          tile.isThumbnail && 'thumbnail',
          tile.alt === '' && 'no alt text',
          (leaving || tile.pending.removal !== null) && 'will be removed',
          waits(tile) && 'changes wait to be sent',
        ]
      : [tile.entry.fileName, entryStateWords(tile.entry), tile.willBeThumbnail && 'will be the thumbnail'];
  return words.filter(Boolean).join(', ');
}

/** Whether an edit of an image is still to be sent; its removal says so itself. */
export function waits(tile: Tile): boolean {
  if (tile.kind === 'entry') return false;
  const { alt, thumbnail, place } = tile.pending;
  return alt || thumbnail || place;
}

/** What of an image is still to be sent, in a few words. */
export function waitingWords({ pending }: Extract<Tile, { kind: 'image' }>): string {
  const parts = [pending.place && 'place', pending.alt && 'alt text', pending.thumbnail && 'thumbnail'];
  return `Waits to be sent: ${parts.filter(Boolean).join(', ')}`;
}

/** What is said on an image that will be removed. `now` in epoch milliseconds. */
export function removalWords(until: number, now: number): string {
  return until > now ? `Goes in ${formatCountdown(until, now)}` : 'Will be removed';
}

/** Whether a tile counts as one that lacks its alt text: not one that goes, or that never arrived. */
export function lacksAlt(tile: Tile): boolean {
  if (tile.alt !== '') return false;
  return tile.kind === 'image' ? tile.pending.removal === null : isOpen(tile.entry.state);
}

/** How many have no alt text. */
export function missingAlts({ tiles }: Pick<Gallery, 'tiles'>): number {
  return tiles.filter(lacksAlt).length;
}
