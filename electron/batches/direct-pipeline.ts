/*
 * The way of files that are given for one product, from path to queued entry:
 *
 * 1. Intake (`takeIn`) scans the paths, inspects each file and copies it into staging, several at a time.
 * 2. Prepare (`preparePhoto`) makes a copy where the store can't take the original, or would spoil it.
 * 3. Reorder (`ReorderBuffer`) puts them in the order of the gallery, as a review does, and forms groups.
 * 4. Place (`judgeGroup`) refuses duplicates and what the gallery has no room for; the rest gets its sort order.
 * 5. Queue (`queueGroup`) adds the group to the outbox in one transaction, while later files are still at step 1.
 *
 * A photo is held in staging from step 1 until its group is queued or refused; see `Staging.releaseHold`.
 */
import type { BatchFacts, BatchesTable, DirectPlace } from './batches-table.ts';
import { interrupted } from './batch-messages.ts';
import { judgeGroup, queuedBefore } from './judge-group.ts';
import { ReorderBuffer, type IntakeResult } from './reorder-buffer.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { GalleryEdits } from '../gallery/gallery-edits.ts';
import { refreshImages } from '../gallery/open-gallery.ts';
import { inPlaceOf } from '../gallery/replaced.ts';
import { areSomeThere } from '../intake/survey-given.ts';
import { takeIn, type Photo, type ScannedFile, type Shortage } from '../intake/intake.ts';
import type { Preparer } from '../intake/preparer.ts';
import type { Stability } from '../intake/wait-until-stable.ts';
import { creates } from '../outbox/entry.ts';
import { variantOf, type Matched, type Matcher } from '../matching/matcher.ts';
import { groupByName, namedPhoto } from '../matching/photo-order.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import { nameBy } from '../review/arrangement.ts';
import type { ReviewOptions } from '../review/item.ts';
import { markFor } from '../review/photo-mark.ts';
import type { RecipeBook } from '../review/recipe-book.ts';
import type { StagedFiles } from '../staging/staged-files.ts';
import type { Staging } from '../staging/staging.ts';
import type { Stores } from '../stores/stores.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { WaitingFor } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { entryKey, imageKey } from '../../shared/tile-key.ts';

interface DirectPorts {
  catalog: Catalog;
  outbox: Outbox;
  stores: Stores;
  staging: Staging;
  pictures: PicturePool;
  bytes: StagedFiles;
  stability: Stability | undefined;
  preparer: Preparer;
  recipes: Pick<RecipeBook, 'known'>;
  edits: GalleryEdits;
  table: BatchesTable;
  matcher: Pick<Matcher, 'ready' | 'context' | 'match'>;
  reviewDefaults: () => Pick<ReviewOptions, 'roleOrder'>;
  log: (message: string, details?: Record<string, unknown>) => void;
}

interface DirectRun {
  target: { storeId: string; productId: number };
  facts: BatchFacts;
  paths: readonly string[];
  place: DirectPlace;
  /** An earlier process began this batch: what it queued is skipped. */
  isResumed: boolean;
  signal: AbortSignal;
  onWaiting: (waitingFor: WaitingFor | undefined) => void;
  onQueued: (photos: number) => void;
  /** Saves and shows a change of `facts`. */
  update: (news: Partial<BatchFacts>) => void;
  onShortage: (shortage: Shortage) => void;
}

/** Max wait for the gallery's present images; after that, those last known are used. */
const galleryTimeoutMs = 4_000;

