import { fileStem } from '../../shared/file-stem.ts';
import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import { photosToReview } from '../../shared/photos-to-review.ts';
import type {
  Candidate,
  Destination,
  DroppedSummary,
  PhotoFilter,
  Placement,
  ReviewItem,
  ReviewRow,
  ReviewSection,
  ReviewSummary,
} from '../../shared/review.ts';
import { waitingWords } from './batch-messages.ts';
import { formatBytes, formatCaptureTime, formatList } from './format.ts';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';

export const sectionNames: Readonly<Record<ReviewSection, string>> = {
  sets: text('review.sectionSets'),
  choose: text('review.sectionChoose'),
  suggested: text('review.sectionSuggested'),
  ready: text('review.sectionReady'),
  unusable: text('review.sectionUnusable'),
  lists: text('review.sectionLists'),
};

export const sectionDetails: Readonly<Record<ReviewSection, string>> = {
  sets: text('review.sectionSetsDetail'),
  choose: text('review.sectionChooseDetail'),
  suggested: text('review.sectionSuggestedDetail'),
  ready: text('review.sectionReadyDetail'),
  unusable: text('review.sectionUnusableDetail'),
  lists: text('review.sectionListsDetail'),
};

/** Follows the count of the ready photos. */
export function leftOutWords(count: number): string {
  return text('review.moreLeftOut', { count });
}

export function reviewTitle(batch: Batch): string {
  const { review } = batch;
  const all = review === null ? 0 : photosToReview(review) + review.unusable + review.skipped;
  if (all > 0 && review?.dropped != null)
    return text('review.droppedTitle', { count: all, product: review.dropped.productName });
  const count = photosToReview(review);
  if (count > 0) return text('batches.countToReview', { count });
  return text(batch.phase === 'review' ? 'review.nothingToReview' : 'batches.looking');
}

const origins = {
  drop: 'review.originDrop',
  paste: 'review.originPaste',
  dialog: 'review.originDialog',
  cli: 'review.originCli',
  url: 'review.originUrl',
  'hot-folder': 'review.originHotFolder',
} as const satisfies Readonly<Record<Batch['source'], string>>;

/** `Dropped today at 14:02`. `ago` as `formatAgo` returns it. */
export function reviewOrigin({ source }: Batch, ago: string): string {
  return text(origins[source], { ago });
}

export function readingWords(batch: Batch): string {
  const { found, inspected, phase } = batch;
  const waiting = waitingWords(batch);
  if (waiting !== null) {
    return found === 0 ? waiting : text('review.readingAndWaiting', { waiting, inspected, found });
  }
  if (found === 0) return text('review.looking');
  const isScanning = phase === 'scanning' && inspected >= found;
  return text(isScanning ? 'review.readingAndLooking' : 'review.readingCount', { inspected, found });
}

/** Whether most names of dropped photos say other products. */
export function isMatchUsual({ here, unnamed, elsewhere }: DroppedSummary): boolean {
  return elsewhere > here + unnamed;
}

export function addHereWords({ here, elsewhere }: DroppedSummary): string {
  return text('review.addHereDetail', { here, elsewhere });
}

/** `4 to Willow Trainer, 3 to Ember Trainer, 5 stay here.` */
export function matchWords({ here, unnamed, elsewhere, others }: DroppedSummary): string {
  if (elsewhere === 0) return text('review.matchByNameDetail');
  const named = others.reduce((sum, { count }) => sum + count, 0);
  return text('review.matchCounts', {
    names: others
      .map(({ count, productName }) => text('review.matchCount', { count, product: productName }))
      .join(', '),
    more: elsewhere - named,
    here,
    unnamed,
  });
}

export function queueWords(review: ReviewSummary | null): string {
  return review === null || review.ready === 0
    ? text('review.queuePhotos')
    : text('review.queueCount', { count: review.ready });
}

export function queuedWords(queued: number, left: number): string {
  return left === 0
    ? text('common.photosQueued', { count: queued })
    : text('review.queuedAndLeft', { queued, left });
}

