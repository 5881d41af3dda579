import type { Failure } from '../../bigcommerce/failure.ts';
import type { CallOptions } from '../../bigcommerce/image-api.ts';
import { assertNever, type Outcome } from '../../../shared/outcome.ts';
import { removeEach } from '../../bigcommerce/remove-each.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { readTileKey } from '../../../shared/tile-key.ts';
import { creates, isDue, isGivenUp, isOpen, type EditEntry, type OutboxEntry } from '../entry.ts';
import type { ArrangeEntry, RemoveEntry, UpdateEntry, VariantImageEntry } from '../edit-entry.ts';
import { imageOf } from './image-of.ts';
import { failUnsent, type JobContext } from './job-context.ts';
import { arrange, mergeIntoLater } from './arrange-images.ts';
import { deleteUnneededBytes, pictureFile } from './send.ts';
import { update } from './update.ts';

export function isEdit(entry: OutboxEntry): entry is EditEntry {
  return !creates(entry) && entry.type !== 'clear';
}

/** Whether an edit may run now. `never`: it has failed, because an entry it depends on has. */
export function canRun(job: JobContext, entry: EditEntry, now: number): 'now' | 'not-yet' | 'never' {
  switch (entry.type) {
    case 'variant-image':
      return isDue(entry.restores?.notBefore ?? 0, now) && !isAfterAnother(job, entry) ? 'now' : 'not-yet';
    case 'remove':
      if (!isDue(entry.notBefore, now)) return 'not-yet';
      return entry.replacing ? canRunReplacing(job, entry) : 'now';
    case 'update':
      return isStillUploading(job, entry) || isAfterAnother(job, entry) || isBeingRemoved(job, entry)
        ? 'not-yet'
        : 'now';
    case 'arrange':
      if (isAfterAnother(job, entry)) return 'not-yet';
      // Uploads must have arrived and be reconciled before their order can change.
      return job.ports.entries
        .ofProduct(entry.storeId, entry.productId)
        .some((one) => creates(one) && isOpen(one.progress)) ||
        job.ports.reconcileJobs.isPressing(entry.storeId, entry.productId)
        ? 'not-yet'
        : 'now';
    default:
      return assertNever(entry);
  }
}

/**
 * A removal that makes room for new photos waits for them. It fails if one of them fails, so nothing is
 * removed without the user's decision.
 */
function canRunReplacing(job: JobContext, entry: RemoveEntry): 'now' | 'not-yet' | 'never' {
  const earlier = job.ports.entries
    .ofProduct(entry.storeId, entry.productId, true)
    .filter((one) => creates(one) && one.id < entry.id);
  if (earlier.some(({ progress }) => isOpen(progress))) return 'not-yet';
  const isIncomplete = earlier.some(
    ({ batchId, progress }) => batchId === entry.batchId && isGivenUp(progress),
  );
  if (!isIncomplete) return isHeldForUndo(job, entry) ? 'not-yet' : 'now';
  failUnsent(job, entry.id, notAllArrived);
  return 'never';
}

/** From the arrival of the last photo on, the removal waits some time, so that the replacement can be undone. */
function isHeldForUndo({ ports }: JobContext, entry: RemoveEntry): boolean {
  const { clock, entries, replacementHoldMs } = ports;
  if (entry.notBefore > 0 || replacementHoldMs === 0) return false;
  entries.save({ ...entry, notBefore: clock.now() + replacementHoldMs });
  ports.onGallery(entry.productId);
  return true;
}

/** Edits of the same image or variant run in order, even after a retry, so the last one wins. */
function isAfterAnother(job: JobContext, entry: UpdateEntry | ArrangeEntry | VariantImageEntry): boolean {
  return job.ports.entries
    .ofProduct(entry.storeId, entry.productId)
    .some((one) => one.id < entry.id && isOpen(one.progress) && isSameEdit(job, one, entry));
}

function isSameEdit(
  job: JobContext,
  one: OutboxEntry,
  other: UpdateEntry | ArrangeEntry | VariantImageEntry,
): boolean {
  if (other.type === 'variant-image') return one.type === other.type && one.variantId === other.variantId;
  if (creates(one)) return one.asThumbnail && other.type === 'update' && other.asThumbnail;
  if (one.type !== 'update' || other.type !== 'update') return one.type === other.type;
  return (one.asThumbnail && other.asThumbnail) || isSameImage(job, one, other);
}

function isSameImage({ ports: { entries } }: JobContext, one: UpdateEntry, other: UpdateEntry): boolean {
  if (one.key === other.key) return true;
  const imageId = imageOf(entries, one.key);
  return imageId !== null && imageId === imageOf(entries, other.key);
}

