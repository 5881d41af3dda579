import { z } from 'zod';
import { recipeLimits } from './recipe-key.ts';

/**
 * A recipe: how a shop wants its photos sent. It is chosen in the review, saved with a store, and is part of a photo's
 * mark: the same photo under another recipe is another image. All lengths are in pixels, all sizes in bytes.
 */

const within = ({ min, max }: { min: number; max: number }) => z.int().min(min).max(max);

export const ratioSchema = z
  .object({ width: within(recipeLimits.ratioPart), height: within(recipeLimits.ratioPart) })
  .strict();
export type Ratio = z.infer<typeof ratioSchema>;

/** `edge`: the colour that the picture has along its own edges. */
export const fillSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('white') }).strict(),
  z.object({ type: z.literal('edge') }).strict(),
  z.object({ type: z.literal('colour'), colour: z.string().regex(/^#[0-9a-f]{6}$/) }).strict(),
]);
export type Fill = z.infer<typeof fillSchema>;

/** How a picture gets its shape. `crop` keeps the part with the subject. */
export const shapeSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('as-shot') }).strict(),
  z
    .object({
      type: z.literal('padding'),
      ratio: ratioSchema,
      fill: fillSchema,
      padding: within(recipeLimits.padding),
    })
    .strict(),
  z.object({ type: z.literal('crop'), ratio: ratioSchema }).strict(),
]);
export type Shape = z.infer<typeof shapeSchema>;

/** `usual`: as large as a copy without a recipe would be. `bytes`: at most. */
export const targetSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('usual') }).strict(),
  z.object({ type: z.literal('quality'), quality: within(recipeLimits.quality) }).strict(),
  z.object({ type: z.literal('bytes'), bytes: within(recipeLimits.bytes) }).strict(),
]);
export type Target = z.infer<typeof targetSchema>;

const recipeFormats = ['as-is', 'jpeg', 'png', 'webp'] as const;

export const recipeSchema = z
  .object({
    shape: shapeSchema,
    /** Removes borders of one colour first. */
    trim: z.boolean(),
    /** Larger pictures are scaled down to this; null: the limit of the settings. */
    longestEdge: within(recipeLimits.edge).nullable(),
    /** `screen`: a little, once it is scaled down. */
    sharpen: z.enum(['off', 'screen']),
    format: z.enum(recipeFormats),
    target: targetSchema,
    /** In place of the picture's own; '' for none. */
    copyright: z.string().trim().max(recipeLimits.copyright),
    /** See `name-template.ts`; '' keeps the file's name. */
    nameTemplate: z.string().trim().max(recipeLimits.nameTemplate),
  })
  .strict();
export type PhotoRecipe = z.infer<typeof recipeSchema>;

export const recipeNameSchema = z.string().trim().min(1).max(recipeLimits.name);

/** `variants`: for the own pictures of variants, which otherwise get what the gallery gets. */
export const recipeUseSchema = z.enum(['gallery', 'variants']);
export type RecipeUse = z.infer<typeof recipeUseSchema>;

export const savedRecipeSchema = z.object({ name: z.string(), recipe: recipeSchema });
export type SavedRecipe = z.infer<typeof savedRecipeSchema>;
