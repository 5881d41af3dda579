import { fileStem } from '../../shared/file-stem.ts';

/** The stem of a stored path such as `r/057/mug__62714.jpg`, without folder, extension and appended numbers. */
export function storedStem(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return fileStem(name).replace(/(?:__\d{5})+$/, '');
}
