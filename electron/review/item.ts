import { fitsVariant } from '../pictures/prepare/plan.ts';
import type { PictureFacts } from '../pictures/picture-facts.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { Destination, VariantPictures } from '../../shared/review.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';
import type { ItemMatch, ItemTarget } from '../matching/match.ts';
import type { Label } from './label-sets.ts';
import type { PreparedCopy } from '../intake/preparer.ts';

/** One file of a batch under review, with the user's decisions. */
export interface Item {
  id: number;
  batchId: number;
  /** The item whose photo this is, for another product; null for a file of the drop. */
  copyOf: number | null;
  /** Position in the drop. */
  ordinal: number;
  fileName: string;
  /** Folder below the drop. */
  folder: string;
  /** Never sent to the window. */
  path: string;
  /** Name of the dropped folder; '' for a file dropped by itself. */
  root: string;
  /** Null until the file is read. */
  facts: PictureFacts | null;
  /** Fingerprint of the staged original; null until the file is read. */
  sha256: string | null;
  unusable: Reason | null;
  /** Of an unusable raw photograph: its camera's own JPEG is being read, on the user's wish. */
  wantsCameraJpeg: boolean;
  /** Texts of the codes seen in it; null until codes were looked for. */
  codes: readonly string[] | null;
  /** What it looks like, see `pictures/likeness.ts`; '' if that can't be determined, null until it was tried. */
  likeness: string | null;
  /** The set that the user put it in, by the id of that set's first photo; null where it goes by itself. */
  set: number | null;
  /** The code of a product of the catalogue, and that product. */
  label: Label | null;
  match: ItemMatch;
  target: ItemTarget | null;
  /** Position in its product, set by a list or the user; null: by name. */
  place: number | null;
  /** Null: included unless it is a duplicate. */
  included: boolean | null;
  /** 0: not rated. */
  stars: number;
  /** Marked as not good enough, and therefore excluded. */
  rejected: boolean;
  asThumbnail: boolean;
  /** As a new version of an image in the gallery, it takes that one's place, alt text and thumbnail. */
  replaces: boolean;
  /** Null: from the batch's template. */
  alt: string | null;
  /** Null: the batch's. */
  destination: Destination | null;
  sendAs: 'prepared' | 'as-is';
  /** Of what is sent to the gallery; null for none. A photo that is sent as it is does not follow it. */
  recipe: PhotoRecipe | null;
  /** Of the variant's own picture; null: the gallery's. */
  variantRecipe: PhotoRecipe | null;
  /** Whether a copy is sent instead of the original. */
  needsPreparing: boolean;
  prepared: PreparedCopy | null;
  /** A copy for the variant only, where it can't take the gallery's. */
  variantCopy: PreparedCopy | null;
  preparingFailed: Reason | null;
  /** The user queued it: it goes to the outbox once all of its product is prepared. */
  accepted: boolean;
}

/** The decisions of a file that was just found. */
export const undecided = {
  copyOf: null,
  facts: null,
  sha256: null,
  unusable: null,
  wantsCameraJpeg: false,
  codes: null,
  likeness: null,
  set: null,
  label: null,
  place: null,
  included: null,
  stars: 0,
  rejected: false,
  asThumbnail: false,
  replaces: false,
  alt: null,
  destination: null,
  sendAs: 'prepared',
  recipe: null,
  variantRecipe: null,
  needsPreparing: false,
  prepared: null,
  variantCopy: null,
  preparingFailed: null,
  accepted: false,
} as const satisfies Partial<Item>;

/** The photo for another product. It shares what is known of the file, and has decisions of its own. */
export function copyFor(item: Item, target: ItemTarget, match: ItemMatch): Omit<Item, 'id'> {
  const { id, sendAs, facts, sha256, unusable, needsPreparing, prepared, variantCopy, ...rest } = item;
  return {
    ...rest,
    ...undecided,
    copyOf: item.copyOf ?? id,
    stars: item.stars,
    rejected: item.rejected,
    recipe: item.recipe,
    variantRecipe: item.variantRecipe,
    facts,
    sha256,
    unusable,
    sendAs,
    needsPreparing,
    prepared,
    variantCopy,
    // Its original is read for labels.
    codes: [],
    match,
    target,
  };
}

