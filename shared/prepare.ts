import { z } from 'zod';

/** Pixels. BigCommerce's zoom view shows at most 1,280. */
const edges = { least: 320, most: 20_000 };

export const prepareSettingsSchema = z.object({
  /** Larger pictures are scaled down to this, in pixels; null: never. */
  longestEdge: z.number().int().min(edges.least).max(edges.most).nullable().default(2560),
  /** Removes location, author and camera from the metadata. */
  removePrivate: z.boolean().default(true),
});
export type PrepareSettings = z.infer<typeof prepareSettingsSchema>;

/** The user's choice for one photo. What BigCommerce can't take is prepared in any case. */
export const prepareChoiceSchema = z.enum(['prepared', 'as-is']);
export type PrepareChoice = z.infer<typeof prepareChoiceSchema>;

export const preparedTypes = ['jpeg', 'png', 'webp'] as const;
export type PreparedType = (typeof preparedTypes)[number];
