import type { StoreImage } from '../bigcommerce/image-api.ts';
import { creates, type CreatingEntry, type OutboxEntry } from '../outbox/entry.ts';
import { altChangedMeanwhile, type ArrangeEntry, type UpdateEntry } from '../outbox/edit-entry.ts';
import type { NewIntent } from '../outbox/intent.ts';
import type { EntryPatch } from '../outbox/views/shown-edits.ts';
import { entryKey, readTileKey, type TileKey } from '../../shared/tile-key.ts';

/** What there is to know of a product to say what an edit makes of the edits that wait. */
export interface Known {
  /** All of the product's entries. */
  entries: readonly OutboxEntry[];
  /** An image as last seen in the store. */
  image: (id: number) => StoreImage | undefined;
  /** The one that was the thumbnail as last seen in the store. */
  thumbnail: () => StoreImage | undefined;
  /** The key by which a tile goes by now. */
  now: (key: string) => TileKey;
}

type Changes = Required<Omit<EntryPatch, 'save'>> & {
  save: OutboxEntry[];
  drop: OutboxEntry[];
  add: NewIntent[];
};

/**
 * A new order of all tiles. It takes the place of one that waits, or is to be tried again, and of those that were given up. What
 * was half sent has to be sent back, so it is never nothing. Pure.
 */
export function arrangePatch(
  { entries }: Pick<Known, 'entries'>,
  tiles: () => TileKey[],
  order: TileKey[],
): EntryPatch {
  const own = entries.filter((entry) => entry.kind === 'arrange');
  const waiting = own.findLast(isChangeable);
  if (waiting) {
    const isNothing = waiting.touched.length === 0 && isSameOrder(waiting.base, order);
    return isNothing ? { drop: [waiting] } : { save: [{ ...waiting, order }] };
  }
  const drop = own.filter(isGivenUp);
  const touched = [...new Set(drop.flatMap((entry) => entry.touched))];
  const unanswered = drop.flatMap((entry) => entry.unanswered);
  const base = tiles();
  // While another order is being sent, photos on their way stand where they are shown only once they are put there.
  const isSending = own.some(({ progress }) => progress.is === 'sending');
  const isNothing = !isSending && touched.length === 0 && isSameOrder(base, order);
  return { drop, add: isNothing ? [] : [{ kind: 'arrange', base, order, touched, unanswered, told: null }] };
}

/** New alt texts, each of which takes the place of an earlier one that waits, is to be tried again, or was given up. Pure. */
export function describePatch(
  known: Known,
  changes: readonly { key: TileKey; alt: string }[],
): Required<EntryPatch> {
  const made: Changes = { drop: [], save: [], add: [] };
  for (const { key, alt } of changes) describeOne(known, key, alt, made);
  return made;
}

function describeOne({ entries, image, now }: Known, key: TileKey, alt: string, made: Changes): void {
  const named = readTileKey(key);
  const onItsWay = entries.find(
    (entry): entry is CreatingEntry =>
      creates(entry) && entry.progress.is === 'waiting' && entryKey(entry.id) === key,
  );
  if (onItsWay) {
    made.save.push({ ...onItsWay, alt });
    return;
  }
  const earlier = updatesIn(entries).filter((entry) => now(entry.key) === key);
  for (const entry of earlier.filter((one) => isGivenUp(one) && one.alt !== null)) {
    if (entry.asThumbnail) made.save.push({ ...entry, ...nothingSaid });
    else made.drop.push(entry);
  }
  const altsSent = [...new Set(earlier.flatMap(textsSent))];
  const stored = named?.is === 'image' ? (image(named.id)?.description ?? null) : null;
  const own = earlier.findLast(isChangeable);
  const altBefore = own?.altBefore ?? stored;
  const isAsStored = alt === altBefore && altsSent.length === 0;
  if (!own) {
    if (!isAsStored) made.add.push({ kind: 'update', key, alt, altBefore, altsSent, ...noThumbnail });
  } else if (!isAsStored) made.save.push({ ...own, alt, altBefore, altsSent });
  else if (own.asThumbnail) made.save.push({ ...own, ...nothingSaid });
  else made.drop.push(own);
}

/** Alt texts that may have come to the store by this edit. */
function textsSent({ alt, altsSent, progress }: UpdateEntry): string[] {
  if (progress.is === 'done') return [];
  return progress.is === 'sending' && alt !== null ? [...altsSent, alt] : altsSent;
}

/**
 * The alt text that the user last gave an image and the store would not take; null when there is none, or somebody else has written
 * another one since. Pure.
 */
export function refusedAlt({ entries, now }: Known, key: TileKey): string | null {
  const last = updatesIn(entries).findLast((entry) => now(entry.key) === key && entry.alt !== null);
  if (last?.progress.is !== 'failed' || last.progress.reason.code === altChangedMeanwhile) return null;
  return last.alt;
}

/** A product has one thumbnail: what was to become it before no longer is. Pure. */
export function thumbnailPatch(
  { entries, image, thumbnail, now }: Known,
  key: TileKey,
): Required<EntryPatch> {
  const updates = updatesIn(entries).filter((entry) => isChangeable(entry) || isGivenUp(entry));
  const own = updates.findLast((entry) => now(entry.key) === key && isChangeable(entry));
  const made: Changes = {
    ...withoutThumbnail(updates.filter((entry) => entry.asThumbnail && entry !== own)),
    add: [],
  };
  let isDone = false;
  for (const entry of entries.filter(creates)) {
    if (entry.progress.is !== 'waiting') continue;
    const isIt = entryKey(entry.id) === key;
    isDone ||= isIt;
    if (entry.asThumbnail !== isIt) made.save.push({ ...entry, asThumbnail: isIt });
  }
  const named = readTileKey(key);
  const isStored = named?.is === 'image' && image(named.id)?.isThumbnail === true;
  // One that was or is being sent may have made another image the thumbnail by then.
  if (isDone || (isStored && !entries.some(mayChangeThumbnail))) return made;
  const chosen = { asThumbnail: true, thumbnailBefore: own?.thumbnailBefore ?? thumbnail()?.id ?? null };
  if (own) made.save.push({ ...own, ...chosen });
  else made.add.push({ kind: 'update', key, ...nothingSaid, ...chosen });
  return made;
}

/** An image that goes is not to become the thumbnail any more. Pure. */
export function thumbnailGivenUp({ entries, now }: Known, key: TileKey): Required<EntryPatch> {
  const own = updatesIn(entries).filter(
    (entry) => entry.asThumbnail && now(entry.key) === key && (isChangeable(entry) || isGivenUp(entry)),
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
  return entries.filter((entry) => entry.kind === 'update').toSorted((a, b) => a.id - b.id);
}

/** Nothing of it is under way, so that it can still become another one. */
function isChangeable({ progress }: UpdateEntry | ArrangeEntry): boolean {
  return progress.is === 'waiting' || progress.is === 'retrying';
}

function isGivenUp({ progress }: UpdateEntry | ArrangeEntry): boolean {
  return progress.is === 'failed' || progress.is === 'cancelled';
}

function mayChangeThumbnail(entry: OutboxEntry): boolean {
  if (entry.kind !== 'update' || !entry.asThumbnail || entry.progress.is === 'done') return false;
  return entry.progress.is !== 'waiting' || entry.attempts > 0;
}

export function isSameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((key, at) => key === b[at]);
}

const noThumbnail = { asThumbnail: false, thumbnailBefore: null };
const nothingSaid = { alt: null, altBefore: null, altsSent: [] };
