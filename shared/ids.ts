import { z } from 'zod';

/** Ids of both sides and the shape of a reason. `model.ts` builds on them. */

export const reasonSchema = z.object({
  code: z.string(),
  sentence: z.string(),
  next: z.string().optional(),
});

export const storeIdSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);
export const productIdSchema = z.int().positive();
export const entryIdSchema = z.int().positive();
export const batchIdSchema = z.int().positive();
