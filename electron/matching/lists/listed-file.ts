import { decoded, fold, sameSpelling, stemOf } from '../fold.ts';
import type { FileToMatch } from '../match.ts';

/** A file that a list may name. */
export interface ListedFile extends FileToMatch {
  /** Where it lies on the disk, as far as that is known. */
  path?: string;
}

/** What the folders of a row's cell say about a folder, by the product of the row. */
export interface FolderSense {
  isOwn: (folder: string) => boolean;
  isAnothers: (folder: string) => boolean;
}

export interface FoundFiles {
  /** Places of the files that the cell may mean: none, the one, or several that it doesn't tell apart. */
  places: number[];
  /** How closely the cell names them; of two rows that claim one file the closer one has it. */
  fit: number;
  /** Paths of files that have the name and lie in other folders; told where there is no other. */
  elsewhere: string[];
}

interface Path {
  /** From the dropped folder on. */
  dropped: string[];
  /** From the top of the disk where that is known, else as dropped. */
  whole: string[];
}

const exact = 1_000;

/** A name without case, and as it was before a web address had it. */
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

/** Segments at the end that two paths have in common, their names taken for the same. */
function commonTail(a: readonly string[], b: readonly string[]): number {
  let count = 1;
  const same = (one?: string, other?: string) =>
    one !== undefined && other !== undefined && likeness(one) === likeness(other);
  while (same(a.at(-1 - count), b.at(-1 - count))) count += 1;
  return count;
}

/**
 * A path without the folders that a shop system keeps pictures in: Magento's `m/u/mug.jpg`, BigCommerce's
 * `k/635/mug__12345.jpg`, and their import folders. Null for a path that has none.
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
 * Finds files by a name or path as a list has it, case and a web address’s way to write it aside. A path means only
 * files whose own path ends in it. Of a path from the top of another computer the end counts, as far as it goes, but at
 * least its last folder.
 */
export function createFileFinder(
  files: readonly ListedFile[],
): (written: string, sense: FolderSense) => FoundFiles {
  const paths = files.map(pathOf);
  const places = [...paths.keys()];
  const droppedAt = (place: number) => paths[place]?.dropped ?? [];
  const wholeAt = (place: number) => paths[place]?.whole ?? [];
  const byName = Map.groupBy(places, (place) => fold(nameOf(droppedAt(place))));
  /** By the name on the disk: a camera's JPEG has another name than its raw photograph. */
  const byNameOnDisk = Map.groupBy(places, (place) => fold(nameOf(segmentsOf(files[place]?.path ?? ''))));
  const byLikeness = Map.groupBy(places, (place) => likeness(nameOf(droppedAt(place))));
  const byStem = Map.groupBy(places, (place) => fold(stemOf(nameOf(droppedAt(place)))));

  /**
   * Files whose path ends in these segments; those written exactly so, or so from the dropped folder on, before
   * others.
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

  /** Of the files that have most of the path's end in common, those that nothing says to be another product's. */
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
      // Two rows may tell files apart by an accent only, and one of these files be missing.
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