export interface ReviewOptions {
  altTemplate: string;
  placement: 'after' | 'before' | 'replace';
  destination: Destination;
  /** The user queued it: it enters the outbox once all photos of its product are prepared. */
  variantPictures?: VariantPictures;
  /** Placements that differ from the batch's, by product. */
  placements: Record<number, 'after' | 'before' | 'replace'>;
  /** Roles in the order that the user wants them; left out for the usual one. */
  roleOrder?: readonly string[];
  /**
   * The product that the last set was given to. The next set is offered the product after it, even when that set has
   * left the review.
   */
  lastGiven?: number;
  /** The recipe that photos begin with; left out for none. */
  recipe?: PhotoRecipe;
  /** Where the photos were dropped, until the user has them matched by name instead. */
  droppedOn?: DroppedOn;
}

/** The product that photos were dropped on, and the tiles they were dropped before; without, they go to the end. */
export interface DroppedOn {
  productId: number;
  before?: readonly string[];
}

export type SentCopy = Pick<PreparedCopy, 'sha256' | 'type' | 'bytes'>;

/** The copy for the gallery; null until it is read and prepared. */
export function galleryCopyOf(item: Item): SentCopy | null {
  const { facts, sha256, needsPreparing, prepared } = item;
  if (facts === null || sha256 === null) return null;
  return needsPreparing ? prepared : { sha256, type: facts.type as AcceptedType, bytes: facts.bytes };
}

/** The recipe that it is sent by to the gallery; null for none. */
export function recipeOf({ sendAs, recipe }: Item): PhotoRecipe | null {
  return sendAs === 'as-is' ? null : recipe;
}

/** The recipe of a variant's own picture where it differs from the gallery's. */
export function variantRecipeOf({ sendAs, variantRecipe }: Item): PhotoRecipe | null {
  return sendAs === 'as-is' ? null : variantRecipe;
}

/** The copy for the variant's own picture: the gallery's, if a variant can take it and has no recipe of its own. */
export function variantCopyOf(item: Item): SentCopy | null {
  if (variantRecipeOf(item) !== null) return item.variantCopy;
  const sent = galleryCopyOf(item);
  return sent !== null && fitsVariant(sent) ? sent : sent && item.variantCopy;
}

/** Whether all copies it needs exist. */
export function isSendable(item: Item, destination: Destination | null): boolean {
  if (galleryCopyOf(item) === null) return false;
  return !isForVariant(destination) || variantCopyOf(item) !== null;
}

/** The variants that a photo shows. */
export function variantIdsOf({ target }: Pick<Item, 'target'>): readonly number[] {
  if (target === null) return [];
  return target.variantId === null ? (target.variants?.variantIds ?? []) : [target.variantId];
}

export function isForVariant(destination: Destination | null): boolean {
  return destination === 'variant' || destination === 'both';
}

/** Every fingerprint an item has in staging. */
export function stagedOf({ sha256, prepared, variantCopy }: Item): string[] {
  return [sha256, prepared?.sha256, variantCopy?.sha256].filter((one) => one != null);
}

/** The pixels of the camera's own JPEG that a raw photograph is offered as; null if there is no such offer. */
export function cameraJpegOf({ unusable, wantsCameraJpeg }: Item): { width: number; height: number } | null {
  if (unusable?.code !== 'raw-with-jpeg' || wantsCameraJpeg) return null;
  const { width, height } = unusable.args ?? {};
  return { width: Number(width), height: Number(height) };
}

/**
 * Where a link leads that was not followed, because its target is outside of what the user gave; null for other files.
 */
export function linkTarget({ unusable }: Item): string | null {
  return unusable?.code === 'link-leads-outside' ? String(unusable.args?.['target']) : null;
}

/** Whether the user excluded it. */
export function isOut({ included, rejected }: Pick<Item, 'included' | 'rejected'>): boolean {
  return rejected || included === false;
}

/** Whether the user excluded it before it had a product: nothing about it is left to decide. */
export function isSetAside(item: Item): boolean {
  return item.target === null && item.unusable === null && isOut(item);
}

export function isReading(item: Item): boolean {
  return item.facts === null && item.unusable === null;
}
