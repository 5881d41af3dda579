import { z } from 'zod';
import { limits } from './limits.ts';

/**
 * A recipe: how a shop wants its photos sent. It is chosen in the review, saved with a store, and is part of a photo's mark: the
 * same photo under another recipe is another image. All lengths are in pixels, all sizes in bytes.
 */

export const recipeLimits = {
  edge: { min: 320, max: 20_000 },
  /** Percent of the picture's width and height on each side. */
  padding: { min: 0, max: 30 },
  ratioPart: { min: 1, max: 100 },
  quality: { min: 40, max: 100 },
  bytes: { min: 20 * 1024, max: limits.imageBytes },
  copyright: 500,
  name: 60,
  nameTemplate: 200,
} as const;

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

export const recipeFormats = ['as-is', 'jpeg', 'png', 'webp'] as const;

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

/** Changes nothing. */
export const plainRecipe: PhotoRecipe = {
  shape: { type: 'as-shot' },
  trim: false,
  longestEdge: null,
  sharpen: 'off',
  format: 'as-is',
  target: { type: 'usual' },
  copyright: '',
  nameTemplate: '',
};

/** What a store without recipes is offered. */
export const squareOnWhite: PhotoRecipe = {
  ...plainRecipe,
  shape: { type: 'padding', ratio: { width: 1, height: 1 }, fill: { type: 'white' }, padding: 8 },
  trim: true,
  longestEdge: 1600,
  sharpen: 'screen',
  format: 'jpeg',
  nameTemplate: '{product}-{option}-{view}',
};

export const recipeNameSchema = z.string().trim().min(1).max(recipeLimits.name);

/** `variants`: for the own pictures of variants, which otherwise get what the gallery gets. */
export const recipeUseSchema = z.enum(['gallery', 'variants']);
export type RecipeUse = z.infer<typeof recipeUseSchema>;

export const savedRecipeSchema = z.object({ name: z.string(), recipe: recipeSchema });
export type SavedRecipe = z.infer<typeof savedRecipeSchema>;

/**
 * The same text for the same recipe, on every computer and in every version: only what differs from `plainRecipe`, with the names in
 * alphabetical order. A later field must not change it while it has its default. '' for a recipe that changes nothing.
 */
export function recipeKey(recipe: PhotoRecipe): string {
  const fields = Object.entries(recipe).filter(
    ([name, value]) => inOrder(value) !== inOrder(plainRecipe[name as keyof PhotoRecipe]),
  );
  return fields.length === 0 ? '' : inOrder(Object.fromEntries(fields));
}

function inOrder(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, part]) => `${JSON.stringify(name)}:${inOrder(part)}`).join(',')}}`;
}