/** Queues a batch's photos in the order of the gallery. Returns how the batch ended. */
export async function queueForProduct(ports: DirectPorts, run: DirectRun): Promise<Partial<BatchFacts>> {
  const { staging, pictures, preparer, bytes, stability } = ports;
  const { target, facts, paths, signal, update, onShortage } = run;
  const skipped = run.isResumed ? queuedBefore(ports.outbox, target, facts.id) : new Set<string>();
  const matched = new Map<number, Matched>();
  const buffer = new ReorderBuffer((group) => {
    if (signal.aborted) freeGroup(ports, group);
    else queueGroup(ports, run, group, skipped, matched);
  });
  try {
    if (run.isResumed) {
      const problem = await resumeProblem(ports, run);
      if (problem) return { phase: 'queued', problem };
    }
    await refreshGallery(ports, run);
    const files: ScannedFile[] = [];
    const taken = await takeIn({
      paths,
      staging,
      pictures,
      preparer,
      stability,
      recipe: run.place.recipe,
      usesCameraJpeg: run.place.usesCameraJpeg,
      signal,
      onFiles: (found) => files.push(...found),
      onScanned: async () => buffer.setOrder(await orderByNames(ports, run, files, matched)),
      onFound: (found) => update({ found }),
      onIgnored: (ignored) => update({ ignored }),
      onInspected: (inspected) => update({ inspected, ...(!signal.aborted && { phase: 'staging' }) }),
      onWaiting: run.onWaiting,
      onShortage,
      onPhoto: async (photo) => buffer.put(photo.ordinal, await preparePhoto(ports, run, photo)),
      onRefused: (refused) => buffer.put(refused.ordinal, { type: 'refused', refused }),
    });
    if (!taken.cancelled) buffer.finish();
    return { phase: phaseAfter(taken.cancelled, facts), problem: taken.problem ?? facts.problem };
  } finally {
    for (const sha256 of buffer.clear()) bytes.releaseAndDelete(sha256);
  }
}

/** A batch that closing cut short stays unfinished, so that the next start resumes it. */
function phaseAfter(isStopped: boolean, { phase }: BatchFacts): BatchFacts['phase'] {
  if (!isStopped) return 'queued';
  return phase === 'cancelled' ? 'cancelled' : 'staging';
}

/** Prepares a batch for reading again. Returns why it can't be, or null. */
async function resumeProblem(
  { outbox, table }: DirectPorts,
  { facts, paths }: DirectRun,
): Promise<Reason | null> {
  facts.queued = outbox.entries.photosOfBatch(facts.id).length;
  // A command can be given again, and a new command must not wait for what an earlier one left.
  if (facts.source === 'cli' || !(await areSomeThere(paths))) return interrupted(facts.queued);
  table.forgetRefusals(facts.id);
  return null;
}

/** Order, room and duplicates are judged by the gallery's present images, if the store can be reached. */
async function refreshGallery(ports: DirectPorts, { target, signal }: DirectRun): Promise<void> {
  const { storeId, productId } = target;
  const api = ports.stores.api(storeId);
  if (!api || ports.outbox.state(storeId).type !== 'ready') return;
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(galleryTimeoutMs)]);
  await refreshImages(ports, api, storeId, productId, timeout);
}

/**
 * The ordinals of files in the order of the gallery, as far as their names say; see `groupByName`. Fills `matches` by
 * ordinal.
 */
async function orderByNames(
  { matcher, reviewDefaults }: DirectPorts,
  { target: { storeId, productId }, signal }: DirectRun,
  files: readonly ScannedFile[],
  matches: Map<number, Matched>,
): Promise<number[][]> {
  await matcher.ready(storeId);
  const context = await matcher.context(storeId, files, () => signal.aborted);
  const named = files.map((file) => {
    const matched = matcher.match(storeId, file, context);
    matches.set(file.ordinal, matched);
    const variant = variantOf(matched, productId);
    return {
      ordinal: file.ordinal,
      ...namedPhoto(file, matched.match, variant ? { productId, ...variant } : null),
    };
  });
  const groups = groupByName(named, reviewDefaults().roleOrder);
  return groups.map((group) => group.map(({ ordinal }) => ordinal));
}

