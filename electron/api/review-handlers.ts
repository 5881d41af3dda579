import type { Catalog } from '../catalog/catalog.ts';
import type { Batches } from '../batches/batches.ts';
import type { HotFolders } from '../batches/hot-folders.ts';
import type { ReviewVerb } from './handlers.ts';
import { exampleNames } from './pattern-examples.ts';
import type { Matcher } from '../matching/matcher.ts';
import type { Reviews } from '../review/reviews.ts';
import type { Handlers } from '../../shared/contract.ts';
import { ok } from '../../shared/outcome.ts';

interface ReviewServices {
  batches: Batches;
  catalog: Catalog;
  reviews: Reviews;
  matcher: Matcher;
  hotFolders: HotFolders;
  /** Keeps the choices as defaults for the next batch. */
  remember: (change: Parameters<Reviews['changeBatch']>[1]) => void;
}

export function createReviewHandlers({
  batches,
  catalog,
  reviews,
  matcher,
  hotFolders,
  remember,
}: ReviewServices): Handlers<ReviewVerb> {
  return {
    'review.rows': ({ batchId, offset, limit, view }) => reviews.rows(batchId, offset, limit, view),
    'review.items': ({ batchId, itemIds }) => reviews.items(batchId, itemIds),
    'review.outline': ({ batchId, view }) => reviews.outline(batchId, view),
    'review.ids': ({ batchId, section, productId, view }) => reviews.ids(batchId, section, productId, view),
    'review.assign': ({ batchId, itemIds, productId, variantId, destination }) =>
      reviews.assign(batchId, itemIds, productId, variantId, destination),
    'review.assignEach': ({ batchId, itemIds, targets }) => reviews.assignEach(batchId, itemIds, targets),
    'review.acceptSuggested': ({ batchId }) => reviews.acceptSuggested(batchId),
    'review.acceptIds': ({ batchId, view }) => reviews.acceptIds(batchId, view),
    'review.replaceNewVersions': ({ batchId, view }) => reviews.replaceNewVersions(batchId, view),
    'review.acceptSet': ({ batchId, setId, product }) => reviews.sets.accept(batchId, setId, product),
    'review.splitSet': ({ batchId, itemId }) => reviews.sets.split(batchId, itemId),
    'review.excludeSet': ({ batchId, setId }) => reviews.sets.exclude(batchId, setId),
    'review.joinSet': ({ batchId, setId }) => reviews.sets.join(batchId, setId),
    'review.planRun': ({ batchId, setId }) => reviews.sets.planRun(batchId, setId),
    'review.giveRun': ({ batchId, pairs }) => reviews.sets.giveRun(batchId, pairs),
    'review.useCameraJpegs': ({ batchId, itemIds }) => reviews.useCameraJpegs(batchId, itemIds),
    'review.addLinked': ({ batchId, itemIds }) => batches.addLinked(batchId, itemIds),
    'review.move': ({ batchId, itemIds, productId, before }) =>
      reviews.move(batchId, itemIds, productId, before),
    'review.change': ({ batchId, itemIds, change }) => reviews.change(batchId, itemIds, change),
    'review.changeProduct': ({ batchId, productId, placement }) =>
      reviews.changeProduct(batchId, productId, placement),
    'review.changeBatch': ({ batchId, change }) => {
      const changed = reviews.changeBatch(batchId, change);
      // `replace` removes images, so it is never the default for the next batch.
      const { placement, ...rest } = change;
      if (changed.ok) remember(placement === undefined || placement === 'replace' ? rest : change);
      return changed;
    },
    'review.tryTemplate': ({ batchId, altTemplate }) => reviews.tryTemplate(batchId, altTemplate),
    'review.matchByName': ({ batchId }) => reviews.matchByName(batchId),
    'review.undo': ({ batchId }) => reviews.undo(batchId),
    'review.redo': ({ batchId }) => reviews.redo(batchId),
    'review.queue': ({ batchId, answer }) => reviews.askOrQueue(batchId, answer ?? null),

    'matching.tryPatterns': async ({ storeId, patterns, names }) => {
      const problems = matcher.problemsOf(patterns);
      const tried = names ?? exampleNames(matcher.someSkus(storeId));
      const previews = await matcher.preview(storeId, tried, patterns);
      const results = previews.map(({ name, certainty, match }) => ({
        name,
        match: {
          type: match.type,
          why: match.why,
          candidates:
            match.type === 'ambiguous' ? match.candidates : match.type === 'unmatched' ? match.nearest : [],
          ...(certainty === 'suggested' ? { certainty } : {}),
        },
        product: match.type === 'matched' ? (catalog.product(storeId, match.productId)?.name ?? '') : '',
      }));
      return ok({ problems, results });
    },

    'hotFolders.change': ({ hotFolderId, change }) => hotFolders.change(hotFolderId, change),
    'hotFolders.remove': ({ hotFolderId }) => hotFolders.remove(hotFolderId),
  };
}
