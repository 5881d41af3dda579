import type { TileFacts } from '../../../shared/tile-facts.ts';
import { askQuietly } from '../../state/asking.ts';
import { useRestedAnswer } from '../../state/use-answer.ts';

/** Paging with a held key must not read every picture on the way. */
const delayMs = 150;

/** What is known of a tile's picture: undefined while it is read, null where it can't be. */
export function useTileFacts(
  { storeId, productId }: { readonly storeId: string; readonly productId: number },
  tileKey: string,
): TileFacts | null | undefined {
  const key = `${storeId}/${productId}/${tileKey}`;
  const read = useRestedAnswer(key, delayMs, async () => ({
    facts: await askQuietly(window.packshot.gallery.facts({ storeId, productId, key: tileKey })),
  }));
  return read?.key === key ? read.answer.facts : undefined;
}
