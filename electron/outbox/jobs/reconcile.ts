import { planReconcile, type ReconcilePlan, type Wanted } from './reconcile-plan.ts';
import { withImagesRenamed } from './image-of.ts';
import { OrderRounds } from '../../ordering/order-rounds.ts';
import type { Failure } from '../../bigcommerce/failure.ts';
import { backoffMs, creates, doubtMs, imageToRemove, type CreatingEntry } from '../entry.ts';
import { checkOrderAgain, hasUnansweredOrder } from './arrange-images.ts';
import { findArrived } from './find-arrived.ts';
import type { JobContext } from './job-context.ts';
import { deleteUnneededBytes } from './send.ts';
import { maxPressingTries, type ReconcileJob } from '../records/reconcile-jobs.ts';
import type { ImageChange, StoreImage } from '../../bigcommerce/image-api.ts';

/** Rounds before the job waits and retries. */
const maxRounds = 5;
const maxLists = 20;
/**
 * Late commits usually come within seconds, so the first check is early. The last is when none can come any
 * more.
 */
const firstRecheckMs = 15_000;

/** The result of one part of the job. `listedAt`: no later than the list that was right. */
type Corrected = { type: 'right'; listedAt: number } | { type: 'retry' | 'finish' | 'closed' };

/**
 * Runs after a product's last upload: corrects order, thumbnail and duplicates, and checks a fresh list until
 * they are right. Failures are retried; only a refusal ends it.
 */
export async function reconcile(job: JobContext, due: ReconcileJob): Promise<void> {
  const { clock, effects, random, reconcileJobs } = job.ports;
  job.grouped.recordRead(due.productId);
  const parts = [
    ...(needsImages(job, due) ? [correctImages] : []),
    ...(hasUnansweredOrder(job, due.productId) ? [correctOrder] : []),
  ];
  const arranged = (recheck: number | null): void =>
    effects.do('record-reconciled', () => reconcileJobs.arranged(due, recheck));
  let recheck: number | null = null;
  for (const correct of parts) {
    const corrected = await correct(job, due);
    switch (corrected.type) {
      case 'right':
        recheck = recheckAt(due, corrected.listedAt);
        break;
      case 'retry': {
        const at = clock.now() + backoffMs(due.attempts + 1, random());
        return effects.do('record-reconciled', () => reconcileJobs.retryAt(due, at));
      }
      case 'finish':
        return arranged(null);
      case 'closed':
        return;
    }
  }
  arranged(recheck);
}

/**
 * Checks many products by one reading. Ends the jobs of those that are right; the others are left to `reconcile`, with
 * a list of their own.
 */
export async function reconcileGroup(job: JobContext, dues: readonly ReconcileJob[]): Promise<void> {
  const listedAt = job.ports.clock.now();
  const dueOf = new Map(dues.map((due) => [due.productId, due]));
  const effects = { read: 'reconcile-list', record: 'record-reconciled' } as const;
  await job.grouped.read(job, effects, [...dueOf.keys()], (productId, images) => {
    const due = dueOf.get(productId);
    if (due) endIfRight(job, due, images, listedAt);
  });
}

function endIfRight(
  job: JobContext,
  due: ReconcileJob,
  images: readonly StoreImage[],
  listedAt: number,
): void {
  const { catalog, reconcileJobs, storeId } = job.ports;
  const { productId } = due;
  const concerned = concernedBy(job, due);
  const isFound = concerned.some(
    (entry) => mayStillArrive(entry) && findArrived(entry, images, new Set()) !== null,
  );
  const plan = planReconcile(
    images,
    wantedOf(concerned, removedIds(job, productId)),
    isAsWanted(due, concerned),
  );
  const isRight = plan.remove.length === 0 && plan.change.length === 0 && plan.order === null;
  if (isFound || plan.isSentElsewhere || !isRight) {
    reconcileJobs.recordUnconfirmed(storeId, productId);
    return;
  }
  catalog.saveImages(storeId, productId, images);
  reconcileJobs.arranged(due, recheckAt(due, listedAt));
}

/**
 * Whether order and thumbnail were as wanted, by a list or by the answers to the uploads: then a difference is somebody
 * else's choice. Answers say nothing of photos that share a number, nor which of two thumbnails was set last. Pure.
 */
export function isAsWanted(
  { arranged, confirmed }: Pick<ReconcileJob, 'arranged' | 'confirmed'>,
  concerned: readonly Pick<CreatingEntry, 'sortOrder' | 'asThumbnail'>[],
): boolean {
  const isUnique = new Set(concerned.map(({ sortOrder }) => sortOrder)).size === concerned.length;
  const thumbnails = concerned.filter(({ asThumbnail }) => asThumbnail).length;
  return arranged || (confirmed && isUnique && thumbnails <= 1);
}

