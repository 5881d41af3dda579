import sharp from 'sharp';
import { ok, type Outcome } from '../../shared/outcome.ts';
import { likenessEdge, likenessOf } from './likeness.ts';
import { measuredEdge, measuresOf, type Measures } from './measure.ts';
import { memoryToReadClues, type Reserve } from './memory-estimate.ts';
import { ownBytes } from './own-bytes.ts';
import type { PictureFacts } from './picture-facts.ts';
import { openSource } from './prepare/source.ts';
import { codesEdge, readCodes } from './read-codes.ts';

/** Clues to a photo's product if no name names it. */
export interface PictureClues {
  /** Texts of the codes in it, each once; null if they were not asked for. */
  codes: string[] | null;
  /** See `likeness.ts`. */
  likeness: string;
  /** Null if they were not asked for. */
  measures: Measures | null;
}

export interface WantedClues {
  codes: boolean;
  measures: boolean;
}

/** Large enough for a likeness, which is scaled down further. */
const smallEdge = 256;

/** Reads a picture's clues in one decoding. `reserve`: asks for the memory. */
export async function readClues(
  path: string,
  facts: PictureFacts,
  wanted: WantedClues,
  reserve: Reserve,
): Promise<Outcome<PictureClues>> {
  const longestEdge = Math.max(smallEdge, wanted.codes ? codesEdge : 0, wanted.measures ? measuredEdge : 0);
  await reserve(memoryToReadClues(facts, longestEdge));
  const source = await openSource(path, facts, 'error');
  if (!source.ok) return source;
  const drawn = await source.value({ longestEdge, keepMetadata: false });
  const { data, info } = await drawn
    .flatten({ background: '#fff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const upright = { pixels: ownBytes(data), raw: { width, height, channels } };
  const small = await sharp(upright.pixels, { raw: upright.raw })
    .resize(likenessEdge, likenessEdge, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer();
  const codes = wanted.codes ? await readCodes(upright) : null;
  const measures = wanted.measures
    ? await measuresOf(sharp(upright.pixels, { raw: upright.raw }).toColourspace('srgb'))
    : null;
  return ok({ codes, likeness: likenessOf(small), measures });
}
