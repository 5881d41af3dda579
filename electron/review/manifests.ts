import { applyManifest, type ManifestMatch } from '../matching/lists/apply-manifest.ts';
import { readList } from '../matching/lists/read-list.ts';
import { readManifest } from '../matching/lists/manifest.ts';
import { cameraJpegName } from '../intake/stage-file.ts';
import type { Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { copyFor, type Item } from './item.ts';
import type { ItemTarget } from '../matching/match.ts';
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
const maxReported = 200;

/** Whether a file may be a list. */
export function isTable(name: string): boolean {
  return /\.(?:csv|tsv)$/i.test(name);
}

/** Lists among the dropped files. Their columns tell whether they are lists. */
export async function droppedManifests(
  batch: ReviewBatch,
): Promise<{ item: Item; manifest: GivenManifest }[]> {
  const tables = batch.items().filter((item) => item.facts === null && isTable(item.fileName));
  const read = await Promise.all(
    tables.map(async (item) => {
      const text = await readList(item.path);
      return text.ok ? [{ item, manifest: { name: item.fileName, text: text.value } }] : [];
    }),
  );
  return read.flat();
}

/**
 * Applies a list to a batch: product, alt text, order and thumbnail. A photo that it gives to several
 * products gets an item for each. The user's decisions stay. Returns how many rows it has, and how many
 * photos it named.
 */
export function applyToBatch(
  { batch, storeId, matcher, refuse }: ManifestPorts,
  given: GivenManifest,
): { rows: number; photos: number } {
  const manifest = readManifest(given.text);
  const all = batch.items().filter((item) => item.unusable === null || isRawWithJpeg(item));
  // One for each photo, whose items are decided on together.
  const items = all.filter((item) => batch.sharing(item)[0] === item);
  const applied = applyManifest(
    manifest,
    items.map((item) => ({ fileName: listedName(item), folder: folderWithin(item), path: item.path })),
    matcher.indexOf(storeId),
  );
  const nextPlaces = placesAfter(all);
  const [changed, added]: [Item[], Omit<Item, 'id'>[]] = [[], []];
  for (const [index, item] of items.entries()) {
    const said = applied.files[index] ?? [];
    const shared = batch.sharing(item);
    if (said.length === 0 || shared.some(isChosen)) continue;
    const free = shared.filter(({ target }) =>
      said.every(({ match }) => match.productId !== target?.productId),
    );
    for (const one of said) {
      const { productId } = one.match;
      const own = shared.find(({ target }) => target?.productId === productId) ?? free.shift();
      const isPlaced = own !== undefined && own.place !== null && own.target?.productId === productId;
      const place = (nextPlaces.get(productId) ?? 0) + one.place;
      const news = listed(item, one, isPlaced ? own.place : place);
      const { alt, thumbnail: asThumbnail } = one;
      const written = { ...(alt === null ? {} : { alt }), ...(asThumbnail === null ? {} : { asThumbnail }) };
      if (own) changed.push({ ...own, ...news, ...written });
      else added.push({ ...copyFor(item, news.target, news.match), ...news, ...written });
    }
  }
  batch.updateAll(changed);
  batch.add(added);
  for (const { reason } of applied.errors.slice(0, maxReported)) refuse(given.name, reason);
  const unreported = applied.errors.length - maxReported;
  if (unreported > 0) {
    refuse(given.name, reason('manifest-rows', { rows: unreported }));
  }
  const photos = new Set([...changed, ...added].map(({ path }) => path)).size;
  return { rows: manifest.rows.length, photos };
}

/** What a list says of a photo for one product. */
function listed(
  item: Item,
  { match }: ManifestMatch,
  place: number | null,
): Pick<Item, 'match' | 'place'> & { target: ItemTarget } {
  const { productId, variantId, sku, variants, view, where, why } = match;
  return {
    match: {
      type: 'matched',
      why,
      candidates: [],
      where,
      view: view ?? item.match.view,
      isSettled: true,
    },
    target: { productId, variantId, sku, ...(variants ? { variants } : {}) },
    place,
  };
}

function isChosen({ match }: Item): boolean {
  return match.type === 'chosen' && match.productNamed === undefined;
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
