import { decoded, fold, sameSpelling, stemOf } from '../fold.ts';
import type { FileToMatch } from '../match.ts';

/** A file that a list may name. */
export interface ListedFile extends FileToMatch {
  /** Its path on the disk, if known. */
  path?: string;
}

/** What folder names mean for a row: its own product, or another one. */
export interface FolderSense {
  isOwn: (folder: string) => boolean;
  isAnothers: (folder: string) => boolean;
}

export interface FoundFiles {
  /** Places of the files that the cell may mean: none, one, or several that it doesn't distinguish. */
  places: number[];
  /** How closely the cell names them. If two rows claim one file, the closer one gets it. */
  fit: number;
  /** Paths of files with this name in other folders, if there is no better one. */
  elsewhere: string[];
}

interface Path {
  /** From the dropped folder on. */
  dropped: string[];
  /** From the top of the disk if that is known, else as dropped. */
  whole: string[];
}

const exact = 1_000;

/** A name without case and percent-encoding. */
const likeness = (name: string) => fold(decoded(name));

const segmentsOf = (path: string) =>
  path
    .normalize('NFC')
    .replaceAll('\\', '/')
    .replace(/^[a-z]:/i, '')
    .split('/')
    .map((segment) => segment.trim())
    .filter((segment) => segment !== '' && segment !== '.' && segment !== '..');

const isAbsolute = (path: string) => /^(?:[a-z]:|[/\\~])/i.test(path.trim());

const nameOf = (segments: readonly string[]) => segments.at(-1) ?? '';

/** Number of segments at the end that two paths share. Their names are taken as equal. */
function commonTail(a: readonly string[], b: readonly string[]): number {
  let count = 1;
  const same = (one?: string, other?: string) =>
    one !== undefined && other !== undefined && likeness(one) === likeness(other);
  while (same(a.at(-1 - count), b.at(-1 - count))) count += 1;
  return count;
}

/**
 * A path without the folders in which a shop system keeps pictures: Magento's `m/u/mug.jpg`, BigCommerce's
 * `k/635/mug__12345.jpg`, and their import folders. Null if it has none.
 */
function withoutShopFolders(segments: readonly string[]): string[] | null {
  const storage = segments.findLastIndex((one) => /^(?:import|product_images)$/i.test(one));
  const product = segments.findIndex(
    (one, at) => fold(one) === 'product' && fold(segments[at - 1] ?? '') === 'catalog',
  );
  const left = segments.slice(Math.max(storage, product) + 1);
  const [first, second, name = '', ...more] = left;
  const dispersed = Array.from(fold(name).replaceAll('.', '_'));
  const isMagento =
    first !== undefined &&
    second !== undefined &&
    fold(first) === dispersed[0] &&
    fold(second) === dispersed[1];
  const isBigCommerce =
    /^[a-z]$/.test(first ?? '') && /^\d{3}$/.test(second ?? '') && /__\d{5}\.\w+$/.test(name);
  if (name !== '' && more.length === 0 && (isMagento || isBigCommerce)) return [name];
  return left.length > 0 && left.length < segments.length ? left : null;
}

/**
 * Finds files by a name or path as a list has it, ignoring case and percent-encoding. A path only means files whose
 * own path ends with it. A path from the top of another computer's disk means files that share its end, at least up
 * to its last folder.
 */
export function createFileFinder(
  files: readonly ListedFile[],
): (written: string, sense: FolderSense) => FoundFiles {
  const paths = files.map(pathOf);
  const places = [...paths.keys()];
  const droppedAt = (place: number) => paths[place]?.dropped ?? [];
  const wholeAt = (place: number) => paths[place]?.whole ?? [];
  const byName = Map.groupBy(places, (place) => fold(nameOf(droppedAt(place))));
  /** By the name on the disk, because a camera's JPEG has another name than its raw photograph. */
  const byNameOnDisk = Map.groupBy(places, (place) => fold(nameOf(segmentsOf(files[place]?.path ?? ''))));
  const byLikeness = Map.groupBy(places, (place) => likeness(nameOf(droppedAt(place))));
  const byStem = Map.groupBy(places, (place) => fold(stemOf(nameOf(droppedAt(place)))));

  /**
   * Files whose path ends in these segments. An exact spelling, or the exact path from the dropped folder on, goes
   * before others.
   */
  function endingIn(cell: readonly string[], named: readonly number[]): number[] {
    const all = named.filter((place) => commonTail(wholeAt(place), cell) >= cell.length);
    const text = cell.join('/');
    const narrower = [
      all,
      all.filter((place) => `/${wholeAt(place).join('/')}`.endsWith(`/${text}`)),
      all.filter((place) => cell.length > 1 && droppedAt(place).length === cell.length),
    ];
    return narrower.find((some) => some.length === 1) ?? all;
  }

  /** The files that share the longest end of the path, without those in a folder of another product. */
  function endingLike(cell: readonly string[], named: readonly number[], sense: FolderSense): FoundFiles {
    const own = cell.slice(0, -1).some(sense.isOwn);
    const likely = named.flatMap((place) => {
      const common = commonTail(wholeAt(place), cell);
      const isOthers = droppedAt(place).slice(0, -common).some(sense.isAnothers);
      const isOwn = !own || cell.slice(-common, -1).some(sense.isOwn);
      return common > 1 && isOwn && !isOthers ? [{ place, common }] : [];
    });
    const fit = Math.max(0, ...likely.map(({ common }) => common));
    return {
      places: likely.filter(({ common }) => common === fit).map(({ place }) => place),
      fit,
      elsewhere: [],
    };
  }

  return (written, sense) => {
    const cell = segmentsOf(written);
    const name = fold(nameOf(cell));
    const like = likeness(nameOf(cell));
    const named =
      byName.get(name) ?? byLikeness.get(like) ?? byStem.get(like) ?? byNameOnDisk.get(name) ?? [];
    const ending = endingIn(cell, named);
    if (ending.length > 0) {
      // Two rows may name files that differ only by an accent, and one of these files may be missing.
      const isSpelled = ending.some(
        (place) => sameSpelling(nameOf(wholeAt(place))) === sameSpelling(nameOf(cell)),
      );
      const fit = (cell.length === 1 ? 0 : exact + cell.length) + (isSpelled || !byName.has(name) ? 0.5 : 0);
      return { places: ending, fit, elsewhere: [] };
    }

    const elsewhere = named.map((place) => droppedAt(place).join('/'));
    const bare = withoutShopFolders(cell);
    if (bare !== null) {
      const others = named.filter((place) => !droppedAt(place).slice(0, -1).some(sense.isAnothers));
      return { places: endingIn(bare, others), fit: bare.length - 1, elsewhere };
    }
    return isAbsolute(written)
      ? { ...endingLike(cell, named, sense), elsewhere }
      : { places: [], fit: 0, elsewhere };
  };
}

function pathOf({ fileName, folder, path }: ListedFile): Path {
  const dropped = [...segmentsOf(folder), fileName.normalize('NFC')];
  const known = path === undefined ? [] : [...segmentsOf(path).slice(0, -1), fileName.normalize('NFC')];
  const whole = known.length > dropped.length && commonTail(known, dropped) >= dropped.length;
  return { dropped, whole: whole ? known : dropped };
}
