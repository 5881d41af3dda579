import type { ArrangeEntry, RemoveEntry, UpdateEntry } from './edit-entry.ts';
import type { StagedPhoto } from './entry.ts';

interface NewPlacement {
  sortOrder: number | null;
  asThumbnail: boolean;
  alt: string;
}

/** An intent that is not saved yet. */
export type NewIntent =
  | ({ kind: 'upload'; photo: StagedPhoto } & NewPlacement)
  | ({ kind: 'import'; url: string } & NewPlacement)
  | { kind: 'variant-image'; photo: StagedPhoto; variantId: number }
  | ({ kind: 'remove' } & Pick<RemoveEntry, 'imageIds' | 'replacing' | 'notBefore'>)
  | ({ kind: 'update' } & Pick<
      UpdateEntry,
      'key' | 'alt' | 'altBefore' | 'altsSent' | 'asThumbnail' | 'thumbnailBefore'
    >)
  | ({ kind: 'arrange' } & Pick<ArrangeEntry, 'base' | 'order' | 'touched' | 'unanswered' | 'told'>)
  | { kind: 'clear' };

/** Limits a selection to one product or one batch. */
export interface EntryPart {
  productId?: number | undefined;
  batchId?: number | undefined;
}
