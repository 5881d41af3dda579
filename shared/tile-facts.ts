import { z } from 'zod';

/** What is known of the picture behind a gallery's tile, read from its file. */
export const tileFactsSchema = z.object({
  /** `photo`: the file that is sent. `image`: the store's largest version, at most 1280 pixels wide or high. */
  of: z.enum(['photo', 'image']),
  fileName: z.string(),
  /** Pixels, upright. */
  width: z.number(),
  height: z.number(),
  /** By content: `jpeg`, `png`. */
  type: z.string(),
  bytes: z.number(),
  /** Name of the embedded colour profile; null where there is none. */
  profile: z.string().nullable(),
  /** When the camera took it, by the camera's clock read as UTC; epoch milliseconds. */
  capturedAt: z.number().nullable(),
  /** When the store last changed it, epoch milliseconds. */
  changedAt: z.number().nullable(),
});
export type TileFacts = z.infer<typeof tileFactsSchema>;
