import { fileStem } from '../../shared/file-stem.ts';
import type { PictureFacts } from '../pictures/picture-facts.ts';
import { cancelled, unreadable } from '../pictures/picture-messages.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import { withFile } from '../pictures/reader.ts';
import type { ArchiveDisk } from '../pictures/archives/archive-disk.ts';
import type { SourceDisk } from '../pictures/source-drives.ts';
import type { Received, Staging } from '../staging/staging.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import type { Preparer } from './preparer.ts';

export interface StagingTools {
  staging: Staging;
  pictures: PicturePool;
  /** Has what must be prepared whatever the user chooses prepared in the same go; left out: nothing is. */
  preparer?: Pick<Preparer, 'placeAhead'> | undefined;
  /** The recipe that photos are prepared by; left out for none. */
  recipe?: PhotoRecipe | undefined;
}

/** A picture in staging, held until `staging.releaseHold`. */
export interface StagedPicture {
  facts: PictureFacts;
  bytes: number;
  sha256: string;
}

/** Stages and inspects one file of the user. `name`: the user's name for it. */
export async function stageFile(
  path: string,
  name: string,
  tools: StagingTools,
  disk: ArchiveDisk,
  signal: AbortSignal,
): Promise<Outcome<StagedPicture>> {
  // Picture processes can't read what is in an archive, so its copy is inspected only.
  if (!(await disk.isInArchive(path))) {
    const reached = await reach(path, disk);
    if (!reached.ok) return reached;
    // The header of the original may already rule it out, which saves the copy.
    const seen = await tools.pictures.probe(path, name, { signal });
    if (!seen.ok) return seen;
  }
  const received = await tools.staging.receive(path, { signal, source: disk });
  return received.ok ? await keepInspected(received.value, name, tools, signal) : received;
}

/** Stages and inspects the camera's own JPEG of a raw photograph, which becomes a photo like any other. */
export async function stageCameraJpeg(
  path: string,
  name: string,
  tools: StagingTools,
  disk: ArchiveDisk,
  signal: AbortSignal,
): Promise<Outcome<StagedPicture>> {
  const { staging } = tools;
  if (!(await disk.isInArchive(path))) {
    const reached = await reach(path, disk);
    return reached.ok ? await cutAndStage(path, name, tools, signal) : reached;
  }
  const raw = await staging.receive(path, { signal, source: disk });
  if (!raw.ok) return raw;
  try {
    return await cutAndStage(raw.value.path, name, tools, signal);
  } finally {
    await raw.value.discard();
  }
}

async function cutAndStage(
  path: string,
  name: string,
  tools: StagingTools,
  signal: AbortSignal,
): Promise<Outcome<StagedPicture>> {
  const { staging, pictures } = tools;
  const received = await staging.receiveMade(
    async (to) => await pictures.cutCameraJpeg(path, to, { signal }),
    { signal },
  );
  return received.ok ? await keepInspected(received.value, cameraJpegName(name), tools, signal) : received;
}

/** `IMG_0001.CR2` becomes `IMG_0001.jpg`. */
export function cameraJpegName(rawName: string): string {
  return `${fileStem(rawName)}.jpg`;
}

/** Reads one byte with the waits and limits of the file's drive: a picture process that waits for a drive is killed. */
async function reach(path: string, disk: SourceDisk): Promise<Outcome<null>> {
  try {
    const facts = await disk.stat(path);
    // Opening a pipe would wait for someone to write to it.
    if (facts.isFile()) await withFile(path, async (read) => await read(0, 1), disk.open);
    return ok(null);
  } catch (error) {
    return no(unreadable(error));
  }
}

async function keepInspected(
  copy: Received,
  name: string,
  { pictures, preparer, recipe }: StagingTools,
  signal: AbortSignal,
): Promise<Outcome<StagedPicture>> {
  const place = preparer?.placeAhead(recipe);
  const to = { previewTo: copy.previewPath, ahead: place?.ahead ?? null };
  const inspected = await pictures.inspect(copy.path, name, to, { signal });
  if (!inspected.ok || signal.aborted) {
    await copy.discard();
    await place?.discard();
    return inspected.ok ? no(cancelled()) : inspected;
  }
  const { facts, ahead } = inspected.value;
  const staged = await copy.keep(copy.previewPath);
  if (!staged.ok) {
    await place?.discard();
    return staged;
  }
  if (place !== undefined) await place.keep(copy.sha256, ahead);
  return ok({ facts, bytes: copy.bytes, sha256: copy.sha256 });
}
