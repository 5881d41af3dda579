import { metadataOf } from './decode.ts';
import { factsOf } from './read-facts.ts';
import { isOutOfMemory } from './out-of-memory.ts';
import { probeFile } from './probe-file.ts';
import type { PictureFacts, PictureType } from './picture-facts.ts';
import { openSource } from './prepare/source.ts';
import { withFile } from './reader.ts';

const quality = 88;

/**
 * A picture for the screen: WebP or PNG, upright, in sRGB, its longest edge at most `longestEdge` pixels. Null if it
 * can't be read or decoded. Meant for files that were inspected before. Throws if memory runs out.
 */
export async function renditionOf(
  path: string,
  longestEdge: number,
  format: 'webp' | 'png' = 'webp',
): Promise<Uint8Array | null> {
  const seen = await probeFile(path);
  if (!seen.ok) return null;
  try {
    const { type, bytes } = seen.value;
    const facts = await factsAtAGlance(path, type, bytes);
    const source = await openSource(path, facts, 'error');
    if (!source.ok) return null;
    const picture = await source.value({ longestEdge, keepMetadata: false });
    const coded =
      format === 'png' ? picture.png({ compressionLevel: 3 }) : picture.webp({ quality, effort: 2 });
    return await coded.toBuffer();
  } catch (error) {
    if (isOutOfMemory(error)) throw error;
    return null;
  }
}

/** The facts that drawing needs, from the picture's header alone. */
async function factsAtAGlance(path: string, type: PictureType, bytes: number): Promise<PictureFacts> {
  if (type === 'bmp' || type === 'wbmp' || type === 'xbm') return { ...plainFacts, type, bytes };
  const metadata = await metadataOf(path);
  const isHeif = metadata.format === 'heif';
  const coded = isHeif ? (metadata.compression === 'hevc' ? 'heic' : 'avif') : type;
  return await withFile(path, async (read) => await factsOf(coded, bytes, metadata, read));
}

/** The picture's own header tells its decoder the rest. */
const plainFacts = {
  width: 0,
  height: 0,
  orientation: 1,
  colour: 'srgb',
  profile: null,
  bitsPerChannel: 8,
  hasAlpha: false,
  frames: 1,
  hasPrivateMetadata: false,
  capturedAt: null,
} as const;