/** Corrects what uploads brought: their order, the thumbnail, and duplicates. */
async function correctImages(job: JobContext, due: ReconcileJob): Promise<Corrected> {
  const { api, catalog, clock, effects, storeId } = job.ports;
  const { productId } = due;
  const options = { priority: 'batch', signal: job.signal } as const;
  const rounds = new OrderRounds();
  for (let lists = 0; ; lists++) {
    const listedAt = clock.now();
    const listed = await job.connectivity.recordReading(
      await effects.do('reconcile-list', () => api.list(productId, options)),
    );
    if (job.isClosed) return { type: 'closed' };
    if (!listed.ok) return afterFailure(listed.reason, due);
    catalog.saveImages(storeId, productId, listed.value);
    adoptLateArrivals(job, concernedBy(job, due), listed.value);
    job.ports.onGallery(productId);
    const plan = planFor(job, due, listed.value);
    const changes = [...plan.change, ...putsOf(rounds, listed.value, plan)];
    if (plan.remove.length === 0 && changes.length === 0) return { type: 'right', listedAt };
    if (rounds.count > maxRounds || lists >= maxLists)
      return { type: due.attempts < maxPressingTries ? 'retry' : 'finish' };
    const failures: Failure[] = [];
    for (const { imageId, change } of changes) {
      const updated = await job.connectivity.recordChange(
        await effects.do('reconcile-update', () => api.update(productId, imageId, change, options)),
        { repeated: true },
      );
      if (!updated.ok) failures.push(updated.reason);
    }
    if (job.isClosed) return { type: 'closed' };
    // Duplicates are removed only after their edits have moved, or after the last attempt.
    if (failures.length === 0 || due.attempts >= maxPressingTries) {
      renameImages(job, productId, plan.renamed);
      for (const imageId of plan.remove) {
        const removed = await job.connectivity.recordChange(
          await effects.do('reconcile-remove', () => api.remove(productId, imageId, options)),
          { repeated: true },
        );
        if (!removed.ok) failures.push(removed.reason);
      }
    }
    if (job.isClosed) return { type: 'closed' };
    // A missing image only changes the plan.
    const worst = failures.find((failure) => failure.type !== 'not-found');
    if (worst) return afterFailure(worst, due);
  }
}

/** The plan for a fresh list. If another computer sends the same photos, the answers to our uploads mean nothing. */
function planFor(job: JobContext, due: ReconcileJob, images: readonly StoreImage[]): ReconcilePlan {
  const { effects, reconcileJobs, storeId } = job.ports;
  const { arranged, productId } = due;
  const concerned = concernedBy(job, due);
  const wanted = wantedOf(concerned, removedIds(job, productId));
  const confirmed = reconcileJobs.isConfirmed(storeId, productId);
  const plan = planReconcile(images, wanted, isAsWanted({ arranged, confirmed }, concerned));
  if (arranged || !confirmed || !plan.isSentElsewhere) return plan;
  effects.do('record-reconciled', () => reconcileJobs.recordUnconfirmed(storeId, productId));
  return planReconcile(images, wanted, false);
}

/** Corrects the user's order after a request without an answer. */
async function correctOrder(job: JobContext, due: ReconcileJob): Promise<Corrected> {
  const listedAt = job.ports.clock.now();
  const options = { priority: 'batch', signal: job.signal } as const;
  const checked = await job.connectivity.recordChange(await checkOrderAgain(job, due.productId, options));
  if (job.isClosed) return { type: 'closed' };
  return checked.ok ? { type: 'right', listedAt } : afterFailure(checked.reason, due);
}

function afterFailure(failure: Failure, due: ReconcileJob): Corrected {
  return { type: isFinal(failure, due) ? 'finish' : 'retry' };
}

/** The product's entries that the job is about. */
function concernedBy({ ports: { entries, storeId } }: JobContext, due: ReconcileJob): CreatingEntry[] {
  return entries
    .ofProduct(storeId, due.productId, true)
    .filter(creates)
    .filter((entry) => entry.id >= due.fromEntry);
}

/** Whether uploads of the job have arrived, or may still. */
export function needsImages(job: JobContext, due: ReconcileJob): boolean {
  const now = job.ports.clock.now();
  return concernedBy(job, due).some((entry) => isOfConcern(entry, due, now));
}

function isOfConcern(entry: CreatingEntry, { doubtUntil }: ReconcileJob, now: number): boolean {
  return isArrived(entry) || (mayStillArrive(entry) && (entry.mayHaveArrived || doubtUntil > now));
}

