import { z } from 'zod';

/** More files than this for one product may be a mistake: the largest galleries have about as many images. */
export const maxFilesUnasked = 30;

/** What was given at once: files without the ignored ones, and folders among what was dropped or chosen. */
export interface GivenCount {
  files: number;
  folders: number;
}

/** Whether the user is asked before so much goes to one product. */
export function asksBeforeAdding({ files, folders }: GivenCount): boolean {
  return files > maxFilesUnasked || (folders > 1 && files > 0);
}

/** `add-all`: to the product it was given for. `match`: each photo to the product that its name tells. */
export const placeAnswerSchema = z.enum(['add-all', 'match', 'cancel']);
export type PlaceAnswer = z.infer<typeof placeAnswerSchema>;
