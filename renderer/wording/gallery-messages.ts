import { text } from '../../shared/messages/text.ts';
import type { Entry, Gallery, Tile } from '../../shared/model.ts';
import { formatAgo, formatCountdown, formatList } from './format.ts';
import { sentenceOf, textsInWords, type ReasonTexts } from '../../shared/messages/reason.ts';
import { entryStateWords, isOpen } from './entry-messages.ts';
import type { SteadyStore } from './store-messages.ts';

/** How many images the store has of the product, and how many are still to come. */
export function galleryCounts({ tiles }: Pick<Gallery, 'tiles'>): { images: number; open: number } {
  return {
    images: tiles.filter((tile) => tile.type === 'image').length,
    open: tiles.filter((tile) => tile.type === 'entry' && isOpen(tile.entry.state)).length,
  };
}

export function countWords(gallery: Gallery): string {
  const { images, open } = galleryCounts(gallery);
  if (images === 0 && open === 0 && gallery.refreshing && gallery.refreshedAt === null) return '';
  return text('gallery.counts', { images, open });
}

/** Whether the product was removed from the store. Photos that were queued for it may still be shown. */
export function isGone({ problem }: Gallery): boolean {
  return problem?.code === 'unknown-product';
}

/** How fresh the gallery is. `now` in epoch milliseconds. */
export function galleryFreshness(gallery: Gallery, store: SteadyStore, now: number): string {
  if (gallery.refreshing) return text('common.askingTheStore');
  const away =
    store.state.type === 'offline' || store.state.type === 'needs-sign-in' || gallery.problem !== null;
  const at = gallery.refreshedAt ?? store.catalog.syncedAt;
  if (at === null) return '';
  return text(away ? 'common.asLastSeen' : 'common.updated', { ago: formatAgo(at, now) });
}

/** The state of a removal of all images; null once it is done or cancelled. */
export function clearingWords({ state }: Entry, now: number): ReasonTexts | null {
  switch (state.type) {
    case 'waiting':
      return { sentence: text('gallery.clearWaits') };
    case 'sending':
      return { sentence: text('gallery.clearing') };
    case 'verifying':
      return { sentence: text('outbox.verifying') };
    case 'retrying':
      return {
        sentence: text('gallery.clearRetries', { countdown: formatCountdown(state.at, now) }),
        next: sentenceOf(state.reason),
      };
    case 'failed':
      return {
        ...textsInWords(state.reason),
        sentence: text('gallery.clearFailed', { reason: sentenceOf(state.reason) }),
      };
    case 'done':
    case 'cancelled':
      return null;
  }
}

export function tileFile(tile: Tile): string {
  return tile.type === 'image' ? tile.fileName : tile.entry.fileName;
}

/** The name of a tile inside a sentence. */
export function tileName(tile: Tile): string {
  return tileFile(tile) || tile.alt || text('gallery.thisImage');
}

/** Tiles inside a sentence: the name of a single one, else their number. */
export function tilesName(tiles: readonly Tile[]): string {
  const [only] = tiles;
  if (only !== undefined && tiles.length === 1) return tileName(only);
  const photos = tiles.every(({ type }) => type === 'entry');
  return text(photos ? 'common.photos' : 'common.images', { count: tiles.length });
}

/** The name of a tile for screen readers. `leaving`: all images will be removed. */
export function tileWords(tile: Tile, leaving: boolean): string {
  const words =
    tile.type === 'image'
      ? [
          tile.alt || tile.fileName,
          tile.isThumbnail && text('gallery.isThumbnail'),
          tile.alt === '' && text('gallery.hasNoAlt'),
          (leaving || tile.pending.removal !== null) && text('gallery.isLeaving'),
          tile.pending.failedAlt !== undefined && text('gallery.altNotSaved'),
          waits(tile) && text('gallery.hasChanges'),
        ]
      : [
          tile.entry.fileName,
          entryStateWords(tile.entry),
          tile.willBeThumbnail && text('gallery.becomesThumbnail'),
        ];
  return formatList(words);
}

/** Whether an edit of an image is not sent yet. Its removal has a note of its own. */
export function waits(tile: Tile): boolean {
  if (tile.type === 'entry') return false;
  const { alt, thumbnail, place } = tile.pending;
  return alt || thumbnail || place;
}

/** Names the edits of an image that are not sent yet. */
export function waitingWords({ pending }: Extract<Tile, { type: 'image' }>): string {
  const parts = [
    pending.place && text('gallery.partPlace'),
    pending.alt && text('gallery.partAlt'),
    pending.thumbnail && text('gallery.partThumbnail'),
  ];
  return text('gallery.waitsToBeSent', { parts: formatList(parts) });
}

/** The note on an image that will be removed. Epoch milliseconds. */
export function removalWords(until: number, now: number): string {
  return until > now
    ? text('gallery.goesIn', { countdown: formatCountdown(until, now) })
    : text('gallery.willBeRemoved');
}

/** Whether a tile lacks its alt text. Images to be removed and ended entries don't count. */
export function lacksAlt(tile: Tile): boolean {
  if (tile.alt !== '') return false;
  return tile.type === 'image' ? tile.pending.removal === null : isOpen(tile.entry.state);
}

export function missingAlts({ tiles }: Pick<Gallery, 'tiles'>): number {
  return tiles.filter(lacksAlt).length;
}