/**
 * When to check an arranged product again for late duplicates; null when none can come. `listedAt`: no later
 * than the list that was right. Pure.
 */
export function recheckAt(
  due: Pick<ReconcileJob, 'arranged' | 'doubtUntil'>,
  listedAt: number,
): number | null {
  // Limits the wait if the clock was set back.
  const left = Math.min(doubtMs, due.doubtUntil - listedAt);
  if (left <= 0) return null;
  return listedAt + (due.arranged ? left : Math.min(firstRecheckMs, left));
}

/** A cancelled or failed entry whose image appeared anyway becomes done. */
function adoptLateArrivals(
  job: JobContext,
  concerned: readonly CreatingEntry[],
  images: readonly StoreImage[],
): void {
  const { effects, reconcileJobs } = job.ports;
  const taken = new Set(
    concerned.flatMap(({ progress }) =>
      progress.type === 'done' && progress.imageId !== null ? [progress.imageId] : [],
    ),
  );
  for (const entry of concerned) {
    if (!mayStillArrive(entry)) continue;
    const imageId = findArrived(entry, images, taken);
    if (imageId === null) continue;
    taken.add(imageId);
    const after = effects.do('record-look', () =>
      job.apply(entry.id, { type: 'found', imageId }, ({ storeId, productId }) =>
        reconcileJobs.recordUnconfirmed(storeId, productId),
      ),
    );
    if (after) deleteUnneededBytes(job, after);
  }
}

/** A photo has a mark. A web picture can only be recognised if an attempt was made. */
function mayStillArrive(entry: CreatingEntry): boolean {
  const { type } = entry.progress;
  return (type === 'cancelled' || type === 'failed') && (entry.type === 'upload' || entry.mayHaveArrived);
}

/** The product is gone, or the store refused every attempt. */
function isFinal(failure: Failure, due: ReconcileJob): boolean {
  if (failure.type === 'not-found') return true;
  return failure.type === 'refused' && due.attempts >= maxPressingTries;
}

function isArrived({ progress }: CreatingEntry): boolean {
  return progress.type === 'done' && progress.imageId !== null;
}

/** As few requests as possible; none writes a number that another image holds. */
function putsOf(
  rounds: OrderRounds,
  images: readonly StoreImage[],
  { order }: ReconcilePlan,
): { imageId: number; change: ImageChange }[] {
  if (order === null) return [];
  return rounds.next(images, order).map(({ imageId, sortOrder }) => ({
    imageId,
    change: { sortOrder },
  }));
}

/** Saves the ids of the kept images on the entries, since the duplicates are unknown after a restart. */
function renameImages({ ports }: JobContext, productId: number, renamed: ReconcilePlan['renamed']): void {
  if (renamed.length === 0) return;
  const { effects, entries, storeId, transaction } = ports;
  const idOf = new Map(renamed.map(({ from, to }) => [from, to]));
  effects.do('record-reconciled', () =>
    transaction(() => {
      for (const entry of entries.ofProduct(storeId, productId, true)) {
        const after = withImagesRenamed(entry, idOf);
        if (after !== entry) entries.save(after);
      }
    }),
  );
}

function removedIds({ ports: { entries, storeId } }: JobContext, productId: number): ReadonlySet<number> {
  return new Set(
    entries
      .ofProduct(storeId, productId, true)
      .flatMap((one) => (one.type === 'remove' && one.progress.type === 'done' ? one.imageIds : [])),
  );
}

/**
 * Only the last queued thumbnail counts; two would take it from each other forever. A withdrawn photo matters once
 * it is removed, and only for copies that its repeated requests may have made.
 */
function wantedOf(entries: readonly CreatingEntry[], removed: ReadonlySet<number>): Wanted[] {
  const arrived = entries
    .filter(isArrived)
    .filter((entry) => !entry.withdrawn || (entry.attempts > 1 && removed.has(imageToRemove(entry) ?? 0)));
  const thumbnail = Math.max(...arrived.flatMap((entry) => (entry.asThumbnail ? [entry.id] : [])));
  return arrived.flatMap((entry): Wanted[] => {
    if (entry.progress.type !== 'done' || entry.progress.imageId === null) return [];
    const { imageId } = entry.progress;
    const placement = {
      sortOrder: entry.sortOrder ?? 0,
      asThumbnail: entry.id === thumbnail,
      alt: entry.alt,
      imageId,
      isRemoved: removed.has(imageId),
    };
    if (entry.type === 'upload') return [{ ...placement, type: 'mark', mark: entry.photo.mark }];
    const { url, knownIds, attempts } = entry;
    return [{ ...placement, type: 'import', url, knownIds, inDoubt: attempts > 1 }];
  });
}
