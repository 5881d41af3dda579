import { text } from '../../shared/messages/text.ts';
import type {
  ItemChange,
  PhotoTarget,
  ReviewRow,
  ReviewSection,
  ReviewView,
  RunPair,
} from '../../shared/review.ts';
import { announce } from '../state/actions.ts';
import { ask, did } from '../state/asking.ts';
import { candidateWords } from '../wording/review-messages.ts';
import type { ChosenTarget } from './chosen-target.ts';
import { named, type NamedRow, type SetRow } from './list/review-rows.ts';

/** Edits of photos under review: requested from the main process, announced when done. */

export async function acceptSuggested(batchId: number): Promise<boolean> {
  const answer = await ask(window.packshot.review.acceptSuggested({ batchId }));
  if (answer === null) return false;
  announce(text('review.suggestedTaken', { count: answer.accepted }));
  return answer.accepted > 0;
}

/** Takes numbers in names that the view shows as product IDs, wherever that is the only question. */
export async function acceptIds(batchId: number, view: ReviewView): Promise<boolean> {
  const answer = await ask(window.packshot.review.acceptIds({ batchId, view }));
  if (answer === null) return false;
  announce(text('review.idsTaken', { count: answer.accepted }));
  return answer.accepted > 0;
}

/** Lets new versions take the places of their images, where the view shows them. */
export async function replaceNewVersions(batchId: number, view: ReviewView): Promise<boolean> {
  const answer = await ask(window.packshot.review.replaceNewVersions({ batchId, view }));
  if (answer === null) return false;
  announce(text('review.newVersionsReplace', { count: answer.count }));
  return answer.count > 0;
}

/** Gives the photos of a set to a product; null: to the one that is offered. A label is excluded. */
export async function acceptSet(batchId: number, set: SetRow, target: ChosenTarget | null): Promise<boolean> {
  const product = target && askedTarget(target);
  const answer = await ask(window.packshot.review.acceptSet({ batchId, setId: set.setId, product }));
  if (answer === null) return false;
  const name = target?.name ?? (set.product && candidateWords(set.product)) ?? '';
  const words = { count: answer.accepted, product: name };
  announce(set.label === null ? text('review.photosGivenTo', words) : text('review.setAccepted', words));
  return true;
}

export async function splitSet(batchId: number, itemId: number): Promise<boolean> {
  const isSplit = await did(window.packshot.review.splitSet({ batchId, itemId }));
  if (isSplit) announce(text('review.setSplit'));
  return isSplit;
}

export async function joinSet(batchId: number, setId: number): Promise<boolean> {
  const isJoined = await did(window.packshot.review.joinSet({ batchId, setId }));
  if (isJoined) announce(text('review.setJoined'));
  return isJoined;
}

/** The pairs of a run, to look through; null where none can be planned. */
export async function planRun(batchId: number, setId: number): Promise<readonly RunPair[] | null> {
  const answer = await ask(window.packshot.review.planRun({ batchId, setId }));
  if (answer === null) return null;
  if (answer.pairs.length > 0) return answer.pairs;
  announce(text('review.runNeedsStart'));
  return null;
}

export async function giveRun(batchId: number, pairs: readonly RunPair[]): Promise<boolean> {
  const given = pairs.map(({ setId, product }) => ({ setId, productId: product.productId }));
  const answer = await ask(window.packshot.review.giveRun({ batchId, pairs: given }));
  if (answer === null) return false;
  announce(text('review.runGiven', { count: answer.accepted, sets: pairs.length }));
  return true;
}

/** Has the camera's own JPEGs of raw photographs used; null: of all in the batch. */
export async function takeCameraJpegs(batchId: number, itemIds: readonly number[] | null): Promise<boolean> {
  const ids = itemIds && [...itemIds];
  const answer = await ask(window.packshot.review.useCameraJpegs({ batchId, itemIds: ids }));
  if (answer === null) return false;
  announce(text('review.cameraJpegsAreRead', { count: answer.count }));
  return answer.count > 0;
}

/** Adds what links lead to, outside of what the user gave, as a batch of its own. */
export async function addLinked(batchId: number, itemIds: readonly number[]): Promise<boolean> {
  const answer = await ask(window.packshot.review.addLinked({ batchId, itemIds: [...itemIds] }));
  if (answer !== null) announce(text('review.linkedIsAdded'));
  return answer !== null;
}

/** Assigns photos to a product; null removes the assignment. Returns whether it succeeded. */
export async function assignPhotos(
  batchId: number,
  itemIds: readonly number[],
  target: ChosenTarget | null,
): Promise<boolean> {
  if (itemIds.length === 0) return false;
  const { productId, variantId } = target ?? { productId: null, variantId: null };
  const destination = target?.destination === undefined ? {} : { destination: target.destination };
  const asked = { batchId, itemIds: [...itemIds], productId, variantId, ...destination };
  if (!(await did(window.packshot.review.assign(asked)))) return false;
  announce(
    target === null
      ? text('review.photosWithoutProduct', { count: itemIds.length })
      : text('review.photosGivenTo', { count: itemIds.length, product: target.name }),
  );
  return true;
}

