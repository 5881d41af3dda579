import { applyManifest } from '../matching/lists/apply-manifest.ts';
import { readList } from '../matching/lists/read-list.ts';
import { readManifest } from '../matching/lists/manifest.ts';
import { cameraJpegName } from '../intake/stage-file.ts';
import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Item } from './item.ts';
import type { Matcher } from '../matching/matcher.ts';
import { folderWithin } from '../matching/matcher.ts';
import type { ReviewBatch } from './review-batch.ts';

/** A list that says which photo belongs to which product. */
export interface GivenManifest {
  name: string;
  text: string;
}

interface ManifestPorts {
  batch: ReviewBatch;
  storeId: string;
  matcher: Matcher;
  /** Reports an unusable row like an unusable file. */
  refuse: (fileName: string, reason: Reason) => void;
}

/** Max unusable rows reported one by one; the rest is reported as a count. */
const maxTold = 200;

/** Lists among the dropped files. Their columns tell whether they are lists. */
export async function droppedManifests(
  batch: ReviewBatch,
): Promise<{ item: Item; manifest: GivenManifest }[]> {
  const tables = batch.items().filter((item) => item.facts === null && /\.(?:csv|tsv)$/i.test(item.fileName));
  const read = await Promise.all(
    tables.map(async (item) => {
      const text = await readList(item.path);
      return text.ok ? [{ item, manifest: { name: item.fileName, text: text.value } }] : [];
    }),
  );
  return read.flat();
}

/**
 * Applies a list to a batch: product, alt text, order and thumbnail. The user's decisions stay. Returns how many
 * photos it named.
 */
export function applyToBatch(
  { batch, storeId, matcher, refuse }: ManifestPorts,
  given: GivenManifest,
): number {
  const manifest = readManifest(given.text);
  const items = batch.items().filter((item) => item.unusable === null || isRawWithJpeg(item));
  const applied = applyManifest(
    manifest,
    items.map((item) => ({ fileName: listedName(item), folder: folderWithin(item), path: item.path })),
    matcher.indexOf(storeId),
  );
  const nextPlaces = placesAfter(items);
  const changed = items.flatMap((item, index): Item[] => {
    const said = applied.files[index];
    const isChosen = item.match.type === 'chosen' && item.match.productNamed === undefined;
    if (!said || isChosen) return [];
    const { productId, variantId, sku, view, where, why } = said.match;
    const isPlaced = item.place !== null && item.target?.productId === productId;
    return [
      {
        ...item,
        match: {
          type: 'matched',
          why,
          candidates: [],
          where,
          view: view ?? item.match.view,
          isSettled: true,
        },
        target: { productId, variantId, sku },
        place: isPlaced ? item.place : (nextPlaces.get(productId) ?? 0) + said.place,
        alt: said.alt ?? item.alt,
        asThumbnail: said.thumbnail ?? item.asThumbnail,
      },
    ];
  });
  batch.updateAll(changed);
  for (const { reason } of applied.errors.slice(0, maxTold)) refuse(given.name, reason);
  const untold = applied.errors.length - maxTold;
  if (untold > 0) {
    refuse(given.name, reason('manifest-rows', { rows: untold }));
  }
  return changed.length;
}

/** A list may name a raw photograph before the user decides to use the camera's own JPEG. */
function isRawWithJpeg({ unusable }: Item): boolean {
  return unusable?.code === 'raw-with-jpeg';
}

function listedName(item: Item): string {
  return isRawWithJpeg(item) ? cameraJpegName(item.fileName) : item.fileName;
}

/** The first free position in each product that the user or an earlier list has ordered. */
function placesAfter(items: readonly Item[]): Map<number, number> {
  const next = new Map<number, number>();
  for (const { place, target } of items) {
    if (place === null || target === null) continue;
    next.set(target.productId, Math.max(next.get(target.productId) ?? 0, place + 1));
  }
  return next;
}