export const placementNames: Readonly<Record<Placement, string>> = {
  after: text('review.placeAfter'),
  before: text('review.placeBefore'),
  replace: text('review.placeReplace'),
};

export const destinationNames: Readonly<Record<Destination, string>> = {
  gallery: text('review.destinationGallery'),
  variant: text('review.destinationVariant'),
  both: text('review.destinationBoth'),
};

/** `JPEG · 6000 × 4000 · 2.1 MB`; empty before it is read. */
export function sizeWords(size: ReviewItem['size']): string {
  return sizeFacts(size).join(' · ');
}

export function sizeFacts(size: ReviewItem['size']): string[] {
  if (size === null) return [];
  const { type, width, height, bytes } = size;
  return [type, ...(width > 0 ? [`${width} × ${height}`] : []), formatBytes(bytes)];
}

export function duplicateWords({ duplicate, included }: ReviewItem): string | null {
  if (duplicate === null) return null;
  if (duplicate === 'small-copy') {
    return text(included ? 'review.smallCopy' : 'review.smallCopyLeftOut');
  }
  if (duplicate === 'gallery') {
    return text(included ? 'review.alreadyInGallery' : 'review.alreadyInGalleryLeftOut');
  }
  return text(included ? 'review.twiceInBatch' : 'review.twiceInBatchLeftOut');
}

export function newVersionWords({ newVersion, included }: ReviewItem): string | null {
  if (newVersion === undefined || !included) return null;
  return text(newVersion.replaces ? 'review.newVersionReplaces' : 'review.newVersion');
}

export function candidateWords({ sku, productName, variantId }: Candidate): string {
  return text(variantId === null ? 'review.candidate' : 'review.variantCandidate', {
    sku,
    product: productName,
  });
}

/** What can be done with an unusable file; null if nothing. */
export function offerWords({ cameraJpeg, leadsOutside }: ReviewItem): string | null {
  if (cameraJpeg !== undefined) return cameraJpegWords(cameraJpeg);
  return leadsOutside === true ? text('review.addLinked') : null;
}

/** The offer to use the JPEG that a raw photo holds. */
function cameraJpegWords({ width, height }: NonNullable<ReviewItem['cameraJpeg']>): string {
  return text('review.useCameraJpeg', { width: String(width), height: String(height) });
}

type SetRow = Extract<ReviewRow, { row: 'set' }>;

/** `Set 2 of 5: 4 photos`. */
export function setWords({ place, of, itemIds }: SetRow): string {
  return text('review.set', { number: place, of, count: itemIds.length });
}

/** What a set goes by: its label, else its photos' times and names. */
export function setEvidence({ label, from, to }: SetRow): string {
  if (label !== null) return text('review.setLabel', { code: label.code, file: label.fileName });
  return momentsAndNames(from, to);
}

function momentsAndNames(from: SetRow['from'], to: SetRow['to']): string {
  const names = from.fileName === to.fileName ? from.fileName : `${fileStem(from.fileName)} – ${to.fileName}`;
  if (from.at === null || to.at === null) return names;
  const times = [...new Set([from.at, to.at].map(formatCaptureTime))].join(' – ');
  return `${times} · ${names}`;
}

/** `5 photos and a label · 10:42:08 – 10:44:51 · IMG_4699 – IMG_4704.jpg`. */
export function photosInSetWords({ label, from, to, itemIds }: SetRow): string {
  const photos = text(label === null ? 'review.photoCount' : 'review.photosAndLabel', {
    count: itemIds.length,
  });
  return `${photos} · ${momentsAndNames(from, to)}`;
}

/** In a few words, whether the photos of a set look like one article. */
export function likenessWords({ verdict }: SetRow): string {
  if (verdict === 'two-articles') return text('review.twoArticles');
  return text(verdict === 'one-differs' ? 'review.setOneDiffers' : 'review.allAlike');
}

/** What says to which product a set belongs. */
export function evidenceWords({ label, product, verdict }: SetRow): string {
  if (label !== null) return text('review.labelReadCode', { code: label.code });
  if (product !== null) return text('review.nextInList');
  return verdict === 'two-articles' ? text('review.setTwoArticles') : text('review.noEvidence');
}

