import type { Failure } from '../../bigcommerce/failure.ts';
import type { CallOptions, StoreImage } from '../../bigcommerce/image-api.ts';
import { shownOrder, type Put } from '../../ordering/arrange.ts';
import { OrderRounds } from '../../ordering/order-rounds.ts';
import { readableName } from '../../catalog/overlay.ts';
import { rebase, type Rebased } from '../../ordering/rebase.ts';
import { rebaseSentence } from '../../ordering/rebase-messages.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { entryKey, readTileKey, type TileKey } from '../../../shared/tile-key.ts';
import type { ArrangeEntry } from '../edit-entry.ts';
import { creates, type CreatingEntry } from '../entry.ts';
import { imageOf } from './image-of.ts';
import type { Line } from './job-context.ts';

/** Every store was in order after four in the model; a gallery that somebody else arranges at the same time may take more. */
const maxRounds = 8;

/**
 * Brings a product's images into the user's order: list, plan, send, and again until a fresh list shows it. What others did
 * meanwhile stays, as far as the user did not move it, and is told.
 */
export async function arrange(
  lane: Line,
  entry: ArrangeEntry,
  options: CallOptions,
): Promise<Outcome<unknown, Failure>> {
  const { api, catalog, effects, storeId } = lane.ports;
  const { productId } = entry;
  let toldOf = entry.told;
  const rounds = new OrderRounds();
  for (;;) {
    const listed = await effects.do('arrange-list', () => api.list(productId, options));
    if (lane.isClosed) return ok(null);
    if (!listed.ok) return listed;
    catalog.saveImages(storeId, productId, listed.value);
    const aim = aimOf(lane, entry, listed.value);
    toldOf ??= rebaseSentence(aim, nameIn(listed.value));
    const puts = rounds.next(listed.value, aim.order, arrangementOf(lane, entry.id)?.unanswered);
    if (puts.length === 0) break;
    if (rounds.count > maxRounds) return no(notInOrder);
    effects.do('record-edit', () => touch(lane, entry.id, puts, toldOf));
    for (const { imageId, sortOrder } of puts) {
      const updated = await effects.do('arrange-update', () =>
        api.update(productId, imageId, { sortOrder }, options),
      );
      if (lane.isClosed) return ok(null);
      // An image that is gone by now only changes the next round's plan.
      if (updated.ok || updated.reason.class === 'not-found') continue;
      if (mayBeCarriedOut(updated.reason)) {
        effects.do('record-edit', () => noteUnanswered(lane, entry.id, { imageId, sortOrder }));
      }
      return updated;
    }
  }
  standByIt(lane, entry, catalog.images(storeId, productId));
  if (toldOf !== null) lane.ports.onTold(productId, toldOf);
  return ok(null);
}

/** The order to aim at, given what is there now. */
function aimOf(
  lane: Line,
  { id, base, order, productId }: ArrangeEntry,
  images: readonly StoreImage[],
): Rebased<number> {
  const { entries, storeId } = lane.ports;
  const touched = new Set(arrangementOf(lane, id)?.touched);
  const idsOf = (keys: readonly TileKey[]): number[] => keys.flatMap((key) => imageOf(entries, key) ?? []);
  const ours = entries.ofProduct(storeId, productId, true).flatMap((one) => {
    if (one.kind === 'remove') return one.imageIds;
    return creates(one) && one.progress.is === 'done' ? (one.progress.imageId ?? []) : [];
  });
  const current = shownOrder(images).map(({ id }) => id);
  // Where the store has a photo that arrived meanwhile is nobody's doing but ours: it goes where the user put it.
  const before = base.filter((key) => readTileKey(key)?.is === 'image');
  return rebase({ base: idsOf(before), order: idsOf(order), touched }, current, new Set(ours));
}

/** Goes on record before anything is sent: an attempt that is broken off half-way must not be taken for somebody else's doing. */
function touch(lane: Line, id: number, puts: readonly Put[], told: string | null): void {
  const entry = arrangementOf(lane, id);
  if (!entry) return;
  const touched = [...new Set([...entry.touched, ...puts.map(({ imageId }) => imageId)])];
  lane.ports.entries.save({ ...entry, touched, told });
}

function mayBeCarriedOut(failure: Failure): boolean {
  return failure.class === 'unknown' || failure.class === 'transient';
}

function noteUnanswered(lane: Line, id: number, put: Put): void {
  const entry = arrangementOf(lane, id);
  if (!entry) return;
  const others = entry.unanswered.filter(({ imageId }) => imageId !== put.imageId);
  lane.ports.entries.save({ ...entry, unanswered: [...others, put] });
}

function arrangementOf({ ports: { entries } }: Line, id: number): ArrangeEntry | undefined {
  const entry = entries.get(id);
  return entry?.kind === 'arrange' ? entry : undefined;
}

/**
 * An order that the user has changed again while it was being sent is part of the later one, which goes on from where it has come.
 * False when there is no later one.
 */
export function passOn(lane: Line, id: number): boolean {
  const { entries } = lane.ports;
  const entry = arrangementOf(lane, id);
  if (!entry) return false;
  const later = entries
    .ofProduct(entry.storeId, entry.productId)
    .find((one) => one.kind === 'arrange' && one.id > id && one.progress.is === 'waiting');
  if (later?.kind !== 'arrange') return false;
  lane.apply(id, { is: 'arrived', imageId: null }, () =>
    entries.save({
      ...later,
      base: entry.base,
      touched: [...entry.touched, ...later.touched],
      unanswered: entry.unanswered,
      told: entry.told,
    }),
  );
  return true;
}

/**
 * Where the user has put photos that were sent in another order, settling must not put them back. One that failed, and is tried again
 * later, comes to stand behind the image that it was put behind.
 */
function standByIt(lane: Line, { productId, order }: ArrangeEntry, images: readonly StoreImage[]): void {
  const { entries, storeId, transaction } = lane.ports;
  const orderOf = new Map(images.map(({ id, sortOrder }) => [id, sortOrder]));
  const numberOf = (key: TileKey): number | undefined => orderOf.get(imageOf(entries, key) ?? 0);
  const placeOf = (one: CreatingEntry): number | undefined => {
    if (one.progress.is === 'done') return orderOf.get(one.progress.imageId ?? 0);
    const at = order.indexOf(entryKey(one.id));
    if (at === -1) return undefined;
    const before = order.slice(0, at).findLast((key) => numberOf(key) !== undefined);
    return before === undefined ? Math.min(...orderOf.values(), 1) - 1 : numberOf(before);
  };
  transaction(() => {
    for (const one of entries.ofProduct(storeId, productId, true).filter(creates)) {
      const sortOrder = placeOf(one);
      if (sortOrder !== undefined && sortOrder !== one.sortOrder) entries.save({ ...one, sortOrder });
    }
  });
}

/** The name that an image has in the gallery, by its id. */
export function nameIn(images: readonly StoreImage[]): (id: number) => string {
  const names = new Map(
    images.map(({ id, description, imageFile }) => [
      id,
      description || readableName(imageFile).replace(/\.[^.]*$/, ''),
    ]),
  );
  return (id) => names.get(id) ?? `Image ${id}`;
}

const notInOrder: Failure = {
  class: 'transient',
  reason: reason('not-in-order'),
};
