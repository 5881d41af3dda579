import { z } from 'zod';

/** What the practice store's own process says: where it is, or why it could not start. */
export const practiceSays = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('started'),
    origin: z.url(),
    storeHash: z.string(),
    accessToken: z.string(),
    webdav: z.object({ url: z.string(), username: z.string(), password: z.string() }),
  }),
  z.object({ type: z.literal('failed'), message: z.string() }),
  /** Null: the sample photos are written. */
  z.object({ type: z.literal('samples'), problem: z.string().nullable() }),
]);
export type PracticeSays = z.infer<typeof practiceSays>;

export type ToPractice =
  | { type: 'start'; dataDir: string }
  | { type: 'write-samples'; folder: string }
  | { type: 'close' };
