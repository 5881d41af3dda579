/** What a user wants done to a product's images in the store. */
export type Intent =
  /** `order`: ids, first to last. `base`: the order they had before them, which a conflict is told by (`rebase.ts`). */
  | { kind: 'arrange'; order: readonly number[]; base?: readonly number[] | undefined }
  | {
      kind: 'update';
      imageId: number;
      /** The alternative text; the store calls it description. */
      alt?: string | undefined;
      isThumbnail?: boolean | undefined;
    }
  | { kind: 'remove'; imageId: number };

/** The images as the store has them, as last known. */
export interface Known {
  order: readonly number[];
  images: ReadonlyMap<number, { alt: string; isThumbnail: boolean }>;
}

type Update = Extract<Intent, { kind: 'update' }>;

/**
 * The fewest intents that come to the same as all of them, one after the other. Pure.
 *
 * - Of arrangements the last counts, with the order that the first was made on.
 * - Of alternative texts of an image the last counts; of thumbnails the last image, as a product has one.
 * - An image that is removed needs nothing else, and no place.
 * - What is so already is nothing, be it because an edit was undone or because the store has it: an arrangement is
 *   compared with its own base and, like the rest, with `known` where that is given.
 *
 * Updates come first, then removals, so that a thumbnail is given on before its image goes; the arrangement is last,
 * when there is least to arrange. Coalescing what came out changes nothing.
 */
export function coalesce(intents: readonly Intent[], known?: Known): Intent[] {
  const updates = new Map<number, Update>();
  const removed = new Set<number>();
  let arrangement: Extract<Intent, { kind: 'arrange' }> | null = null;
  for (const intent of intents) {
    switch (intent.kind) {
      case 'arrange':
        arrangement = { ...intent, base: arrangement ? arrangement.base : intent.base };
        break;
      case 'remove':
        removed.add(intent.imageId);
        break;
      case 'update':
        if (intent.isThumbnail === true) dropThumbnail(updates);
        updates.set(intent.imageId, { ...updates.get(intent.imageId), ...given(intent) });
    }
  }
  return [
    ...[...updates.values()].flatMap((update) => {
      const left = removed.has(update.imageId) ? null : news(update, known);
      return left ? [left] : [];
    }),
    ...[...removed].map((imageId) => ({ kind: 'remove' as const, imageId })),
    ...(arrangement ? arranged(arrangement, removed, known) : []),
  ];
}

/** A later thumbnail takes the place of an earlier one. */
function dropThumbnail(updates: Map<number, Update>): void {
  for (const [imageId, { isThumbnail, ...rest }] of updates) {
    if (isThumbnail === true) updates.set(imageId, rest);
  }
}

/** An update without the fields that it leaves alone, so that they don't wipe out earlier ones. */
function given({ kind, imageId, alt, isThumbnail }: Update): Update {
  return {
    kind,
    imageId,
    ...(alt === undefined ? {} : { alt }),
    ...(isThumbnail === undefined ? {} : { isThumbnail }),
  };
}

/** What of an update is not so already; null when nothing is. */
function news(update: Update, known: Known | undefined): Update | null {
  const image = known?.images.get(update.imageId);
  const alt = update.alt === image?.alt ? undefined : update.alt;
  const isThumbnail = update.isThumbnail === image?.isThumbnail ? undefined : update.isThumbnail;
  if (alt === undefined && isThumbnail === undefined) return null;
  return given({ kind: 'update', imageId: update.imageId, alt, isThumbnail });
}

function arranged(
  { order, base }: Extract<Intent, { kind: 'arrange' }>,
  removed: ReadonlySet<number>,
  known: Known | undefined,
): Intent[] {
  const left = order.filter((id) => !removed.has(id));
  const isAlready = (other: readonly number[] | undefined): boolean => {
    const stays = other?.filter((id) => !removed.has(id));
    return stays?.length === left.length && stays.every((id, at) => id === left[at]);
  };
  if (left.length < 2 || isAlready(known?.order) || isAlready(base)) return [];
  return [{ kind: 'arrange', order: left, ...(base === undefined ? {} : { base }) }];
}