/** Undefined where all photos of a set look alike. */
export function verdictWords({ verdict }: SetRow): string | undefined {
  if (verdict === 'two-articles') return text('review.setTwoArticles');
  return verdict === 'one-differs' ? text('review.setOneDiffers') : undefined;
}

/** `Set 3, 1 of 4` and the time of capture: how a photo lies in its set. */
export function inSetWords({ inSet }: ReviewItem): string[] {
  if (inSet === undefined) return [];
  const { set, place, of, at } = inSet;
  return [text('review.inSet', { set, number: place, of }), at === null ? '' : formatCaptureTime(at)];
}

/** The name of a row for screen readers: everything that it shows. */
export function rowWords(row: ReviewRow): string {
  switch (row.row) {
    case 'section':
      return [
        text('review.sectionCount', { section: sectionNames[row.section], count: row.count - row.leftOut }),
        row.leftOut > 0 && leftOutWords(row.leftOut),
      ]
        .filter(Boolean)
        .join('. ');
    case 'set':
      return formatList([
        setWords(row),
        row.product === null ? undefined : candidateWords(row.product),
        setEvidence(row),
        verdictWords(row),
      ]);
    case 'product':
      return formatList([
        row.name,
        row.sku,
        productCounts(row),
        placementNames[row.placement],
        row.problem === null ? undefined : sentenceOf(row.problem),
      ]);
    case 'item':
      return itemWords(row.item, row.section);
  }
}

function itemWords(item: ReviewItem, section: ReviewSection): string {
  const words: (string | null | undefined | false)[] = [item.fileName];
  if (item.reading) words.push(text('review.beingRead'));
  if (section === 'unusable' || section === 'lists')
    words.push(
      item.unusable && sentenceOf(item.unusable),
      offerWords(item) ?? (item.unusable && nextOf(item.unusable)),
    );
  else words.push(item.match.why);
  if (section === 'ready') {
    words.push(
      item.asThumbnail && text('gallery.isThumbnail'),
      item.alt === '' ? text('gallery.hasNoAlt') : text('review.altText', { alt: item.alt }),
    );
    words.push(
      newVersionWords(item),
      duplicateWords(item) ?? (!item.included && text('review.isLeftOut')),
      item.preparing?.sentence,
    );
    words.push(item.variants !== '' && text('review.showsVariants', { variants: item.variants }));
    words.push(item.target?.variant && text('review.ofVariant', { variant: item.target.variant }));
    words.push(
      item.picture &&
        text('review.variantPicture', { name: item.picture.name, count: item.picture.variants }),
      item.destination && destinationNames[item.destination],
    );
  }
  if (section === 'choose' || section === 'suggested') {
    words.push(
      item.match.candidates
        .map((each, place) =>
          text('review.numberedCandidate', { number: place + 1, candidate: candidateWords(each) }),
        )
        .join('; '),
    );
  }
  words.push(
    item.rejected && text('review.rejected'),
    section !== 'ready' && item.unusable === null && !item.included && text('review.isLeftOut'),
    item.stars > 0 && text('review.stars', { stars: item.stars }),
    ...(item.hints ?? []).map((hint) => hint.words),
  );
  return words
    .filter(Boolean)
    .map((word) => String(word).replace(/\.$/, ''))
    .join('. ');
}

export function productCounts(row: Extract<ReviewRow, { row: 'product' }>): string {
  return text('review.productCounts', { photos: row.included, images: row.imageCount });
}

export function filterWords(filter: PhotoFilter | null): string {
  if (filter === null) return text('review.filterAll');
  return filter.type === 'stars'
    ? text('review.filterStars', { stars: filter.min })
    : text('review.filterRejected');
}

export function filterEmptyWords(filter: PhotoFilter): string {
  return filter.type === 'stars'
    ? text('review.filterEmptyStars', { stars: filter.min })
    : text('review.filterEmptyRejected');
}
