import type { Catalog } from '../catalog/catalog.ts';
import type { Replaced } from '../gallery/replaced.ts';
import type { RefusedFile } from '../intake/intake.ts';
import { alreadyQueued, galleryFull } from './batch-reasons.ts';
import { alreadyThere } from '../review/review-reasons.ts';
import type { NewIntent } from '../outbox/intent.ts';
import { creates, isOpen, photoOf, type StagedPhoto } from '../outbox/entry.ts';
import { nextSortOrder, roomLeft } from '../outbox/jobs/assign-sort-order.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { markIn } from '../../shared/mark.ts';

/** Photos are queued in groups of this many, so that the first are on their way while the rest is still read. */
const largestGroup = 50;
/** The first group is small: what is in it appears, and is on its way, at once. */
const firstGroup = 4;

/** A refused file and a photo to queue, in the order of the drop. */
export type Through =
  | { kind: 'photo'; photo: StagedPhoto; folder: string }
  | { kind: 'refused'; refused: Omit<RefusedFile, 'ordinal'> };

export interface JudgedGroup {
  uploads: NewIntent[];
  refused: Omit<RefusedFile, 'ordinal'>[];
}

/** Where photos that are given for one product go; left out: at the end of its gallery. */
export interface DirectPlace {
  /** The tile that they stand before. */
  before?: string | undefined;
  /** The image whose place the photo takes, with what is told of it. */
  replaces?: Replaced;
}

/** Marks and fingerprints of the photos that a batch queued for a product before its reading was broken off. */
export function queuedBefore(
  { entries }: Outbox,
  { storeId, productId }: { storeId: string; productId: number },
  batchId: number,
): ReadonlySet<string> {
  const own = entries.ofProduct(storeId, productId, true).filter((entry) => entry.batchId === batchId);
  const marks = own.flatMap((entry) => photoOf(entry)?.mark ?? []);
  // What has become history since is known by its bytes.
  const sent = entries.photosOfBatch(batchId).map((photo) => photo.slice(photo.indexOf('/') + 1));
  return new Set([...marks, ...sent]);
}

/**
 * Sorts out one group for one product: doubles and what the product has no room for are refused, the rest gets its place. `before`: see
 * `queuedBefore`; what is in it is passed over.
 */
export function judgeGroup(
  { catalog, outbox }: { catalog: Catalog; outbox: Outbox },
  { storeId, productId }: { storeId: string; productId: number },
  group: readonly Through[],
  before: ReadonlySet<string>,
): JudgedGroup {
  const all = outbox.entries.ofProduct(storeId, productId);
  const open = all.filter(creates).filter((entry) => entry.progress.is !== 'failed');
  // What is about to be removed keeps no photo out, and is none that a photo could stand behind.
  const isClearing = all.some((entry) => entry.kind === 'clear' && isOpen(entry.progress));
  const known = isClearing || catalog.product(storeId, productId)?.imagesAt != null;
  const images = isClearing ? [] : catalog.images(storeId, productId);
  const inGallery = new Set(images.map((image) => markIn(image.imageFile)));
  const onTheWay = outbox.entries.marksOf(storeId, productId);
  let room = roomLeft(images.length, open.length);
  let order = nextSortOrder(
    images,
    open.map((entry) => entry.sortOrder),
  );
  // A photo that failed still wants to be it once it is tried again.
  const isAskedFor = all.some((entry) => creates(entry) && entry.asThumbnail);
  let wantsThumbnail =
    known && images.length === 0 && !isAskedFor && !open.some((entry) => entry.sortOrder !== null);
  const uploads: NewIntent[] = [];
  const refused: Omit<RefusedFile, 'ordinal'>[] = [];
  for (const one of group) {
    if (one.kind === 'refused') {
      refused.push(one.refused);
      continue;
    }
    const { photo, folder } = one;
    if (before.has(photo.mark) || before.has(photo.sha256)) continue;
    const reason = inGallery.has(photo.mark)
      ? alreadyThere
      : onTheWay.has(photo.mark)
        ? alreadyQueued
        : room <= 0
          ? galleryFull
          : null;
    if (reason) {
      refused.push({ fileName: photo.fileName, folder, reason });
      continue;
    }
    room--;
    onTheWay.add(photo.mark);
    uploads.push({
      kind: 'upload',
      photo,
      sortOrder: known ? order++ : null,
      asThumbnail: wantsThumbnail,
      alt: '',
    });
    wantsThumbnail = false;
  }
  return { uploads, refused };
}

/** Brings what is taken in by many hands back into the order of the drop, and hands it on in groups. */
export class Line {
  readonly #handOn: (group: Through[]) => void;
  readonly #early = new Map<number, Through>();
  #next = 0;
  #ready: Through[] = [];
  #groupSize = firstGroup;

  constructor(handOn: (group: Through[]) => void) {
    this.#handOn = handOn;
  }

  put(ordinal: number, one: Through): void {
    this.#early.set(ordinal, one);
    for (let next = this.#early.get(this.#next); next; next = this.#early.get(this.#next)) {
      this.#early.delete(this.#next++);
      this.#ready.push(next);
    }
    if (this.#ready.length >= this.#groupSize) this.#flush();
  }

  /** Everything up to the first gap, which a stopped batch leaves: dropped again, the rest comes behind it in its order. */
  finish(): void {
    this.#flush();
  }

  /** Gives up what is not handed on yet, as the user changed their mind or the disk failed; answers its fingerprints. */
  abandon(): string[] {
    const photos = [...this.#ready, ...this.#early.values()].flatMap((one) =>
      one.kind === 'photo' ? [one.photo.sha256] : [],
    );
    this.#ready = [];
    this.#early.clear();
    return photos;
  }

  #flush(): void {
    if (this.#ready.length === 0) return;
    this.#handOn(this.#ready);
    this.#ready = [];
    this.#groupSize = Math.min(largestGroup, this.#groupSize * 2);
  }
}
