import type { PictureFacts } from '../intake/picture-facts.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { Candidate, Destination } from '../../shared/review.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { View } from '../intake/match/match.ts';

/** A copy made for the store, in staging under its own fingerprint. */
export interface PreparedCopy {
  sha256: string;
  type: AcceptedType;
  width: number;
  height: number;
  bytes: number;
  /** Names the recipe it was made by: with another recipe it has to be made again. */
  recipe: string;
}

/** How a photo came to its product, or why it did not. */
export interface ItemMatch {
  /** `chosen`: by the user. */
  is: 'matched' | 'chosen' | 'ambiguous' | 'unmatched';
  /** A sentence. */
  why: string;
  candidates: Candidate[];
  /** Whether the SKU stands in the file's own name. */
  where: 'name' | 'folder';
  view: View | null;
}

export interface ItemTarget {
  productId: number;
  variantId: number | null;
  sku: string;
}

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
  /** Place among its product's photos once the user moved any of them; null: by what the name says. */
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
  /** Why it could not be prepared. */
  preparingFailed: Reason | null;
  /** The user pressed the button: it is queued once it, and its product's other photos, are prepared. */
  accepted: boolean;
}

/** What holds for a whole batch. */
export interface ReviewOptions {
  altTemplate: string;
  placement: 'after' | 'before' | 'replace';
  destination: Destination;
  /** Products for which another placement was chosen. */
  placements: Record<number, 'after' | 'before' | 'replace'>;
}

export function isReading(item: Item): boolean {
  return item.facts === null && item.unusable === null;
}
