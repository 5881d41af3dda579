import { markIn } from '../../../shared/mark.ts';
import type { StoreImage } from '../../bigcommerce/image-api.ts';
import { storedStem } from '../../catalog/stored-stem.ts';
import type { CreatingEntry } from '../entry.ts';

/**
 * The image that an entry created, or null. Photos are found by their mark, web pictures by a new image with
 * the same file stem. The lowest id wins, so every check finds the same one. Pure.
 */
export function findArrived(
  entry: CreatingEntry,
  images: readonly StoreImage[],
  taken: ReadonlySet<number>,
): number | null {
  const candidates = images.filter((image) =>
    entry.type === 'upload'
      ? markIn(image.imageFile) === entry.photo.mark
      : !taken.has(image.id) && couldBeImport(image, entry.url, entry.knownIds),
  );
  return candidates.length === 0 ? null : Math.min(...candidates.map((image) => image.id));
}

/** Whether an image is new since `knownIds` and has the file stem of the address. */
export function couldBeImport(image: StoreImage, url: string, knownIds: readonly number[]): boolean {
  return (
    !knownIds.includes(image.id) && bare(storedStem(image.imageFile)) === bare(storedStem(nameInUrl(url)))
  );
}

/** The decoded file name at the end of an address; empty if there is none. */
export function nameInUrl(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Stores drop spaces and other characters from names, so only letters and digits are compared. */
function bare(stem: string): string {
  return stem.replace(/[^a-z0-9]/gi, '').toLowerCase();
}
