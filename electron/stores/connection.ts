import type { Bandwidth } from '../bigcommerce/pacing/bandwidth.ts';
import type { Clock } from '../util/clock.ts';
import { createGovernor, type Governor } from '../bigcommerce/pacing/governor.ts';
import type { CatalogApi, VariantApi } from '../bigcommerce/catalog-api.ts';
import type { ImageApi, StoreImageCount } from '../bigcommerce/image-api.ts';
import type { UploadObserver } from '../bigcommerce/pacing/parallelism.ts';
import { createSession } from '../bigcommerce/http/session.ts';
import { createV2 } from '../bigcommerce/v2/v2.ts';
import { createV2Changes, createV2First } from '../bigcommerce/v2/v2-first.ts';
import { createV3 } from '../bigcommerce/v3/v3.ts';
import { createWebdav, type WebdavAccess } from '../bigcommerce/v2/webdav.ts';
import type { RequestNetwork } from '../network/network.ts';
import type { CatalogProgress } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';

export type StoreApi = ImageApi & CatalogApi & VariantApi & StoreImageCount;

/** Limits for uploads and requests, from the settings. */
export interface Pace {
  bandwidth: Bandwidth;
  /** Requests of each quota window that are left to the store's other apps. */
  reserve: () => number;
  uploads: (storeId: string) => UploadObserver;
}

/** A connected store while the app runs. Token and password are read once and kept in memory only. */
export interface Connection {
  api: StoreApi;
  governor: Governor;
  apiOrigin: string;
  secrets: { token: string | null; webdav: WebdavAccess | null };
  sync: { running: AbortController | null; problem: Reason | null; progress: CatalogProgress | null };
  close(): void;
}

/**
 * Connects to a store: pacing, session, and the API for photos. Products always use V3. What V2 does in one
 * request is tried on V2 first.
 */
export function openConnection(options: {
  storeId: string;
  apiOrigin: string;
  storeHash: string;
  version: 'v3' | 'v2';
  secrets: Connection['secrets'];
  pace: Pace;
  network: RequestNetwork;
  clock: Clock;
  random: () => number;
}): Connection {
  const { apiOrigin, storeHash, version, secrets, pace, network, clock, random } = options;
  const uploads = pace.uploads(options.storeId);
  const governor = createGovernor({ clock, random, reserve: pace.reserve });
  const session = createSession({
    apiOrigin,
    storeHash,
    accessToken: () => Promise.resolve(secrets.token),
    governor,
    bandwidth: pace.bandwidth,
    uploads,
    network,
  });
  const webdav = createWebdav({
    access: () => Promise.resolve(secrets.webdav),
    bandwidth: pace.bandwidth,
    uploads,
    network,
  });
  const v3 = createV3(session);
  const v2 = createV2({ session, webdav });
  const connection: Connection = {
    api: {
      ...v3,
      ...(version === 'v2' ? { ...v2, ...createV2Changes({ v2, v3 }) } : {}),
      ...createV2First({ v2, v3 }),
    },
    governor,
    apiOrigin,
    secrets,
    sync: { running: null, problem: null, progress: null },
    close() {
      connection.sync.running?.abort();
      session.close();
      webdav.close();
    },
  };
  return connection;
}
