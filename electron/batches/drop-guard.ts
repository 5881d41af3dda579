import type { FoundFile } from '../intake/scan.ts';
import type { Survey } from '../intake/survey-given.ts';
import type { Matcher } from '../matching/matcher.ts';
import { isLargeDrop } from '../../shared/drop-guard.ts';
import type { Batch } from '../../shared/model.ts';

/**
 * Sources where a person points at a product and may miss it. A command names its product and can't be asked. Photos of
 * a watched folder are always matched by name.
 */
const byHand: ReadonlySet<Batch['source']> = new Set(['drop', 'paste', 'dialog']);

export function isByHand({ source }: Pick<Batch, 'source'>): boolean {
  return byHand.has(source);
}

/** Whether photos dropped on a product are reviewed before they are queued: many, or named for another product. */
export function needsReview(
  { files, folders, first }: Survey,
  productId: number,
  productNamed: (file: FoundFile) => number | null,
): boolean {
  if (isLargeDrop({ files, folders })) return true;
  return first.some((file) => {
    const named = productNamed(file);
    return named !== null && named !== productId;
  });
}

/** The product that a file's or its folder's name identifies for certain; null for none. */
export function certainProduct(
  matcher: Pick<Matcher, 'match'>,
  storeId: string,
  { name, folder, root }: FoundFile,
): number | null {
  const { match, target } = matcher.match(storeId, { fileName: name, folder, root });
  return match.type === 'matched' ? (target?.productId ?? null) : null;
}
