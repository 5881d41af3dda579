import { createHash } from 'node:crypto';
import { open, readFile, rm, type FileHandle } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import sharp from 'sharp';
import { limits, type AcceptedType } from '../../../shared/limits.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { createBudget } from '../memory-budget.ts';
import { damageOf } from '../decode.ts';
import type { PictureFacts, PictureType } from '../picture-facts.ts';
import { cancelled, damaged, tooSlow, unreadable, unwritable } from '../picture-messages.ts';
import { encodeToFit, type Encoded } from './encode.ts';
import { memoryFor } from './memory.ts';
import { withoutMetadata } from './metadata.ts';
import type { Preparing, Recipe } from './recipe.ts';
import { openSource, type Strictness } from './source.ts';

/** What is sent in place of the original. */
export interface Prepared {
  type: AcceptedType;
  /** In pixels, as a person sees it. */
  width: number;
  height: number;
  bytes: number;
  /** Of JPEG and WebP that were drawn anew, 1 to 100. */
  quality: number | null;
  /** Of the prepared bytes, in hex. */
  sha256: string;
}

/** Threads on which Node lets sharp work, unless told otherwise. Source: libuv's thread pool. */
const usualThreads = 4;
const mebibyte = 1024 * 1024;

const picturesAtOnce = Math.min(availableParallelism(), usualThreads);
const places = createBudget(picturesAtOnce);
const memory = createBudget(Math.min(1536 * mebibyte, Math.max(256 * mebibyte, totalmem() / 4)));

// Pictures side by side fill the cores; what is left over goes to each of them.
sharp.concurrency(Math.max(1, Math.floor(availableParallelism() / picturesAtOnce)));

/**
 * Prepares the picture at `from` and writes it to `to`, a path at which nothing is yet; it is on disk, not only written, when this answers.
 * The original is only read. Call it for as many pictures as there are: it lets in as many at a time as the cores and the memory bear.
 */
export async function prepare(
  from: string,
  to: string,
  facts: PictureFacts,
  { recipe }: Preparing,
  { signal }: { signal?: AbortSignal | undefined } = {},
): Promise<Outcome<Prepared>> {
  return await places.spend(1, async () => {
    return await memory.spend(memoryFor(facts, recipe), async () => {
      if (signal?.aborted) return no(cancelled());
      const made = await make(from, facts, recipe, signal);
      if (!made.ok) return made;
      if (signal?.aborted) return no(cancelled());
      return await writeDown(to, made.value);
    });
  });
}

type Made = Omit<Encoded, 'type'> & { type: AcceptedType };

async function make(
  from: string,
  facts: PictureFacts,
  recipe: Recipe,
  signal: AbortSignal | undefined,
): Promise<Outcome<Made>> {
  try {
    if (recipe.by === 'drawing') return await draw(from, facts, recipe, signal);
    const bare = withoutMetadata(recipe.type, await readFile(from));
    if (bare !== null) {
      const { width, height } = facts;
      return ok({
        type: recipe.type,
        width,
        height,
        quality: null,
        data: Buffer.from(bare.buffer, bare.byteOffset, bare.length),
      });
    }
    if (recipe.type === 'gif' || facts.frames > 1) return no(damaged('broken'));
    // Decoders bear with more than the rules allow: drawn anew, the picture is rid of its metadata as well.
    const anew = { by: 'drawing', to: recipe.type, longestEdge: null, keepMetadata: false } as const;
    return await draw(from, facts, anew, signal);
  } catch (error) {
    if (signal?.aborted) return no(cancelled());
    if (error instanceof Error && 'syscall' in error) return no(unreadable(error));
    return no(await whyNot(from, error));
  }
}

type Drawing = Extract<Recipe, { by: 'drawing' }>;

/** Most warnings come from healthy cameras; those that tell of a file cut short don't. */
async function draw(
  from: string,
  facts: PictureFacts,
  recipe: Drawing,
  signal: AbortSignal | undefined,
): Promise<Outcome<Made>> {
  try {
    return await drawOnce(from, facts, recipe, 'warning', signal);
  } catch (error) {
    if (signal?.aborted || damageOf(error) !== 'broken') throw error;
    return await drawOnce(from, facts, recipe, 'error', signal);
  }
}

async function drawOnce(
  from: string,
  facts: PictureFacts,
  { to, longestEdge, keepMetadata, limit }: Drawing,
  failOn: Strictness,
  signal: AbortSignal | undefined,
): Promise<Outcome<Made>> {
  const source = await openSource(from, facts, failOn, signal);
  if (!source.ok) return source;
  const options = {
    to,
    longestEdge,
    limit: limit ?? limits.imageBytes,
    keepMetadata,
    hasAlpha: facts.hasAlpha,
    // Programs for retouching save an alpha channel that hides nothing.
    jpegIfOpaque: isPreparable(facts.type),
    signal,
  };
  return ok(await encodeToFit(source.value, facts, options));
}

function isPreparable(type: PictureType): boolean {
  return type === 'tiff' || type === 'heic' || type === 'avif';
}

/** libvips tells of a file that is not there as it does of a damaged one. */
async function whyNot(from: string, error: unknown) {
  try {
    await (await open(from, 'r')).close();
  } catch (absent) {
    return unreadable(absent);
  }
  const how = damageOf(error);
  return how === 'too-slow' ? tooSlow() : damaged(how);
}

async function writeDown(
  to: string,
  { type, width, height, quality, data }: Made,
): Promise<Outcome<Prepared>> {
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
  return ok({ type, width, height, bytes: data.length, quality, sha256 });
}
