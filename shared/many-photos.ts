import { z } from 'zod';

/** More files for one product may be a mistake: few galleries have more images. */
export const maxFilesUnasked = 30;

/** Files without the ignored ones, and folders among what was dropped. */
export interface GivenCount {
  files: number;
  folders: number;
}

export function asksBeforeAdding({ files, folders }: GivenCount): boolean {
  return files > maxFilesUnasked || (folders > 1 && files > 0);
}

/** `add-all`: to the given product. `match`: each photo is matched by name. */
export const placeAnswerSchema = z.enum(['add-all', 'match', 'cancel']);
export type PlaceAnswer = z.infer<typeof placeAnswerSchema>;
