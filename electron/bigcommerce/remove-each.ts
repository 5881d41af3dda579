import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { Failure } from './failure.ts';

/** Refusals in a row after which the rest is expected to be refused, too. */
const maxRefusals = 3;

/**
 * Removes images one by one. One that is refused does not keep the others; the first refusal is answered at the end.
 * Any other failure ends it at once.
 */
export async function removeEach(
  imageIds: readonly number[],
  remove: (imageId: number) => Promise<Outcome<null, Failure>>,
): Promise<Outcome<null, Failure>> {
  let refusal: Failure | null = null;
  let inARow = 0;
  for (const imageId of imageIds) {
    const removed = await remove(imageId);
    inARow = removed.ok ? 0 : inARow + 1;
    if (removed.ok) continue;
    if (removed.reason.type !== 'refused') return removed;
    refusal ??= removed.reason;
    if (inARow === maxRefusals) break;
  }
  return refusal === null ? ok(null) : no(refusal);
}