/** Gives each photo to all of these products and variants. Returns whether it succeeded. */
export async function assignPhotosToEach(
  batchId: number,
  itemIds: readonly number[],
  targets: readonly ChosenTarget[],
): Promise<boolean> {
  if (itemIds.length === 0) return false;
  const asked = targets.map(askedTarget);
  const call = window.packshot.review.assignEach({ batchId, itemIds: [...itemIds], targets: asked });
  if (!(await did(call))) return false;
  const products = new Set(targets.map(({ productId }) => productId)).size;
  const [first] = targets;
  announce(
    products === 1 && first
      ? text('review.photosGivenTo', { count: itemIds.length, product: first.name })
      : text('review.photosGivenToEach', { count: itemIds.length, products }),
  );
  return true;
}

function askedTarget({ productId, variantId, variantIds, destination }: ChosenTarget): PhotoTarget {
  return {
    productId,
    variantIds: variantIds ? [...variantIds] : variantId === null ? [] : [variantId],
    ...(destination ? { destination } : {}),
  };
}

export async function movePhotos(
  batchId: number,
  itemIds: readonly number[],
  place: { readonly productId: number; readonly before: number | null },
  words: string,
): Promise<boolean> {
  if (itemIds.length === 0) return false;
  const { productId, before } = place;
  const asked = window.packshot.review.move({ batchId, itemIds: [...itemIds], productId, before });
  if (!(await did(asked))) return false;
  announce(words);
  return true;
}

/** `words`: the announcement on success; null when the row announces it itself. */
export async function changePhotos(
  batchId: number,
  itemIds: readonly number[],
  change: ItemChange,
  words: string | null,
): Promise<boolean> {
  if (itemIds.length === 0) return false;
  const asked = window.packshot.review.change({ batchId, itemIds: [...itemIds], change });
  if (!(await did(asked))) return false;
  if (words !== null) announce(words);
  return true;
}

export async function excludeSet(batchId: number, { setId, itemIds }: SetRow): Promise<boolean> {
  const isExcluded = await did(window.packshot.review.excludeSet({ batchId, setId }));
  if (isExcluded) announce(text('review.leftOutCount', { count: itemIds.length }));
  return isExcluded;
}

/** The photos that a view shows in a section, or of one product there. */
export async function photosOf(
  batchId: number,
  view: ReviewView,
  section: ReviewSection,
  productId: number | null,
): Promise<readonly number[]> {
  const answer = await ask(window.packshot.review.ids({ batchId, section, productId, view }));
  return answer?.itemIds ?? [];
}

const chunk = 500;

/** Index of the first row in `[from, to)` for which `look` returns true; null if none. */
async function scan(
  batchId: number,
  view: ReviewView,
  from: number,
  to: number,
  look: (row: ReviewRow) => boolean,
): Promise<number | null> {
  for (let offset = from; offset < to; offset += chunk) {
    const answer = await ask(
      window.packshot.review.rows({ batchId, view, offset, limit: Math.min(chunk, to - offset) }),
    );
    if (answer === null) return null;
    const found = answer.rows.findIndex(look);
    if (found !== -1) return offset + found;
  }
  return null;
}

/** The photos in rows `from` to `to`, both included, whether loaded or not. */
export async function photosBetween(
  batchId: number,
  view: ReviewView,
  from: number,
  to: number,
): Promise<number[]> {
  const ids: number[] = [];
  await scan(batchId, view, from, to + 1, (row) => {
    if (row.row === 'item') ids.push(row.item.id);
    return false;
  });
  return ids;
}

export function firstLeftOut(batchId: number, view: ReviewView, total: number): Promise<number | null> {
  return scan(
    batchId,
    view,
    0,
    total,
    (row) => row.row === 'item' && row.item.unusable === null && !row.item.included,
  );
}

/** Where a row is in another view; null if that doesn't show it. */
export async function indexIn(batchId: number, view: ReviewView, { key }: NamedRow): Promise<number | null> {
  const outline = await ask(window.packshot.review.outline({ batchId, view }));
  return outline && (await scan(batchId, view, 0, outline.total, (row) => named(row).key === key));
}

/** Index of a section's heading; null when it has no rows. */
export async function sectionIndex(
  batchId: number,
  view: ReviewView,
  section: ReviewSection,
): Promise<number | null> {
  const outline = await ask(window.packshot.review.outline({ batchId, view }));
  const heading = outline?.headings.find((one) => one.row === 'section' && one.section === section);
  return heading?.index ?? null;
}