/** An edit waits while the removal of its image can be undone. Edits of a removed image are dropped. */
function isBeingRemoved(job: JobContext, { storeId, productId, key }: UpdateEntry): boolean {
  const { entries } = job.ports;
  const imageId = imageOf(entries, key);
  return entries
    .ofProduct(storeId, productId)
    .some((one) => one.type === 'remove' && isOpen(one.progress) && one.imageIds.includes(imageId ?? 0));
}

function isStillUploading(job: JobContext, { key }: UpdateEntry): boolean {
  const named = readTileKey(key);
  const entry = named?.type === 'entry' ? job.ports.entries.get(named.id) : undefined;
  return entry !== undefined && isOpen(entry.progress);
}

/** Runs one edit. Edits are idempotent, so a lost answer means a repeat. */
export async function edit(job: JobContext, entry: EditEntry): Promise<void> {
  const { clock, effects, reconcileJobs } = job.ports;
  const taken = effects.do('record-attempt', () =>
    job.apply(entry.id, { type: 'taken' }, (after) => recordReplaced(job, after)),
  );
  if (taken?.progress.type !== 'sending') return;
  const isMerged = (): boolean => entry.type === 'arrange' && mergeIntoLater(job, entry.id);
  if (effects.do('record-edit', isMerged)) return;
  const answer = await job.connectivity.recordChange(await effects.do('send', () => carryOut(job, entry)));
  if (job.isClosed) return;
  if (!answer.ok) {
    effects.do('record-outcome', () => isMerged() || job.failSend(entry.id, answer.reason));
    return;
  }
  effects.do('record-outcome', () =>
    job.apply(entry.id, { type: 'arrived', imageId: null }, (after) => {
      updateCatalog(job, entry);
      if (after.type === 'variant-image') recordVariantImage(job, after, answer.value);
      if (after.type === 'arrange' && after.unanswered.length > 0)
        reconcileJobs.recordDoubt(after, clock.now());
    }),
  );
  deleteUnneededBytes(job, entry);
  job.ports.onGallery(entry.productId);
}

async function carryOut(job: JobContext, entry: EditEntry): Promise<Outcome<unknown, Failure>> {
  const options = { priority: 'batch', signal: job.signal } as const;
  switch (entry.type) {
    case 'variant-image':
      return await sendVariantImage(job, entry, options);
    case 'remove':
      return await remove(job, entry, options);
    case 'update':
      return await update(job, entry, options);
    case 'arrange':
      return await arrange(job, entry, options);
    default:
      return assertNever(entry);
  }
}

async function sendVariantImage(
  job: JobContext,
  { productId, variantId, photo, restores }: VariantImageEntry,
  options: CallOptions,
): Promise<Outcome<unknown, Failure>> {
  const { api, bytes } = job.ports;
  if (photo !== null)
    return await api.setVariantImageFromFile(productId, variantId, pictureFile(bytes, photo), options);
  return restores === null || restores.url === ''
    ? await api.clearVariantImage(productId, variantId, options)
    : await api.setVariantImageFromUrl(productId, variantId, restores.url, options);
}

/** What a photo is about to replace, so that it can be put back. A repeat must not take the photo itself for it. */
function recordReplaced({ ports }: JobContext, after: OutboxEntry): void {
  const { catalog, entries } = ports;
  if (after.type !== 'variant-image' || after.progress.type !== 'sending' || after.attempts > 1) return;
  const { storeId, productId, variantId } = after;
  entries.save({ ...after, before: after.before ?? catalog.variantImage(storeId, productId, variantId) });
}

function recordVariantImage({ ports }: JobContext, after: VariantImageEntry, value: unknown): void {
  const { catalog, entries } = ports;
  const { imageUrl } = value as { imageUrl: string };
  const { storeId, productId, variantId } = after;
  entries.save({ ...after, made: imageUrl });
  catalog.saveVariantImage(storeId, productId, variantId, imageUrl);
}

/** An image already removed counts as success. */
function remove(
  job: JobContext,
  { productId, imageIds }: RemoveEntry,
  options: CallOptions,
): Promise<Outcome<unknown, Failure>> {
  return removeEach(imageIds, (imageId) => job.ports.api.remove(productId, imageId, options));
}

function updateCatalog(job: JobContext, entry: EditEntry): void {
  const { catalog, storeId } = job.ports;
  if (entry.type !== 'remove') return;
  const gone = new Set(entry.imageIds);
  const left = catalog.images(storeId, entry.productId).filter(({ id }) => !gone.has(id));
  catalog.saveImages(storeId, entry.productId, left);
}

const notAllArrived: Failure = {
  type: 'refused',
  reason: reason('not-all-arrived'),
};
