import { useEffect, useState } from 'react';
import type { TileFacts } from '../../../shared/tile-facts.ts';
import { outcomeOf } from '../../state/asking.ts';

interface Read {
  readonly key: string;
  readonly facts: TileFacts | null;
}

/** Paging with a held key must not read every picture on the way. */
const delayMs = 150;

/** What is known of a tile's picture: undefined while it is read, null where it can't be. */
export function useTileFacts(
  target: { readonly storeId: string; readonly productId: number },
  key: string,
): TileFacts | null | undefined {
  const [read, setRead] = useState<Read | null>(null);
  const { storeId, productId } = target;
  useEffect(() => {
    let isCurrent = true;
    const load = async (): Promise<void> => {
      const facts = await outcomeOf(window.packshot.gallery.facts({ storeId, productId, key }));
      if (isCurrent) setRead({ key, facts: facts.ok ? facts.value : null });
    };
    const timer = setTimeout(() => void load(), delayMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [storeId, productId, key]);
  return read?.key === key ? read.facts : undefined;
}
