import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { App } from './app.ts';
import { decodeList } from './intake/list-text.ts';
import { words, type Reporter } from './cli-report.ts';
import type { ReviewItem, ReviewRow } from '../shared/review.ts';
import type { Reason } from '../shared/outcome.ts';

export interface MatchCommand {
  paths: readonly string[];
  /** A list of what each photo is, as CSV; null: file names alone say it. */
  manifest: string | null;
  /** Tell what would be done, and send nothing. */
  dryRun: boolean;
}

/** Rows of a review are told this many at a time. */
const pageSize = 500;

/**
 * Takes photos in, finds their products by their names, tells what becomes of each, and queues what is certain. Answers how many
 * can't go. With `dryRun` everything is told and nothing is kept.
 */
export async function uploadMatched(
  app: App,
  storeId: string,
  { paths, manifest, dryRun }: MatchCommand,
  reporter: Reporter,
  interrupted: Promise<void>,
): Promise<number> {
  const problem = await freshCatalog(app, storeId);
  if (problem) reporter.problem(problem);
  const listed = manifest === null ? null : await readManifest(manifest);
  if (listed instanceof Error) {
    reporter.problem(manifestUnreadable(manifest ?? ''));
    return paths.length;
  }
  const added = app.addFiles(
    { storeId, productId: null, source: 'cli' },
    paths.map((path) => resolve(path)),
    listed === null ? {} : { manifest: listed },
  );
  if (!added.ok) {
    reporter.problem(added.reason);
    return paths.length;
  }
  const { batchId, finished } = added.value;
  await Promise.race([finished, interrupted]);
  const left = tellPlan(app, batchId, reporter);
  if (!dryRun) {
    app.reviews.queue(batchId);
    await Promise.race([app.reviews.prepared(batchId), interrupted]);
  }
  const batch = app.batches.view(batchId);
  if (batch?.problem) reporter.problem(batch.problem);
  reporter.event(
    {
      event: dryRun ? 'planned' : 'queued',
      queued: dryRun ? (batch?.review?.ready ?? 0) : (batch?.queued ?? 0),
      refused: left,
      junk: batch?.junk ?? 0,
    },
    dryRun
      ? `${batch?.review?.ready ?? 0} of ${batch?.found ?? 0} would be sent; nothing was`
      : `queued ${batch?.queued ?? 0} of ${batch?.found ?? 0}`,
  );
  // It only stays listed in the window, where there is nothing left to press.
  await app.batches.dismiss(batchId).catch(() => undefined);
  return left + (batch?.problem ? 1 : 0);
}

/** A catalogue that was never read knows no SKU. Out of reach, the one at hand has to do. */
async function freshCatalog(app: App, storeId: string): Promise<Reason | null> {
  const known = app.stores.list().find((store) => store.id === storeId)?.catalog;
  const problem = await app.stores.catalogRefreshed(storeId);
  return known?.syncedAt == null ? problem : null;
}

async function readManifest(path: string): Promise<{ name: string; text: string } | Error> {
  try {
    return { name: path, text: decodeList(await readFile(resolve(path))) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** One line a photo, in the order of the plan; answers how many have no product or can't be used. */
function tellPlan(app: App, batchId: number, reporter: Reporter): number {
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
        if (row.problem) reporter.event({ event: 'problem', reason: row.problem }, words(row.problem));
      }
      if (row.row !== 'item') continue;
      const { item } = row;
      if (item.included && row.section === 'ready') place += 1;
      if (!tellItem(row.section, item, product, place, reporter)) left += 1;
    }
    if (offset + pageSize >= page.value.total) return left;
  }
}

/** Answers whether the user gets what they wanted for the photo. */
function tellItem(
  section: 'choose' | 'ready' | 'unusable',
  item: ReviewItem,
  product: Extract<ReviewRow, { row: 'product' }> | null,
  place: number,
  reporter: Reporter,
): boolean {
  const { fileName: file, folder, match, target } = item;
  const shown = folder ? `${folder}/${file}` : file;
  if (section === 'unusable') {
    const reason = item.unusable ?? { code: 'unusable', sentence: 'This file can’t be used.' };
    reporter.event({ event: 'refused', file, folder, reason }, `refused        ${shown}: ${words(reason)}`);
    return false;
  }
  if (section === 'choose') {
    const candidates = match.candidates.map(({ sku }) => sku).filter(Boolean);
    reporter.event(
      { event: 'unmatched', file, folder, why: match.why, candidates: match.candidates },
      `no product     ${shown}: ${match.why}${candidates.length > 0 ? ` (${candidates.join(', ')}?)` : ''}`,
    );
    return false;
  }
  if (!item.included) {
    const why = item.duplicate === 'gallery' ? 'already in this gallery' : 'twice in this batch';
    reporter.event(
      { event: 'skipped', file, folder, duplicate: item.duplicate },
      `skipped        ${shown}: ${why}`,
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
      destination: item.destination,
      why: match.why,
      preparing: item.preparing?.sendAs === 'prepared' ? item.preparing.sentence : null,
    },
    `${target?.sku || target?.productId}, ${place}: ${shown}: ${[match.why, item.preparing?.sendAs === 'prepared' ? item.preparing.sentence : ''].filter(Boolean).join(' ')}`,
  );
  return true;
}

function manifestUnreadable(path: string): Reason {
  return {
    code: 'manifest-unreadable',
    sentence: `The list ${path} can’t be read.`,
    next: 'Check its name and that you may open it.',
  };
}
