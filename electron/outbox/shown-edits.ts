import type { ShownEdit } from '../catalog/overlay-edits.ts';
import type { NewIntent } from './entries.ts';
import { isOpen, type OutboxEntry } from './entry.ts';

/** What becomes of edits that wait when another one is made. */
export interface Amendment {
  drop?: readonly OutboxEntry[];
  save?: readonly OutboxEntry[];
  add?: readonly NewIntent[];
}

/** Of a product's entries those that edit its images and are not carried out yet, in the order in which they were made. Pure. */
export function shownEdits(entries: readonly OutboxEntry[]): ShownEdit[] {
  return entries
    .filter(({ progress }) => isOpen(progress))
    .toSorted((a, b) => a.id - b.id)
    .flatMap((entry): ShownEdit[] => {
      switch (entry.kind) {
        case 'update':
          return [{ is: 'update', key: entry.key, alt: entry.alt, asThumbnail: entry.asThumbnail }];
        case 'remove':
          return [{ is: 'remove', imageIds: entry.imageIds, until: entry.notBefore }];
        case 'arrange':
          return [{ is: 'arrange', base: entry.base, order: entry.order }];
        case 'upload':
        case 'import':
        case 'variant-image':
        case 'clear':
          return [];
      }
    });
}
