import { z } from 'zod';

/** What taking queued photos back does. */
export const takeBackCountsSchema = z.object({
  /** Photos and variant images that are not in the store yet: they are cancelled. */
  open: z.number(),
  /** Of these, the variant images; left out for 0. */
  openVariantImages: z.number().optional(),
  /** Images that are removed from the store. */
  arrived: z.number(),
  /** Photos that stay in the store, because what they replaced is gone. */
  stays: z.number(),
  /** Variants that get their earlier picture back, or none; left out for 0. */
  restored: z.number().optional(),
  /** Variants whose picture somebody changed after it had arrived: left as they are. Left out for 0. */
  changedSince: z.number().optional(),
  /** Variants whose picture stays, because the one before it is not known; left out for 0. */
  unknownBefore: z.number().optional(),
});
export type TakeBackCounts = z.infer<typeof takeBackCountsSchema>;

/** An edit, and what undoing it does. */
export const askingSchema = z.object({ edit: z.string(), counts: takeBackCountsSchema });
export type Asking = z.infer<typeof askingSchema>;

/** What a request to undo or redo did. `asks`: it would remove images, and waits for a confirmation. */
export const undoneSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('nothing') }),
  z.object({ type: z.literal('done'), edit: z.string() }),
  askingSchema.extend({ type: z.literal('asks') }),
]);
export type Undone = z.infer<typeof undoneSchema>;

export const maxStepsListed = 12;
