import { resolve } from 'node:path';
import type { App } from '../app.ts';
import { satisfiedCodes } from '../batches/batch-messages.ts';
import { isQueueable, type ArrangedItem } from '../review/arrangement.ts';
import { isForVariant } from '../review/item.ts';
import { retriedBy } from '../bigcommerce/errors.ts';
import { chosenRecipe } from './chosen-recipe.ts';
import { reportWait, reportWaits } from './progress-reporter.ts';
import { readList } from '../matching/lists/read-list.ts';
import { ignoredNote, reasonInEvent, type Reporter, wordsOf } from './reporter.ts';
import type { ReviewItem, ReviewRow, ReviewSection } from '../../shared/review.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { nextOf, reason, sentenceOf } from '../../shared/messages/reason.ts';
import { readManifest } from '../matching/lists/manifest.ts';
import { text } from '../../shared/messages/text.ts';

export interface MatchCommand {
  paths: readonly string[];
  /** A CSV list of the photos; null: they are matched by name. */
  manifest: string | null;
  /** Only report; send nothing. */
  dryRun: boolean;
  /** Photos take the places of images that have their names. */
  replace: boolean;
  /** The camera's own JPEG in a raw photograph is taken in. */
  usesCameraJpeg: boolean;
  /** See `chosenRecipe`. */
  recipe?: string | null;
}

const pageSize = 500;

/**
 * Takes photos in, matches them by name, reports each, and queues the certain ones. Returns how many can't be sent, or
 * why nothing was started: a path is missing or the list is invalid. With `dryRun` nothing is kept.
 */
export async function uploadMatched(
  app: App,
  storeId: string,
  { paths, manifest, dryRun, replace, usesCameraJpeg, recipe: recipeName }: MatchCommand,
  reporter: Reporter,
  interrupted: Promise<void>,
): Promise<Outcome<number>> {
  const recipe = chosenRecipe(app, storeId, recipeName, reporter);
  if (!recipe.ok) return recipe;
  const listed = manifest === null ? ok(null) : await readGivenList(manifest, reporter);
  if (!listed.ok) return listed;
  const problem = await app.stores.catalogRefreshed(storeId);
  if (problem !== null) reporter.problem(retriedBy(problem, 'nobody'));
  if (problem !== null && !isKnown(app, storeId)) return no(reason('products-never-read'));
  const added = app.addFiles(
    { storeId, productId: null, source: 'cli' },
    paths.map((path) => resolve(path)),
    {
      manifest: listed.value,
      usesCameraJpeg,
      recipe: recipe.value,
      onWaiting: (waitingFor) => reportWait(waitingFor, reporter),
      onShortage: (why) => reporter.problem(why),
    },
  );
  if (!added.ok) {
    reporter.problem(added.reason);
    return ok(paths.length);
  }
  const { batchId, finished } = added.value;
  await Promise.race([finished, interrupted]);
  if (replace) app.reviews.replaceNewVersions(batchId);
  app.reviews.excludeOtherCopies(batchId);
  const left = reportPlan(app, batchId, reporter);
  const ready = readyIn(app, batchId);
  if (!dryRun) {
    app.reviews.queue(batchId);
    await Promise.race([app.reviews.prepared(batchId), interrupted]);
  }
  const batch = app.batches.view(batchId);
  if (batch?.problem) reporter.problem(batch.problem);
  const uploads = dryRun ? ready.uploads : (batch?.queued ?? 0);
  const photos = uploads === ready.uploads ? ready.photos : Math.min(uploads, ready.photos);
  const counts = { photos, uploads: uploads > photos ? uploads : 0, found: batch?.found ?? 0 };
  reporter.event(
    {
      event: dryRun ? 'planned' : 'queued',
      queued: uploads,
      photos,
      refused: left,
      ignored: batch?.ignored ?? 0,
    },
    dryRun
      ? `${text('cli.wouldBeSent', counts)}${ignoredNote(batch?.ignored ?? 0)}. ${text('cli.dryRun')}`
      : `${text('cli.queuedOf', counts)}${ignoredNote(batch?.ignored ?? 0)}`,
  );
  // Failure only leaves it listed in the window.
  await app.batches.dismiss(batchId).catch(() => undefined);
  return ok(left + (batch?.problem ? 1 : 0));
}

/** What is ready: how many photos, and how many uploads they make where one goes to several products or variants. */
function readyIn(app: App, batchId: number): { photos: number; uploads: number } {
  const products = app.reviews.get(batchId)?.arrangement().ready ?? [];
  const items = products.flatMap((product) => product.items).filter(isQueueable);
  return {
    photos: new Set(items.map(({ item }) => item.copyOf ?? item.id)).size,
    uploads: items.reduce((sum, one) => sum + uploadsOf(one), 0),
  };
}

function uploadsOf({ destination, pictureOf }: ArrangedItem): number {
  const toGallery = destination === 'variant' ? 0 : 1;
  return toGallery + (isForVariant(destination) ? pictureOf.length : 0);
}

/** Whether the store's catalogue was ever read. An old one will do if the store can't be reached. */
function isKnown(app: App, storeId: string): boolean {
  return app.stores.list().find((store) => store.id === storeId)?.catalog.syncedAt != null;
}

