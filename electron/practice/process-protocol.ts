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
]);
export type PracticeSays = z.infer<typeof practiceSays>;

export type ToPractice = { type: 'start'; dataDir: string } | { type: 'close' };
