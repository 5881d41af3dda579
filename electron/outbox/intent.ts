import type { ArrangeEntry, RemoveEntry, RestoredImage, UpdateEntry } from './edit-entry.ts';
import type { StagedPhoto } from './entry.ts';

interface NewPlacement {
  sortOrder: number | null;
  asThumbnail: boolean;
  alt: string;
}

/** An intent that is not saved yet. */
export type NewIntent =
  | ({ type: 'upload'; photo: StagedPhoto } & NewPlacement)
  | ({ type: 'import'; url: string } & NewPlacement)
  | { type: 'variant-image'; photo: StagedPhoto; variantId: number }
  | { type: 'variant-image'; restores: RestoredImage; variantId: number }
  | ({ type: 'remove' } & Pick<RemoveEntry, 'imageIds' | 'replacing' | 'notBefore'>)
  | ({ type: 'update' } & Pick<
      UpdateEntry,
      'key' | 'alt' | 'altBefore' | 'altsSent' | 'asThumbnail' | 'thumbnailBefore'
    >)
  | ({ type: 'arrange' } & Pick<ArrangeEntry, 'base' | 'order' | 'touched' | 'unanswered' | 'reported'>)
  | { type: 'clear' };

/** Limits a selection to one product or one batch. */
export interface EntryPart {
  productId?: number | undefined;
  batchId?: number | undefined;
}
