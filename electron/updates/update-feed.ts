import { z } from 'zod';
import { publicKey } from './release-manifest.ts';

const isKey = (key: string): boolean => {
  try {
    return publicKey(key).type === 'public';
  } catch {
    return false;
  }
};

/**
 * Where releases are, and who signs them. `url`: a folder, over https, or on this computer. `keys`: see `readManifest`;
 * the first is in use, the second is its successor.
 */
const feedSchema = z.object({
  url: z.string().refine(mayAsk).endsWith('/'),
  keys: z.array(z.string().refine(isKey)).min(1).max(2),
});
export type UpdateFeed = z.infer<typeof feedSchema>;

/** The feed that the build wrote. Null if it has none, and then nothing is ever asked. */
export function readFeed(text: string): UpdateFeed | null {
  const feed = feedSchema.safeParse(JSON.parse(text));
  return feed.success ? feed.data : null;
}

/**
 * Whether a feed may lead to an address: an encrypted feed to no program on this computer, which has nothing of ours.
 */
export function mayFollow(feed: string, address: string): boolean {
  return mayAsk(address) && (isEncrypted(address) || !isEncrypted(feed));
}

function isEncrypted(address: string): boolean {
  return URL.parse(address)?.protocol === 'https:';
}

export function mayAsk(address: string): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === '127.0.0.1');
}
