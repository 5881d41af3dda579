import type { StoreImage } from '../bigcommerce/image-api.ts';
import { creates, isGivenUp, type CreatingEntry, type OutboxEntry } from '../outbox/entry.ts';
import {
  altChangedMeanwhile,
  arrangementOf,
  type ArrangeEntry,
  type UpdateEntry,
} from '../outbox/edit-entry.ts';
import type { NewIntent } from '../outbox/intent.ts';
import type { EntryPatch } from '../outbox/views/shown-edits.ts';
import { rebase } from '../ordering/rebase.ts';
import { entryKey, readTileKey, type TileKey } from '../../shared/tile-key.ts';

/** What is known of a product when an edit is merged into its waiting edits. */
export interface EditContext {
  entries: readonly OutboxEntry[];
  image: (id: number) => StoreImage | undefined;
  thumbnail: () => StoreImage | undefined;
  /** Current key of a tile. */
  now: (key: string) => TileKey;
}

type Changes = Required<Omit<EntryPatch, 'save'>> & {
  save: OutboxEntry[];
  drop: OutboxEntry[];
  add: NewIntent[];
};

/**
 * Patches in a new order of all tiles. It replaces an order that waits, retries or has failed. An order that
 * may be partly sent is never dropped, because it must be sent back. Pure.
 */
export function arrangePatch(
  { entries }: Pick<EditContext, 'entries'>,
  tiles: () => TileKey[],
  order: TileKey[],
): EntryPatch {
  const own = entries.filter((entry) => entry.type === 'arrange');
  const waiting = own.findLast(isChangeable);
  if (waiting) {
    const isNothing = waiting.touched.length === 0 && isSameOrder(waiting.base, order);
    return isNothing ? { drop: [waiting] } : { save: [{ ...waiting, order }] };
  }
  const drop = own.filter(({ progress }) => isGivenUp(progress));
  const touched = [...new Set(drop.flatMap((entry) => entry.touched))];
  const unanswered = drop.flatMap((entry) => entry.unanswered);
  const base = tiles();
  // While another order is being sent, photos on their way need an explicit place.
  const isSending = own.some(({ progress }) => progress.type === 'sending');
  const isNothing = !isSending && touched.length === 0 && isSameOrder(base, order);
  return {
    drop,
    add: isNothing ? [] : [{ type: 'arrange', base, order, touched, unanswered, reported: null }],
  };
}

/**
 * The shown tiles in the order that the user last asked for, also if the store refused it. New photos get
 * their places in this order, so that the refused one is not lost with them. Pure.
 */
export function orderAskedFor(
  { entries, now }: Pick<EditContext, 'entries' | 'now'>,
  shown: readonly string[],
): string[] {
  const last = entries.filter((entry) => entry.type === 'arrange').at(-1);
  if (last?.progress.type !== 'failed') return [...shown];
  const { base, order, touched } = arrangementOf(last, now);
  return rebase({ base, order, touched: new Set(touched) }, shown).order;
}

/** Patches in new alt texts. Each replaces an earlier one that waits, retries or has failed. Pure. */
export function describePatch(
  known: EditContext,
  changes: readonly { key: TileKey; alt: string }[],
): Required<EntryPatch> {
  const made: Changes = { drop: [], save: [], add: [] };
  for (const { key, alt } of changes) describeOne(known, key, alt, made);
  return made;
}

function describeOne({ entries, image, now }: EditContext, key: TileKey, alt: string, made: Changes): void {
  const named = readTileKey(key);
  const onItsWay = entries.find(
    (entry): entry is CreatingEntry =>
      creates(entry) && entry.progress.type === 'waiting' && entryKey(entry.id) === key,
  );
  if (onItsWay) {
    made.save.push({ ...onItsWay, alt });
    return;
  }
  const earlier = updatesIn(entries).filter((entry) => now(entry.key) === key);
  for (const entry of earlier.filter((one) => isGivenUp(one.progress) && one.alt !== null)) {
    if (entry.asThumbnail) made.save.push({ ...entry, ...nothingSaid });
    else made.drop.push(entry);
  }
  const altsSent = [...new Set(earlier.flatMap(textsSent))];
  const stored = named?.type === 'image' ? (image(named.id)?.description ?? null) : null;
  const own = earlier.findLast(isChangeable);
  const altBefore = own?.altBefore ?? stored;
  const isAsStored = alt === altBefore && altsSent.length === 0;
  if (!own) {
    if (!isAsStored) made.add.push({ type: 'update', key, alt, altBefore, altsSent, ...noThumbnail });
  } else if (!isAsStored) made.save.push({ ...own, alt, altBefore, altsSent });
  else if (own.asThumbnail) made.save.push({ ...own, ...nothingSaid });
  else made.drop.push(own);
}

