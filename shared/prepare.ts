import { z } from 'zod';

/** Pixels. BigCommerce's zoom view shows at most 1,280. */
const edges = { min: 320, max: 20_000 };

const rightsText = z.string().trim().max(500);

/** The copyright and creator that a picture keeps although private data is removed. */
export const rightsSettingsSchema = z.object({
  /** Keeps what the picture itself states. */
  keep: z.boolean(),
  /** Texts for every picture, in place of its own; empty for none. */
  copyright: rightsText,
  creator: rightsText,
});
export type RightsSettings = z.infer<typeof rightsSettingsSchema>;
/** Who made a picture and who owns it, readable by anyone; '' if not stated. */
export type Rights = Omit<RightsSettings, 'keep'>;

export const prepareSettingsSchema = z.object({
  /** Larger pictures are scaled down to this, in pixels; null: never. */
  longestEdge: z.number().int().min(edges.min).max(edges.max).nullable().default(2560),
  /** Removes location, author and camera from the metadata. */
  removePrivate: z.boolean().default(true),
  /** Left out: copyright and creator are removed too. */
  rights: rightsSettingsSchema.optional(),
});
export type PrepareSettings = z.infer<typeof prepareSettingsSchema>;

/** The user's choice for one photo. What BigCommerce can't take is prepared in any case. */
export const prepareChoiceSchema = z.enum(['prepared', 'as-is']);
export type PrepareChoice = z.infer<typeof prepareChoiceSchema>;

const preparedTypes = ['jpeg', 'png', 'webp'] as const;
export type PreparedType = (typeof preparedTypes)[number];
