import { createHash } from 'node:crypto';
import { open, readFile, rm, type FileHandle } from 'node:fs/promises';
import sharp from 'sharp';
import { limits, type AcceptedType } from '../../../shared/limits.ts';
import type { Rights, RightsSettings } from '../../../shared/prepare.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { maxPixels } from '../bounds.ts';
import { damageOf, previewOf } from '../decode.ts';
import type { HeifPixels } from '../formats/heif-pixels.ts';
import { jpegQuality } from '../formats/jpeg-quality.ts';
import { isLosslessWebp } from '../formats/webp.ts';
import { withFile } from '../reader.ts';
import { memoryToPrepare, reserveNothing, type Reserve } from '../memory-estimate.ts';
import type { PictureFacts, PictureType } from '../picture-facts.ts';
import { rightsFor } from '../read-rights.ts';
import { damaged, unreadable, unwritable } from '../picture-messages.ts';
import { encodeToFit, type Encoded, type Original } from './encode.ts';
import { framedSource } from './framed-source.ts';
import { withoutMetadata } from './metadata.ts';
import type { Preparing, CopyRecipe } from './copy-recipe.ts';
import { openSource, type Strictness } from './source.ts';
import { withRights } from './write-rights.ts';
import { ownBytes } from '../own-bytes.ts';

/** The file that is sent instead of the original. */
export interface Prepared {
  type: AcceptedType;
  /** In pixels, as a person sees it. */
  width: number;
  height: number;
  bytes: number;
  /** Quality of JPEG and WebP that were drawn anew, 1 to 100; null for other copies. */
  quality: number | null;
  /** SHA-256 of the prepared bytes, in hex. */
  sha256: string;
}

export interface PrepareOptions {
  /** The original's pixels, if they are decoded already. */
  pixels?: HeifPixels | null;
  reserve?: Reserve;
}

/** The prepared copy and its preview: WebP, upright, in sRGB, at most `previewEdge` pixels either way. */
export interface PreparedWithPreview extends Prepared {
  preview: Uint8Array;
}

/**
 * Prepares the picture at `from` and writes it to `to`, where nothing may exist. The copy is flushed to disk when
 * this resolves. The original is only read. Throws if memory runs out.
 */
export async function prepare(
  from: string,
  to: string,
  facts: PictureFacts,
  { recipe }: Pick<Preparing, 'recipe'>,
  { pixels = null, reserve = reserveNothing }: PrepareOptions = {},
): Promise<Outcome<PreparedWithPreview>> {
  await reserve(memoryToPrepare(facts, recipe));
  const made = await makeWithRights(from, facts, recipe, pixels);
  return made.ok ? await writeDown(to, made.value) : made;
}

type Made = Omit<Encoded, 'type'> & { type: AcceptedType };

/** Bytes reserved for copyright and creator, if they would make a picture too large for the store. */
const rightsBytes = 8 * 1024;

async function makeWithRights(
  from: string,
  facts: PictureFacts,
  recipe: CopyRecipe,
  pixels: HeifPixels | null,
): Promise<Outcome<Made>> {
  const made = await make(from, facts, recipe, pixels);
  if (recipe.rights === undefined || !made.ok) return made;
  const rights = await rightsOrReason(from, facts, recipe.rights);
  if (!rights.ok) return rights;
  const limit = (recipe.type === 'drawing' ? recipe.limit : undefined) ?? limits.imageBytes;
  const signed = signedWith(made.value, rights.value);
  // An animation is never drawn anew.
  if (signed.data.length <= limit || signed.type === 'gif' || facts.frames > 1) return ok(signed);
  const longestEdge = recipe.type === 'drawing' ? recipe.longestEdge : null;
  const to = signed.type === 'png' || signed.type === 'webp' ? signed.type : 'jpeg';
  const keepMetadata = recipe.type === 'writing-rights' || (recipe.type === 'drawing' && recipe.keepMetadata);
  const smaller = { to, longestEdge, keepMetadata, limit: limit - rightsBytes } as const;
  const { quality, framing, wantedBytes } = recipe.type === 'drawing' ? recipe : {};
  const asBefore = {
    ...(quality && { quality }),
    ...(framing && { framing }),
    ...(wantedBytes && { wantedBytes }),
  };
  const again = await make(from, facts, { type: 'drawing', ...smaller, ...asBefore }, pixels);
  return again.ok ? ok(signedWith(again.value, rights.value)) : again;
}

