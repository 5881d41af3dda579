import type { EntryGroup } from '../../shared/model.ts';
import type { OutboxEntry } from './entry.ts';

/** What a type of entries counts as. */
export const groupOf = {
  upload: 'photos',
  import: 'photos',
  'variant-image': 'variantImages',
  update: 'changes',
  arrange: 'changes',
  remove: 'removals',
  clear: 'clears',
} as const satisfies Readonly<Record<OutboxEntry['type'], EntryGroup>>;

/** A value for each group. */
export function perGroup<T>(of: (group: EntryGroup) => T): Record<EntryGroup, T> {
  return {
    photos: of('photos'),
    variantImages: of('variantImages'),
    changes: of('changes'),
    removals: of('removals'),
    clears: of('clears'),
  };
}
