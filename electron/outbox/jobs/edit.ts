import type { Failure } from '../../bigcommerce/failure.ts';
import type { CallOptions } from '../../bigcommerce/image-api.ts';
import { assertNever, ok, type Outcome } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { readTileKey } from '../../../shared/tile-key.ts';
import { creates, isDue, isOpen, type EditEntry, type OutboxEntry } from '../entry.ts';
import type { ArrangeEntry, RemoveEntry, UpdateEntry, VariantImageEntry } from '../edit-entry.ts';
import { imageOf } from './image-of.ts';
import type { Line } from './job-context.ts';
import { arrange, passOn } from './arrange-images.ts';
import { freeBytes, pictureFile } from './send.ts';
import { update } from './update.ts';

export function isEdit(entry: OutboxEntry): entry is EditEntry {
  return !creates(entry) && entry.kind !== 'clear';
}

/** Whether an edit may be carried out now; `never`: it has failed, as what it depends on has. */
export function canRun(lane: Line, entry: EditEntry, now: number): 'now' | 'not-yet' | 'never' {
  switch (entry.kind) {
    case 'variant-image':
      return 'now';
    case 'remove':
      if (!isDue(entry.notBefore, now)) return 'not-yet';
      return entry.replacing ? canRunReplacing(lane, entry) : 'now';
    case 'update':
      return isStillOnItsWay(lane, entry) || isAfterAnother(lane, entry) || mayBeInVain(lane, entry)
        ? 'not-yet'
        : 'now';
    case 'arrange':
      if (isAfterAnother(lane, entry)) return 'not-yet';
      // An order is made of what is there: first everything has to arrive, and to be put right where it was sent.
      return lane.ports.entries
        .ofProduct(entry.storeId, entry.productId)
        .some((one) => creates(one) && isOpen(one.progress)) ||
        lane.ports.reconcileJobs.isPressing(entry.storeId, entry.productId)
        ? 'not-yet'
        : 'now';
    default:
      return assertNever(entry);
  }
}

/**
 * What makes room for new photos waits until they have arrived, and fails when one of them won't: then nothing is removed before
 * the user has decided.
 */
function canRunReplacing(lane: Line, entry: RemoveEntry): 'now' | 'not-yet' | 'never' {
  const earlier = lane.ports.entries
    .ofProduct(entry.storeId, entry.productId, true)
    .filter((one) => creates(one) && one.id < entry.id);
  if (earlier.some(({ progress }) => isOpen(progress))) return 'not-yet';
  const isIncomplete = earlier.some(
    ({ batchId, progress }) =>
      batchId === entry.batchId && (progress.is === 'failed' || progress.is === 'cancelled'),
  );
  if (!isIncomplete) return 'now';
  lane.apply(entry.id, { is: 'taken' });
  lane.failSend(entry.id, notAllArrived);
  return 'never';
}

/** What was wanted later must be what stays, also where the earlier one has to be tried again. */
function isAfterAnother(lane: Line, entry: UpdateEntry | ArrangeEntry): boolean {
  return lane.ports.entries
    .ofProduct(entry.storeId, entry.productId)
    .some((one) => one.id < entry.id && isOpen(one.progress) && isOfTheSame(lane, one, entry));
}

function isOfTheSame(lane: Line, one: OutboxEntry, other: UpdateEntry | ArrangeEntry): boolean {
  if (creates(one)) return one.asThumbnail && other.kind === 'update' && other.asThumbnail;
  if (one.kind !== 'update' || other.kind !== 'update') return one.kind === other.kind;
  return (one.asThumbnail && other.asThumbnail) || isSameImage(lane, one, other);
}

function isSameImage({ ports: { entries } }: Line, one: UpdateEntry, other: UpdateEntry): boolean {
  if (one.key === other.key) return true;
  const imageId = imageOf(entries, one.key);
  return imageId !== null && imageId === imageOf(entries, other.key);
}

/** The image is to go, which the user may still take back: what is told of it waits, and is not wanted once it is gone. */
function mayBeInVain(lane: Line, { storeId, productId, key }: UpdateEntry): boolean {
  const { entries } = lane.ports;
  const imageId = imageOf(entries, key);
  return entries
    .ofProduct(storeId, productId)
    .some((one) => one.kind === 'remove' && isOpen(one.progress) && one.imageIds.includes(imageId ?? 0));
}

function isStillOnItsWay(lane: Line, { key }: UpdateEntry): boolean {
  const named = readTileKey(key);
  const entry = named?.is === 'entry' ? lane.ports.entries.get(named.id) : undefined;
  return entry !== undefined && isOpen(entry.progress);
}

/** Carries one edit out. Repeating it does no harm, so a lost answer only means doing it again. */
export async function edit(lane: Line, entry: EditEntry): Promise<void> {
  const { effects } = lane.ports;
  const taken = effects.do('record-attempt', () => lane.apply(entry.id, { is: 'taken' }));
  if (taken?.progress.is !== 'sending') return;
  const isPassedOn = (): boolean => entry.kind === 'arrange' && passOn(lane, entry.id);
  if (effects.do('record-edit', isPassedOn)) return;
  const answer = await lane.connectivity.recordChange(await effects.do('send', () => carryOut(lane, entry)));
  if (lane.isClosed) return;
  if (!answer.ok) {
    effects.do('record-outcome', () => isPassedOn() || lane.failSend(entry.id, answer.reason));
    return;
  }
  effects.do('record-outcome', () =>
    lane.apply(entry.id, { is: 'arrived', imageId: null }, () => record(lane, entry)),
  );
  freeBytes(lane, entry);
  lane.ports.onGallery(entry.productId);
}

async function carryOut(lane: Line, entry: EditEntry): Promise<Outcome<unknown, Failure>> {
  const options = { lane: 'batch', signal: lane.signal } as const;
  switch (entry.kind) {
    case 'variant-image':
      return await sendVariantImage(lane, entry, options);
    case 'remove':
      return await remove(lane, entry, options);
    case 'update':
      return await update(lane, entry, options);
    case 'arrange':
      return await arrange(lane, entry, options);
    default:
      return assertNever(entry);
  }
}

async function sendVariantImage(
  lane: Line,
  { productId, variantId, photo }: VariantImageEntry,
  options: CallOptions,
): Promise<Outcome<unknown, Failure>> {
  const picture = pictureFile(lane.ports.bytes, photo);
  return await lane.ports.api.setVariantImageFromFile(productId, variantId, picture, options);
}

/** One that is gone already is as wanted. */
async function remove(
  lane: Line,
  { productId, imageIds }: RemoveEntry,
  options: CallOptions,
): Promise<Outcome<unknown, Failure>> {
  for (const imageId of imageIds) {
    const removed = await lane.ports.api.remove(productId, imageId, options);
    if (!removed.ok) return removed;
  }
  return ok(null);
}

/** What the catalogue knows of the product once the edit is carried out. */
function record(lane: Line, entry: EditEntry): void {
  const { catalog, storeId } = lane.ports;
  if (entry.kind !== 'remove') return;
  const gone = new Set(entry.imageIds);
  const left = catalog.images(storeId, entry.productId).filter(({ id }) => !gone.has(id));
  catalog.saveImages(storeId, entry.productId, left);
}

const notAllArrived: Failure = {
  class: 'refused',
  reason: reason('not-all-arrived'),
};