/** The file with the rights; null if it is not built so that they can be written into it. */
function signable(
  whole: Buffer,
  { to: type, rights }: Extract<CopyRecipe, { type: 'writing-rights' }>,
): Buffer | null {
  return withRights(type, whole, rights) === null ? null : whole;
}

/** Returns the file as it is if there are no rights, or no place for them. */
function signedWith(made: Made, rights: Rights): Made {
  if (rights.copyright === '' && rights.creator === '') return made;
  const signed = withRights(made.type, made.data, rights);
  return signed === null
    ? made
    : { ...made, data: Buffer.from(signed.buffer, signed.byteOffset, signed.length) };
}

async function rightsOrReason(
  from: string,
  facts: PictureFacts,
  wanted: RightsSettings,
): Promise<Outcome<Rights>> {
  try {
    return ok(await rightsFor(from, facts, wanted));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return no(unreadable(error));
    return no(await whyNot(from, error));
  }
}

async function make(
  from: string,
  facts: PictureFacts,
  recipe: CopyRecipe,
  pixels: HeifPixels | null,
): Promise<Outcome<Made>> {
  try {
    if (recipe.type === 'drawing') return await drawOrKeep(from, facts, recipe, pixels);
    const whole = await readFile(from);
    const bare =
      recipe.type === 'removing-metadata' ? withoutMetadata(recipe.to, whole) : signable(whole, recipe);
    if (bare !== null) {
      const { width, height } = facts;
      return ok({
        type: recipe.to,
        width,
        height,
        quality: null,
        data: Buffer.from(bare.buffer, bare.byteOffset, bare.length),
      });
    }
    if (recipe.to === 'gif' || facts.frames > 1) return no(damaged('broken'));
    // Decoders accept more than the rules allow. Drawing the picture anew removes its metadata, too.
    const keepMetadata = recipe.type === 'writing-rights';
    const anew = { type: 'drawing', to: recipe.to, longestEdge: null, keepMetadata } as const;
    return await draw(from, facts, anew, pixels);
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return no(unreadable(error));
    return no(await whyNot(from, error));
  }
}

type Drawing = Extract<CopyRecipe, { type: 'drawing' }>;

/**
 * A copy that is larger than an original that the store takes is no gain. If only colours or the size would change,
 * the original's pixels stay.
 */
async function drawOrKeep(
  from: string,
  facts: PictureFacts,
  recipe: Drawing,
  pixels: HeifPixels | null,
): Promise<Outcome<Made>> {
  const drawn = await draw(from, facts, recipe, pixels);
  if (!drawn.ok || drawn.value.data.length <= facts.bytes || !mayKeepPixels(facts, recipe)) return drawn;
  const whole = await readFile(from);
  const kept = recipe.keepMetadata ? whole : withoutMetadata(recipe.to, whole);
  if (kept === null || kept.length > drawn.value.data.length) return drawn;
  const { width, height } = facts;
  const data = Buffer.from(kept.buffer, kept.byteOffset, kept.length);
  return ok({ type: recipe.to, width, height, quality: null, data });
}

/**
 * Browsers apply RGB profiles. They show CMYK and Lab differently, and turn a picture only by its EXIF. A picture of 16
 * bits becomes one of 8 bits in any case.
 */
function mayKeepPixels(facts: PictureFacts, { to, limit, quality, framing, wantedBytes }: Drawing): boolean {
  const { type, bytes, bitsPerChannel, colour, orientation, frames } = facts;
  if (quality !== undefined || framing !== undefined || wantedBytes !== undefined) return false;
  const isTaken = to === type && limit === undefined && bytes <= limits.imageBytes;
  const isPlain = orientation === 1 && frames === 1 && bitsPerChannel <= 8;
  return isTaken && isPlain && colour !== 'cmyk' && colour !== 'lab';
}

