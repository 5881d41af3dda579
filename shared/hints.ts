import { z } from 'zod';
import { hintTypes } from './hint-types.ts';

/** What may be wrong with a photo. A hint keeps nobody from sending it. */
export const hintTypeSchema = z.enum(hintTypes);
export type HintType = z.infer<typeof hintTypeSchema>;

export const hintSchema = z.object({
  type: hintTypeSchema,
  /** A few words. */
  words: z.string(),
  /** What was seen, with its numbers, and what it is compared with. */
  why: z.string(),
});
export type Hint = z.infer<typeof hintSchema>;
