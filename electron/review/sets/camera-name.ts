import { fileStem } from '../../../shared/file-stem.ts';

/** What a name that a camera gave says: `IMG_4711` is photo 4711 of the cameras that write `IMG_`. */
export interface CameraName {
  prefix: string;
  counter: number;
}

/** Null for a name without a number of at least three digits: cameras count with more. Pure. */
export function cameraName(fileName: string): CameraName | null {
  const stem = fileStem(fileName);
  const found = [...stem.matchAll(/\d{3,9}/g)].at(-1);
  if (found === undefined) return null;
  return { prefix: stem.slice(0, found.index).toLowerCase(), counter: Number(found[0]) };
}
