import { fitsVariant } from '../pictures/prepare/plan.ts';
import type { PictureFacts } from '../pictures/picture-facts.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { Destination } from '../../shared/review.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { ItemMatch, ItemTarget } from '../matching/match.ts';
import type { PreparedCopy } from '../intake/preparer.ts';

/** One file of a batch under review: what is known of it, and what the user decided. */
export interface Item {
  id: number;
  batchId: number;
  /** Its place in the drop. */
  ordinal: number;
  fileName: string;
  /** Folder below what was dropped. */
  folder: string;
  /** Where it is; never told to the window. */
  path: string;
  /** Name of the folder that was dropped; empty for a file that was dropped by itself. */
  root: string;
  /** Null until the file is read. */
  facts: PictureFacts | null;
  /** Fingerprint of the original, under which it is staged; null until it is read. */
  sha256: string | null;
  /** Why it can't be used. */
  unusable: Reason | null;
  match: ItemMatch;
  target: ItemTarget | null;
  /** Place among its product's photos once a list or the user has ordered them; null: by what the name says. */
  place: number | null;
  /** Null: unless it is a duplicate. */
  included: boolean | null;
  asThumbnail: boolean;
  /** Null: by the batch's template. */
  alt: string | null;
  /** Null: as the batch says. */
  destination: Destination | null;
  sendAs: 'prepared' | 'as-is';
  /** Whether a copy is to be sent instead of the original, as far as is decided now. */
  needsPreparing: boolean;
  prepared: PreparedCopy | null;
  /** Made for the variant alone, where that can't take what the gallery does. */
  variantCopy: PreparedCopy | null;
  /** Why it could not be prepared. */
  preparingFailed: Reason | null;
  /** The user pressed the button: it is queued once it, and its product's other photos, are prepared. */
  accepted: boolean;
}

/** Of a file that was just found nothing is known or decided. */
export const undecided = {
  facts: null,
  sha256: null,
  unusable: null,
  place: null,
  included: null,
  asThumbnail: false,
  alt: null,
  destination: null,
  sendAs: 'prepared',
  needsPreparing: false,
  prepared: null,
  variantCopy: null,
  preparingFailed: null,
  accepted: false,
} as const satisfies Partial<Item>;

/** What holds for a whole batch. */
export interface ReviewOptions {
  altTemplate: string;
  placement: 'after' | 'before' | 'replace';
  destination: Destination;
  /** Products for which another placement was chosen. */
  placements: Record<number, 'after' | 'before' | 'replace'>;
  /** Roles in the order that the user wants them; left out for the usual one. */
  roleOrder?: readonly string[];
}

/** Bytes as they are sent. */
export type SentCopy = Pick<PreparedCopy, 'sha256' | 'type' | 'bytes'>;

/** What goes to the gallery; null while that is not read or not prepared. */
export function galleryCopyOf(item: Item): SentCopy | null {
  const { facts, sha256, needsPreparing, prepared } = item;
  if (facts === null || sha256 === null) return null;
  return needsPreparing ? prepared : { sha256, type: facts.type as AcceptedType, bytes: facts.bytes };
}

/** What becomes the variant's own picture: what the gallery gets, where a variant can take that. */
export function variantCopyOf(item: Item): SentCopy | null {
  const sent = galleryCopyOf(item);
  return sent !== null && fitsVariant(sent) ? sent : sent && item.variantCopy;
}

/** Whether a photo is as it is to be sent, to wherever it goes. */
export function isSendable(item: Item, destination: Destination | null): boolean {
  if (galleryCopyOf(item) === null) return false;
  return !isForVariant(destination) || variantCopyOf(item) !== null;
}

export function isForVariant(destination: Destination | null): boolean {
  return destination === 'variant' || destination === 'both';
}

/** Every fingerprint that an item has in staging. */
export function stagedOf({ sha256, prepared, variantCopy }: Item): string[] {
  return [sha256, prepared?.sha256, variantCopy?.sha256].filter((one) => one != null);
}

export function isReading(item: Item): boolean {
  return item.facts === null && item.unusable === null;
}
