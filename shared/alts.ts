import { z } from 'zod';
import { entryIdSchema, productIdSchema, reasonSchema } from './ids.ts';

/** Alt texts of the images of many products. */

/** Longer alt texts are refused by Packshot's window and lists. */
export const maxAltLength = 2_000;
/** A longer alt text gets a hint: screen readers may cut it. */
export const longAltLength = 125;
/** Rows that one list or one save may have. */
export const maxAltRows = 100_000;

export const altImageSchema = z.object({
  imageId: z.number(),
  /** Position in the gallery, from 1. */
  place: z.number(),
  /** With what the outbox will still change. */
  alt: z.string(),
  file: z.string(),
  /** Same-origin path of a small picture. */
  picture: z.string(),
  /** What the file name says of the picture: `front`; '' for nothing. */
  view: z.string(),
  /** Values of the variant's options, by lower-case name: `colour`. */
  options: z.record(z.string(), z.string()),
  state: z.discriminatedUnion('type', [
    z.object({ type: z.literal('saved') }),
    z.object({ type: z.literal('saving') }),
    /** `alt` is the text that was typed. */
    z.object({ type: z.literal('failed'), entryId: entryIdSchema, reason: reasonSchema }),
  ]),
});
export type AltImage = z.infer<typeof altImageSchema>;

export const altProductSchema = z.object({
  productId: productIdSchema,
  name: z.string(),
  sku: z.string(),
  /** '' for a product without one. */
  brand: z.string(),
  /** The first of its categories; '' without one. */
  category: z.string(),
  images: z.array(altImageSchema),
});
export type AltProduct = z.infer<typeof altProductSchema>;

const altText = z.string().max(maxAltLength);
const image = { productId: productIdSchema, imageId: z.int().positive() };

/** What others wrote may be longer than what can be saved here. */
const altInStore = z.string().max(65_536);

/** `before`: the text the user saw. Another one in its place is not overwritten. */
export const altChangeSchema = z.object({ ...image, before: altInStore, alt: altText }).strict();
export type AltChange = z.infer<typeof altChangeSchema>;

/** An alt text of an image, as lists have it. */
export const altOfImageSchema = z.object({ ...image, alt: altInStore }).strict();
export type AltOfImage = z.infer<typeof altOfImageSchema>;

/** What a list says, compared with the store as last known. */
export const altListSchema = z.object({
  changes: z.array(altOfImageSchema),
  /** Rows that match the store. */
  same: z.number(),
  /** Rows of images that the store doesn't have. */
  unknown: z.number(),
  /** Rows that don't say of which image they are, or have no alt text, not even an empty one. */
  unreadable: z.number(),
  /** Rows with more than `maxAltLength` characters. */
  tooLong: z.number(),
});
export type AltList = z.infer<typeof altListSchema>;
