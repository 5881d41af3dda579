import { z } from 'zod';
import { reasonOfStored, type Reason } from './messages/reason.ts';

/** Ids used on both sides. `model.ts` builds on them. */

/** Versions before 0.2 stored a reason as a sentence without arguments. */
const olderReasonSchema = z
  .object({ code: z.string(), sentence: z.string(), next: z.string().optional() })
  .transform(reasonOfStored);

export const reasonSchema: z.ZodType<Reason> = z.union([
  olderReasonSchema,
  z
    .object({ code: z.string(), args: z.record(z.string(), z.union([z.string(), z.number()])).optional() })
    // A newer version may have stored an unknown code; `sentenceOf` then says so.
    .transform((stored) => stored as Reason),
]);

export const storeIdSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);
export const productIdSchema = z.int().positive();
export const entryIdSchema = z.int().positive();
export const batchIdSchema = z.int().positive();
