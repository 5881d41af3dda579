import { fileStem } from '../../shared/file-stem.ts';
import { storedStem } from './stored-stem.ts';

/** An image that has the name of a file. */
export interface NamedImage {
  imageId: number;
  /** False if the name ends in eight letters that may be a mark or a word, such as `mug-portrait.jpg`. */
  isCertain: boolean;
  /** The photo itself, prepared by another recipe. */
  isSamePhoto?: true;
}

/** What stores keep of a file's name in any case: the letters and digits of its stem, in lower case. */
export function nameKey(fileName: string): string {
  return bare(fileStem(fileName));
}

/**
 * Images of one product by the names of the files that they came from. A name that several images have is left out.
 * Pure.
 */
export function imagesByName(
  images: readonly { id: number; imageFile: string }[],
): ReadonlyMap<string, NamedImage> {
  const byName = new Map<string, NamedImage[]>();
  for (const { id, imageFile } of images) {
    const stem = storedStem(imageFile);
    const mark = /^(.+)-([a-z2-7]{8})$/.exec(stem);
    const named = (key: string, isCertain: boolean): void => {
      if (key !== '') byName.set(key, [...(byName.get(key) ?? []), { imageId: id, isCertain }]);
    };
    const isSurelyMark = mark !== null && /[2-7]/.test(mark[2] ?? '');
    if (mark !== null) named(bare(mark[1] ?? ''), isSurelyMark);
    if (!isSurelyMark) named(bare(stem), true);
  }
  return new Map(
    [...byName].flatMap(([key, found]) => {
      const certain = found.filter(({ isCertain }) => isCertain);
      const [only, ...others] = certain.length > 0 ? certain : found;
      return only === undefined || others.length > 0 ? [] : [[key, only] as const];
    }),
  );
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^a-z0-9]/gi, '')
    .toLowerCase();
}