/**
 * The bytes that a copy should not exceed; null if the store doesn't take the original, or if another limit counts. A
 * TIFF of few colours counts unless it is scaled down: a PNG then has the same colours and need not be larger.
 */
async function originalOf(
  from: string,
  facts: PictureFacts,
  { to, limit, quality: wanted, framing, wantedBytes, longestEdge }: Drawing,
): Promise<Original | null> {
  const { type, bytes, width, height, paletteColours = null } = facts;
  if (wanted !== undefined || framing !== undefined || wantedBytes !== undefined) return null;
  if (limit !== undefined || bytes > limits.imageBytes) return null;
  const isScaled = Math.max(width, height) > (longestEdge ?? Infinity);
  const hasFewColours = type === 'tiff' && to === 'png' && paletteColours !== null && !isScaled;
  if (type !== to && !hasFewColours) return null;
  const quality = type === 'jpeg' ? await withFile(from, jpegQuality) : null;
  const isLossless = type === 'webp' && (await withFile(from, isLosslessWebp));
  return { bytes, quality, isLossless, paletteColours };
}

/** Most warnings come from healthy cameras. Warnings about a cut file don't. */
async function draw(
  from: string,
  facts: PictureFacts,
  recipe: Drawing,
  pixels: HeifPixels | null,
): Promise<Outcome<Made>> {
  try {
    return await drawOnce(from, facts, recipe, 'warning', pixels);
  } catch (error) {
    if (damageOf(error) !== 'broken') throw error;
    return await drawOnce(from, facts, recipe, 'error', pixels);
  }
}

async function drawOnce(
  from: string,
  facts: PictureFacts,
  recipe: Drawing,
  failOn: Strictness,
  pixels: HeifPixels | null,
): Promise<Outcome<Made>> {
  const source = await openSource(from, facts, failOn, pixels);
  if (!source.ok) return source;
  const { to, longestEdge, keepMetadata, limit, wantedBytes = null, quality = null, framing } = recipe;
  const { hasAlpha } = facts;
  const drawn =
    framing === undefined
      ? { source: source.value, width: facts.width, height: facts.height, hasAlpha }
      : await framedSource(source.value, facts, framing, { longestEdge, keepMetadata, hasAlpha });
  const options = {
    to,
    longestEdge: framing === undefined ? longestEdge : null,
    quality,
    limit: limit ?? limits.imageBytes,
    wantedBytes,
    keepMetadata,
    hasAlpha: drawn.hasAlpha,
    // Retouching programs save alpha channels that hide nothing.
    jpegIfOpaque: isPreparable(facts.type),
    original: await originalOf(from, facts, recipe),
  };
  return ok(await encodeToFit(drawn.source, drawn, options));
}

function isPreparable(type: PictureType): boolean {
  return type === 'tiff' || type === 'heic' || type === 'avif';
}

/** libvips reports a missing file like a damaged one. */
async function whyNot(from: string, error: unknown) {
  try {
    await (await open(from, 'r')).close();
  } catch (absent) {
    return unreadable(absent);
  }
  return damaged(damageOf(error));
}

async function writeDown(
  to: string,
  { type, width, height, quality, data }: Made,
): Promise<Outcome<PreparedWithPreview>> {
  let file: FileHandle;
  try {
    file = await open(to, 'wx');
  } catch (error) {
    return no(unwritable(error));
  }
  try {
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(to, { force: true }).catch(() => undefined);
    return no(unwritable(error));
  }
  const sha256 = createHash('sha256').update(data).digest('hex');
  const preview = await previewOf(sharp(ownBytes(data), { limitInputPixels: maxPixels }));
  return ok({ type, width, height, bytes: data.length, quality, sha256, preview });
}
