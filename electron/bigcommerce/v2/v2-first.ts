import type { CatalogApi } from '../catalog-api.ts';
import type { Failure } from '../failure.ts';
import type { ImageApi, StoreImageCount } from '../image-api.ts';

/**
 * What V2 does in one request and V3 in many: counting a store's images, and removing all of a product's. V2 is asked
 * first, and where a store refuses it, V3.
 */
export function createV2First({
  v2,
  v3,
}: {
  v2: StoreImageCount & Pick<ImageApi, 'removeAll'>;
  v3: Pick<CatalogApi, 'countImages'> & Pick<ImageApi, 'removeAll'>;
}): StoreImageCount & Pick<ImageApi, 'removeAll'> {
  return {
    async countAll(options) {
      const counted = await v2.countAll(options);
      return counted.ok || !isRefusal(counted.reason) ? counted : v3.countImages(options);
    },

    async removeAll(productId, options) {
      const removed = await v2.removeAll(productId, options);
      return removed.ok || !isRefusal(removed.reason) ? removed : v3.removeAll(productId, options);
    },
  };
}

/** Changes images by V2, and by V3 once the store has said that V2 does not support it. */
export function createV2Changes({
  v2,
  v3,
}: {
  v2: Pick<ImageApi, 'update'>;
  v3: Pick<ImageApi, 'update'>;
}): Pick<ImageApi, 'update'> {
  let isSupported = true;
  return {
    async update(...call) {
      if (!isSupported) return v3.update(...call);
      const updated = await v2.update(...call);
      if (updated.ok || !isUnsupported(updated.reason)) return updated;
      isSupported = false;
      return v3.update(...call);
    },
  };
}

function isUnsupported({ status, storeWords = '' }: Failure): boolean {
  return status === 405 || status === 501 || (status === 400 && /not supported/i.test(storeWords));
}

/** By the status alone: when V2 is gone one day, what answers in its place may well be a web page. */
function isRefusal({ status }: Failure): boolean {
  if (status === undefined) return false;
  const worthRepeating = [408, 409, 423, 425, 429].includes(status);
  return (status >= 400 && status < 500 && !worthRepeating) || status === 501;
}
