import type { Entry, Gallery, Store } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { formatAgo, formatCount, formatCountdown, formatNumber } from '../ui/format.ts';
import { isOpen } from './entry-words.ts';

/** How many images the store has of the product, and how many are still to come. */
export function galleryCounts({ tiles }: Pick<Gallery, 'tiles'>): { images: number; open: number } {
  return {
    images: tiles.filter((tile) => tile.kind === 'image').length,
    open: tiles.filter((tile) => tile.kind === 'entry' && isOpen(tile.entry.state)).length,
  };
}

export function countWords(gallery: Gallery): string {
  const { images, open } = galleryCounts(gallery);
  const said = images === 0 ? 'No images in the store' : formatCount(images, 'image');
  return open === 0 ? said : `${said}, ${formatNumber(open)} on the way`;
}

/** How fresh the gallery is. `now` in epoch milliseconds. */
export function galleryFreshness(gallery: Gallery, store: Store, now: number): string {
  if (gallery.refreshing) return 'Asking the store…';
  const away = store.state.is === 'offline' || store.state.is === 'needs-sign-in' || gallery.problem !== null;
  const at = gallery.refreshedAt ?? store.catalog.syncedAt;
  if (at === null) return '';
  return away ? `As last seen ${formatAgo(at, now)}` : `Updated ${formatAgo(at, now)}`;
}

/** What is to be said of the intent to remove all images; null when there is nothing more to say. */
export function clearingWords({ state }: Entry, now: number): Pick<Reason, 'sentence' | 'next'> | null {
  switch (state.is) {
    case 'waiting':
      return { sentence: 'All images of this product will be removed.' };
    case 'sending':
    case 'verifying':
      return { sentence: 'All images of this product are being removed…' };
    case 'retrying':
      return {
        sentence: `All images of this product will be removed, trying again in ${formatCountdown(state.at, now)}.`,
        next: state.reason.sentence,
      };
    case 'failed':
      return {
        sentence: `The images were not removed. ${state.reason.sentence}`,
        next: state.reason.next,
      };
    case 'done':
    case 'cancelled':
      return null;
  }
}
