import { z } from 'zod';
import { recipeSchema } from './recipe.ts';
import { itemIdSchema, pictureSizeSchema } from './review.ts';

/** What the window shows while a recipe is chosen. */

export const recipePhotoSchema = z.object({
  id: itemIdSchema,
  fileName: z.string(),
  /** Same-origin path of a small preview. */
  preview: z.string().nullable(),
  /** By the user's choice: it follows no recipe. */
  asIs: z.boolean(),
  recipe: recipeSchema.nullable(),
  variantRecipe: recipeSchema.nullable(),
});
export type RecipePhoto = z.infer<typeof recipePhotoSchema>;

/** A name as it is sent: `stem-mark.extension`. */
export const recipeExampleSchema = z.object({
  stem: z.string(),
  mark: z.string(),
  extension: z.string(),
  /** The product's name is shortened to fit. */
  isTooLong: z.boolean(),
});
export type RecipeExample = z.infer<typeof recipeExampleSchema>;

/** `profile`: '' for sRGB. */
const drawnSchema = pictureSizeSchema.extend({ preview: z.string(), profile: z.string() });

/** A photo as it is on disk, and as it is sent. */
export const drawnRecipeSchema = z.object({ before: drawnSchema, after: drawnSchema, sentence: z.string() });
export type DrawnRecipe = z.infer<typeof drawnRecipeSchema>;
