import { z } from 'zod';

/** The longest edge, in pixels, that the user may ask for. BigCommerce's zoom view shows at most 1,280. */
const edges = { least: 320, most: 20_000 };

/** How pictures are prepared for the store. Plain data, kept with the other settings. */
export const prepareSettingsSchema = z.object({
  /** Pictures with a longer edge, in pixels, are scaled down to it; null leaves them as large as they are. */
  longestEdge: z.number().int().min(edges.least).max(edges.most).nullable().default(2560),
  /** Whether where a picture was taken, by whom and with which camera is removed. */
  removePrivate: z.boolean().default(true),
});
export type PrepareSettings = z.infer<typeof prepareSettingsSchema>;

/** What the user wants of one photo. What BigCommerce can't take is prepared whatever the choice. */
export const prepareChoiceSchema = z.enum(['prepared', 'as-is']);
export type PrepareChoice = z.infer<typeof prepareChoiceSchema>;

/** The types Packshot writes. */
export const preparedTypes = ['jpeg', 'png', 'webp'] as const;
export type PreparedType = (typeof preparedTypes)[number];
