import { z } from 'zod';
import { acceptedTypes } from '../../../shared/limits.ts';
import type { Outcome, Reason } from '../../../shared/outcome.ts';
import { rightsSettingsSchema, type PrepareSettings } from '../../../shared/prepare.ts';
import { shapeSchema, type PhotoRecipe } from '../../../shared/recipe.ts';
import { spaceNames, type PictureFacts } from '../picture-facts.ts';
import type { Prepared } from '../prepare/prepare.ts';
import type { CopyRecipe } from '../prepare/copy-recipe.ts';
import type { ProductFields } from '../product-fields.ts';
import type { Measures } from '../measure.ts';
import type { FileProbe } from '../probe-file.ts';
import { likenessPattern } from '../likeness.ts';
import type { PictureClues, WantedClues } from '../read-clues.ts';
import { maxCodeLength, maxCodes } from '../bounds.ts';

/**
 * Messages between main and a picture process. Pictures are passed by path, never in a message. A picture process has
 * read untrusted bytes, so main checks the shape of all its messages.
 */

/** Where an inspection puts the prepared copy, if the picture must be prepared in any case. */
export interface PrepareAhead {
  settings: PrepareSettings;
  /** The recipe of the photo; null for the settings alone. */
  recipe: PhotoRecipe | null;
  to: string;
  previewTo: string;
}

export interface PreparedAhead {
  recipe: CopyRecipe;
  prepared: Prepared;
}

export interface InspectedByPath {
  facts: PictureFacts;
  ahead: PreparedAhead | null;
}

export type PictureRequest =
  | { type: 'probe'; path: string; fileName: string }
  | { type: 'inspect'; path: string; fileName: string; previewTo: string; ahead: PrepareAhead | null }
  | { type: 'prepare'; from: string; to: string; facts: PictureFacts; recipe: CopyRecipe; previewTo: string }
  | { type: 'camera-jpeg'; path: string; to: string }
  | { type: 'clues'; path: string; facts: PictureFacts; wanted: WantedClues }
  /** `facts`: null for a picture that was not inspected. */
  | { type: 'measure'; path: string; facts: PictureFacts | null }
  | { type: 'render'; path: string; longestEdge: number; to: string; format: 'webp' | 'png' };

/** The answer to each request. */
export interface PictureAnswers {
  probe: Outcome<FileProbe>;
  inspect: Outcome<InspectedByPath>;
  prepare: Outcome<Prepared>;
  'camera-jpeg': Outcome<null>;
  clues: Outcome<PictureClues>;
  measure: Outcome<Measures>;
  /** Whether the picture could be drawn. */
  render: boolean;
}

export type ToPictureProcess =
  | { type: 'run'; request: PictureRequest }
  /** The memory that was asked for is free. */
  | { type: 'reserved' };

const reason = z.object({
  code: z.string().max(100),
  args: z.record(z.string().max(100), z.union([z.string().max(10_000), z.number()])).optional(),
}) as z.ZodType<Reason>;
const outcome = <T>(value: z.ZodType<T>): z.ZodType<Outcome<T>> =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), reason }),
  ]);

const count = z.number().int().nonnegative();
const pictureType = z.enum([...acceptedTypes, 'tiff', 'heic', 'avif']);
const text = z.string().max(10_000);
const fieldTexts = z.array(z.object({ field: text, text })).max(10_000);
const fields: z.ZodType<ProductFields> = z.object({
  identifiers: fieldTexts,
  texts: fieldTexts,
  alt: text,
  description: text,
});
const facts: z.ZodType<PictureFacts> = z.object({
  type: pictureType,
  width: count,
  height: count,
  bytes: count,
  orientation: count,
  colour: z.enum(['srgb', 'wide', 'grey', 'profiled-grey', 'cmyk', 'lab']),
  profile: z.string().max(10_000).nullable(),
  colourNumbers: z.object({ space: z.enum(spaceNames), gamma: z.number().nullable() }).optional(),
  bitsPerChannel: count,
  hasAlpha: z.boolean(),
  frames: count,
  paletteColours: z.number().optional(),
  hasPrivateMetadata: z.boolean(),
  capturedAt: z.number().nullable(),
  fields: fields.nullable().optional(),
});
const prepared: z.ZodType<Prepared> = z.object({
  type: z.enum(acceptedTypes),
  width: count,
  height: count,
  bytes: count,
  quality: z.number().nullable(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const level = z.number().min(0).max(255);
const difference = z.number().min(-255).max(255);
const measures: z.ZodType<Measures> = z.object({
  blur: z.number().min(0).max(1).nullable(),
  edge: z.object({ red: level, green: level, blue: level, spread: level }),
  ground: z.object({ red: level, green: level, blue: level, spread: level }).nullable(),
  cast: z.object({ red: difference, blue: difference }).nullable(),
  mean: z.object({ red: level, green: level, blue: level }),
  likeness: z.string().regex(/^[0-9a-f]{64}$/),
});
const recipe: z.ZodType<CopyRecipe> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('removing-metadata'),
    to: z.enum(['jpeg', 'png', 'webp', 'gif']),
    rights: rightsSettingsSchema.optional(),
  }),
  z.object({
    type: z.literal('writing-rights'),
    to: z.enum(['jpeg', 'png', 'webp']),
    rights: rightsSettingsSchema,
  }),
  z.object({
    type: z.literal('drawing'),
    to: z.enum(['jpeg', 'png', 'webp']),
    longestEdge: z.number().nullable(),
    keepMetadata: z.boolean(),
    limit: z.number().optional(),
    wantedBytes: z.number().optional(),
    quality: z.number().optional(),
    framing: z.object({ trim: z.boolean(), shape: shapeSchema, sharpen: z.boolean() }).optional(),
    rights: rightsSettingsSchema.optional(),
  }),
]);

export const answerSchemas: { [T in keyof PictureAnswers]: z.ZodType<PictureAnswers[T]> } = {
  probe: outcome(z.object({ type: pictureType, bytes: count })),
  inspect: outcome(z.object({ facts, ahead: z.object({ recipe, prepared }).nullable() })),
  prepare: outcome(prepared),
  'camera-jpeg': outcome(z.null()),
  clues: outcome(
    z.object({
      codes: z.array(z.string().max(maxCodeLength)).max(maxCodes).nullable(),
      likeness: z.string().regex(likenessPattern),
      measures: measures.nullable(),
    }),
  ),
  measure: outcome(measures),
  render: z.boolean(),
};

export const fromPictureProcess = z.discriminatedUnion('type', [
  /** Everything is loaded. */
  z.object({ type: z.literal('ready') }),
  /** It took the request, and has not opened the picture yet. */
  z.object({ type: z.literal('begun') }),
  /** Waits for this much memory, instead of what it had. */
  z.object({ type: z.literal('reserve'), bytes: z.number().nonnegative() }),
  z.object({
    type: z.literal('done'),
    /** Checked against the request's schema. */
    answer: z.unknown(),
    rssBytes: z.number(),
    /** The process may be damaged, so it should get no further picture. */
    isSpent: z.boolean(),
  }),
]);
export type FromPictureProcess = z.infer<typeof fromPictureProcess>;
