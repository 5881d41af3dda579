import { z } from 'zod';

/** Names by which both sides know things, and the shape of a reason; apart from `model.ts`, which is made of them. */

export const reasonSchema = z.object({
  code: z.string(),
  sentence: z.string(),
  next: z.string().optional(),
});

export const storeIdSchema = z.string().regex(/^[a-z0-9-]{1,64}$/);
export const productIdSchema = z.int().positive();
export const entryIdSchema = z.int().positive();
export const batchIdSchema = z.int().positive();