/** An unreadable or empty list is refused: without it, photos would be matched by name. */
async function readGivenList(
  path: string,
  reporter: Reporter,
): Promise<Outcome<{ name: string; text: string }>> {
  const read = await readList(resolve(path), { onWaiting: reportWaits(reporter) });
  if (!read.ok) return no(reason('manifest-unreadable', { path, why: sentenceOf(read.reason) }));
  const text = read.value;
  const { rows, errors } = readManifest(text);
  const [first] = errors;
  if (rows.length > 0 || first === undefined) return ok({ name: path, text });
  const said = { why: sentenceOf(first.reason), next: nextOf(first.reason, 'command') ?? '' };
  return no(reason('manifest-not-used', { path, ...said }));
}

/** One line a photo, in order. Returns how many have no product or can't be used. */
function reportPlan(app: App, batchId: number, reporter: Reporter): number {
  let left = 0;
  let product: Extract<ReviewRow, { row: 'product' }> | null = null;
  let place = 0;
  for (let offset = 0; ; offset += pageSize) {
    const page = app.reviews.rows(batchId, offset, pageSize);
    if (!page.ok) return left;
    for (const row of page.value.rows) {
      if (row.row === 'product') {
        product = row;
        place = 0;
        reporter.event(productEvent(row), `${row.name}${row.sku ? `, ${row.sku}` : ''}: ${placedWords(row)}`);
        if (row.problem)
          reporter.event({ event: 'problem', reason: row.problem }, `  ${wordsOf(row.problem)}`);
      }
      if (row.row !== 'item') continue;
      const { item } = row;
      if (item.included && row.section === 'ready') place += 1;
      if (!reportItem(row.section, item, product, place, reporter)) left += 1;
    }
    if (offset + pageSize >= page.value.total) return left;
  }
}

/** Returns whether the user gets what they wanted for the photo. */
function reportItem(
  section: ReviewSection,
  item: ReviewItem,
  product: Extract<ReviewRow, { row: 'product' }> | null,
  place: number,
  reporter: Reporter,
): boolean {
  const { fileName: file, folder, match, target } = item;
  const shown = folder ? `${folder}/${file}` : file;
  if (section === 'unusable' || section === 'lists') {
    const why = item.unusable ?? reason('unusable');
    const isSatisfied = satisfiedCodes.has(why.code);
    const event = isSatisfied ? 'skipped' : 'refused';
    reporter.event(
      { event, file, folder, reason: reasonInEvent(why) },
      `${text(isSatisfied ? 'cli.skipped' : 'cli.refused')} ${shown}: ${wordsOf(why)}`,
    );
    return isSatisfied;
  }
  if (section === 'choose' || section === 'suggested') {
    const candidates = match.candidates.map(({ sku }) => sku).filter(Boolean);
    reporter.event(
      { event: 'unmatched', file, folder, why: match.why, candidates: match.candidates },
      `${text('cli.noProduct')} ${shown}: ${match.why}${candidates.length > 0 ? ` (${candidates.join(', ')}?)` : ''}`,
    );
    return false;
  }
  if (!item.included) {
    const why = text(duplicateTexts[item.duplicate ?? 'batch']);
    reporter.event(
      { event: 'skipped', file, folder, duplicate: item.duplicate },
      `${text('cli.skipped')} ${shown}: ${why}`,
    );
    return true;
  }
  reporter.event(
    {
      event: 'matched',
      file,
      folder,
      productId: target?.productId,
      variantId: target?.variantId,
      sku: target?.sku,
      product: product?.name,
      place,
      alt: item.alt,
      replaces: item.newVersion?.replaces ?? false,
      destination: item.destination,
      why: match.why,
      preparing: item.preparing?.sendAs === 'prepared' ? item.preparing.sentence : null,
    },
    `  ${place}. ${shown}: ${plannedWords(item)}`,
  );
  return true;
}

const duplicateTexts = {
  gallery: 'cli.duplicateInGallery',
  batch: 'cli.duplicateInBatch',
  'small-copy': 'cli.duplicateSmaller',
} as const;

type ProductRow = Extract<ReviewRow, { row: 'product' }>;

function productEvent({ productId, sku, name, placement, imageCount }: ProductRow) {
  return { event: 'product', productId, sku, product: name, placement, images: imageCount };
}

function placedWords({ included, imageCount, placement }: ProductRow): string {
  const photos = text('cli.newPhotos', { count: included });
  if (imageCount === 0) return text('cli.noImagesYet', { photos });
  return text(placementTexts[placement], { photos, count: imageCount });
}

const placementTexts = {
  after: 'cli.afterImages',
  before: 'cli.beforeImages',
  replace: 'cli.insteadOfImages',
} as const;

const destinationTexts = {
  gallery: 'cli.forGallery',
  variant: 'cli.forVariant',
  both: 'cli.forBoth',
} as const;

function plannedWords(item: ReviewItem): string {
  const { match, preparing, destination, target, asThumbnail, alt, newVersion } = item;
  return [
    match.why,
    destination !== null && text(destinationTexts[destination], { variant: target?.variant ?? '' }),
    newVersion?.replaces === true && text('cli.replaces'),
    newVersion?.replaces === false && text('cli.replaceHint'),
    asThumbnail && text('cli.thumbnail'),
    preparing?.sendAs === 'prepared' && preparing.sentence,
    alt !== '' && text('cli.altText', { alt }),
  ]
    .filter(Boolean)
    .join(' ');
}