/** The photo as it is sent: the original, or a copy in its place. */
async function preparePhoto(
  { bytes, preparer, recipes }: DirectPorts,
  { target, place, signal }: DirectRun,
  photo: Photo,
): Promise<IntakeResult> {
  const { fileName, folder, facts, sha256, ordinal } = photo;
  const recipe = place.recipe ?? null;
  const { capturedAt } = facts;
  const refuse = (reason: Reason): IntakeResult => {
    bytes.releaseAndDelete(sha256);
    return { type: 'refused', refused: { fileName, folder, reason } };
  };
  const plan = preparer.plan(facts, 'prepared', recipe);
  if (!plan.ok) return refuse(plan.reason);
  const mark = markFor(sha256, recipe);
  const marks = [null, ...recipes.known(target.storeId)].map((one) => markFor(sha256, one));
  const otherMarks = marks.filter((one) => one !== mark);
  const read = { type: 'photo', ordinal, folder, capturedAt, otherMarks } as const;
  if (plan.value.type === 'as-is') {
    const type = facts.type as AcceptedType;
    return { ...read, photo: { fileName, type, bytes: photo.bytes, sha256, mark } };
  }
  const made = await preparer.make(sha256, facts, plan.value, signal);
  if (!made.ok) return refuse(made.reason);
  bytes.releaseAndDelete(sha256);
  const copy = made.value;
  return { ...read, photo: { fileName, type: copy.type, bytes: copy.bytes, sha256: copy.sha256, mark } };
}

/** Names by the recipe's template, numbered on from what the batch has queued. */
function namesOf(
  { catalog }: DirectPorts,
  { target: { storeId, productId }, facts, place: { recipe } }: DirectRun,
  matches: ReadonlyMap<number, Matched>,
): (ordinal: number, index: number) => string | null {
  if (recipe === undefined || recipe.nameTemplate === '') return () => null;
  const { name, sku } = catalog.product(storeId, productId) ?? { name: '', sku: '' };
  const brand = catalog.brandsOf(storeId, [productId]).get(productId) ?? '';
  return (ordinal, index) => {
    const matched = matches.get(ordinal);
    if (matched === undefined) return null;
    // What a name says of another product's variants is not true of this one.
    const isOwn = matched.target?.productId === productId;
    const match = isOwn ? matched.match : { ...matched.match, variants: null };
    const target = isOwn ? matched.target : { productId, variantId: null, sku };
    return nameBy(recipe, { match, target }, { id: productId, name, sku, brand }, facts.queued + index + 1);
  };
}

function queueGroup(
  ports: DirectPorts,
  run: DirectRun,
  group: readonly IntakeResult[],
  skipped: ReadonlySet<string>,
  matches: ReadonlyMap<number, Matched>,
): void {
  const { target, facts, place, onQueued, update } = run;
  const { edits, outbox, table } = ports;
  const { before, replaces } = place;
  const { uploads, refused } = judgeGroup(ports, target, group, {
    batchId: facts.id,
    skipped,
    isReplacing: replaces !== undefined,
    nameOf: namesOf(ports, run, matches),
  });
  // A crash may record refusals twice but must not lose photos, so photos go first.
  const intents = replaces ? inPlaceOf(replaces, uploads) : uploads;
  const added = outbox.add({ ...target, batchId: facts.id }, intents, {
    continuesRun: facts.queued > 0,
    patch(queued) {
      const keys = queued.filter(creates).map(({ id }) => entryKey(id));
      if (replaces) return edits.movePatch(target, keys, [imageKey(replaces.imageId)], true);
      return before === undefined ? {} : edits.movePatch(target, keys, before);
    },
  });
  if (replaces) edits.replaced(target, replaces, added);
  else if (uploads.length > 0) onQueued(uploads.length);
  update({ queued: facts.queued + uploads.length });
  table.refuse(facts.id, refused);
  table.save(facts);
  freeGroup(ports, group);
}

/** Ends the group's holds, and deletes what nothing else needs. Never throws: the next start deletes what is left. */
function freeGroup({ bytes, log }: DirectPorts, group: readonly IntakeResult[]): void {
  try {
    for (const one of group) if (one.type === 'photo') bytes.releaseAndDelete(one.photo.sha256);
  } catch (error) {
    log('staged photos could not be freed; the next start does it', { error: String(error) });
  }
}