/** Alt texts that may have reached the store by this edit. */
function textsSent({ alt, altsSent, progress }: UpdateEntry): string[] {
  if (progress.type === 'done') return [];
  return progress.type === 'sending' && alt !== null ? [...altsSent, alt] : altsSent;
}

/** The user's last alt text that the store refused; null if none, or if others have changed it. Pure. */
export function refusedAlt({ entries, now }: EditContext, key: TileKey): string | null {
  const last = updatesIn(entries).findLast((entry) => now(entry.key) === key && entry.alt !== null);
  if (last?.progress.type !== 'failed' || last.progress.reason.code === altChangedMeanwhile) return null;
  return last.alt;
}

/** Whether the user's last choice of a thumbnail is this tile, and the store refused it. Pure. */
export function isRefusedThumbnail({ entries, now }: EditContext, key: TileKey): boolean {
  const last = updatesIn(entries).findLast(({ asThumbnail }) => asThumbnail);
  return last?.progress.type === 'failed' && now(last.key) === key;
}

/** Patches in a new thumbnail. A product has one, so earlier choices are dropped. Pure. */
export function thumbnailPatch(
  { entries, image, thumbnail, now }: EditContext,
  key: TileKey,
): Required<EntryPatch> {
  const all = updatesIn(entries);
  const updates = all.filter((entry) => isChangeable(entry) || isGivenUp(entry.progress));
  // An edit made before another choice was sent would be taken for the older one.
  const isBeforeChoice = ({ id }: UpdateEntry): boolean =>
    all.some((one) => one.asThumbnail && one.id > id && !updates.includes(one));
  const own = updates.findLast(
    (entry) => now(entry.key) === key && isChangeable(entry) && !isBeforeChoice(entry),
  );
  const made: Changes = {
    ...withoutThumbnail(updates.filter((entry) => entry.asThumbnail && entry !== own)),
    add: [],
  };
  let isDone = false;
  for (const entry of entries.filter(creates)) {
    if (entry.progress.type !== 'waiting') continue;
    const isIt = entryKey(entry.id) === key;
    isDone ||= isIt;
    if (entry.asThumbnail !== isIt) made.save.push({ ...entry, asThumbnail: isIt });
  }
  const named = readTileKey(key);
  const isStored = named?.type === 'image' && image(named.id)?.isThumbnail === true;
  // An edit that was or is being sent may have changed the thumbnail since.
  if (isDone || (isStored && !entries.some(mayChangeThumbnail))) return made;
  const chosen = { asThumbnail: true, thumbnailBefore: own?.thumbnailBefore ?? thumbnail()?.id ?? null };
  if (own) made.save.push({ ...own, ...chosen });
  else made.add.push({ type: 'update', key, ...nothingSaid, ...chosen });
  return made;
}

/** An image about to be removed must not become the thumbnail. Pure. */
export function thumbnailGivenUp({ entries, now }: EditContext, key: TileKey): Required<EntryPatch> {
  const own = updatesIn(entries).filter(
    (entry) =>
      entry.asThumbnail && now(entry.key) === key && (isChangeable(entry) || isGivenUp(entry.progress)),
  );
  return { ...withoutThumbnail(own), add: [] };
}

function withoutThumbnail(updates: readonly UpdateEntry[]): { drop: OutboxEntry[]; save: OutboxEntry[] } {
  return {
    drop: updates.filter(({ alt }) => alt === null),
    save: updates.filter(({ alt }) => alt !== null).map((entry) => ({ ...entry, ...noThumbnail })),
  };
}

function updatesIn(entries: readonly OutboxEntry[]): UpdateEntry[] {
  return entries.filter((entry) => entry.type === 'update').toSorted((a, b) => a.id - b.id);
}

/** Nothing of it is being sent, so it can still change. */
function isChangeable({ progress }: UpdateEntry | ArrangeEntry): boolean {
  return progress.type === 'waiting' || progress.type === 'retrying';
}

function mayChangeThumbnail(entry: OutboxEntry): boolean {
  if (entry.type !== 'update' || !entry.asThumbnail || entry.progress.type === 'done') return false;
  return entry.progress.type !== 'waiting' || entry.attempts > 0;
}

export function isSameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}

const noThumbnail = { asThumbnail: false, thumbnailBefore: null };
const nothingSaid = { alt: null, altBefore: null, altsSent: [] };
