import type { Batch } from '../../shared/model.ts';
import type {
  Candidate,
  Destination,
  Placement,
  ReviewItem,
  ReviewRow,
  ReviewSection,
  ReviewSummary,
} from '../../shared/review.ts';
import { formatBytes, formatCount, formatNumber } from './format.ts';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';

/** What the review says. Pure. */

export const sectionNames: Readonly<Record<ReviewSection, string>> = {
  choose: 'Choose a product',
  suggested: 'Suggested',
  ready: 'Ready',
  unusable: 'Can’t be used',
};

export const sectionDetails: Readonly<Record<ReviewSection, string>> = {
  choose: 'Their names fit no product, or more than one.',
  suggested: 'Likely, but not certain. Look them over; press A to take all of them.',
  ready: 'These go to their products, in this order.',
  unusable: 'These stay where they are; nothing is changed on your disk.',
};

/** Beside the count of those that are ready. */
export function leftOutWords(count: number): string {
  return `${formatNumber(count)} more ${count === 1 ? 'is' : 'are'} left out.`;
}

/** How the screen is headed. */
export function reviewTitle(batch: Batch): string {
  const { review } = batch;
  const all = review === null ? 0 : review.ready + review.choose + review.unusable + review.skipped;
  if (all === 0) return batch.phase === 'review' ? 'No photos to review' : 'Looking for photos';
  return `${formatCount(all, 'photo')} to review`;
}

const sources: Readonly<Record<Batch['source'], string>> = {
  drop: 'Dropped',
  paste: 'Pasted',
  dialog: 'Added',
  cli: 'Added from the command line',
  url: 'Added from the web',
  'hot-folder': 'From a hot folder',
};

/** `Dropped today at 14:02`. `ago` as `formatAgo` says it. */
export function reviewOrigin({ source }: Batch, ago: string): string {
  return `${sources[source]} ${ago}`;
}

/** How far the reading is, while it goes on. */
export function readingWords({ found, inspected, phase }: Batch): string {
  if (found === 0) return 'Looking for photos…';
  const suffix = phase === 'scanning' && inspected >= found ? ' and looking for more' : '';
  return `Reading ${formatNumber(inspected)} of ${formatNumber(found)}${suffix}…`;
}

export function isReadingBatch({ phase }: Batch): boolean {
  return phase === 'scanning' || phase === 'staging';
}

export function queueWords(review: ReviewSummary | null): string {
  return review === null || review.ready === 0
    ? 'Queue photos'
    : `Queue ${formatCount(review.ready, 'photo')}`;
}

/** After the button: what went and what is left. */
export function queuedWords(queued: number, left: number): string {
  const said = `${formatCount(queued, 'photo')} queued`;
  return left === 0 ? said : `${said}. ${formatCount(left, 'photo')} left to review`;
}

export const placementNames: Readonly<Record<Placement, string>> = {
  after: 'After existing images',
  before: 'Before existing images',
  replace: 'Replace existing images',
};

export const destinationNames: Readonly<Record<Destination, string>> = {
  gallery: 'Product gallery',
  variant: 'Variant’s own image',
  both: 'Gallery and variant',
};

/** `JPEG · 6000 × 4000 · 2.1 MB`; empty before it is read. */
export function sizeWords(size: ReviewItem['size']): string {
  if (size === null) return '';
  return [size.type, size.width > 0 && `${size.width} × ${size.height}`, formatBytes(size.bytes)]
    .filter(Boolean)
    .join(' · ');
}

const duplicatePlaces: Readonly<Record<NonNullable<ReviewItem['duplicate']>, string>> = {
  gallery: 'Already in this gallery',
  batch: 'Twice in this batch',
  'small-copy': 'A smaller size of another photo here',
};

export function duplicateWords({ duplicate, included }: ReviewItem): string | null {
  if (duplicate === null) return null;
  const where = duplicatePlaces[duplicate];
  return included ? `${where}, uploads anyway` : `${where}, left out`;
}

export function candidateWords({ sku, productName, variantId }: Candidate): string {
  return variantId === null ? `${sku}, ${productName}` : `${sku}, a variant of ${productName}`;
}

/** What a row is called by a screen reader, with all that the eye sees. */
export function rowWords(row: ReviewRow): string {
  switch (row.row) {
    case 'section':
      return [
        `${sectionNames[row.section]}: ${formatCount(row.count - row.leftOut, 'photo')}`,
        row.leftOut > 0 && leftOutWords(row.leftOut),
      ]
        .filter(Boolean)
        .join('. ');
    case 'product':
      return [
        row.name,
        row.sku,
        productCounts(row),
        placementNames[row.placement],
        row.problem && sentenceOf(row.problem),
      ]
        .filter(Boolean)
        .join(', ');
    case 'item':
      return itemWords(row.item, row.section);
  }
}

function itemWords(item: ReviewItem, section: ReviewSection): string {
  const words: (string | null | undefined | false)[] = [item.fileName];
  if (item.reading) words.push('being read');
  if (section === 'unusable')
    words.push(item.unusable && sentenceOf(item.unusable), item.unusable && nextOf(item.unusable));
  else words.push(item.match.why);
  if (section === 'ready') {
    words.push(item.asThumbnail && 'thumbnail', item.alt === '' ? 'no alt text' : `alt text: ${item.alt}`);
    words.push(duplicateWords(item) ?? (!item.included && 'left out'), item.preparing?.sentence);
    words.push(item.target?.variant && `variant ${item.target.variant}`);
    words.push(item.variants !== '' && `shows ${item.variants}`);
    words.push(item.destination && destinationNames[item.destination]);
  }
  if (section === 'choose' || section === 'suggested') {
    words.push(
      item.match.candidates.map((each, place) => `${place + 1}: ${candidateWords(each)}`).join('; '),
    );
  }
  return words
    .filter(Boolean)
    .map((word) => String(word).replace(/\.$/, ''))
    .join('. ');
}

export function productCounts(row: Extract<ReviewRow, { row: 'product' }>): string {
  const has = row.imageCount === 0 ? 'no images yet' : `has ${formatCount(row.imageCount, 'image')}`;
  return `${formatCount(row.included, 'new photo')}, ${has}`;
}
