import type { Services } from './services.ts';
import type { NoticesEvent } from '../api/notices.ts';
import type { BatchEvent } from '../batches/batches.ts';
import type { HotFoldersEvent } from '../batches/hot-folders.ts';
import type { RecentFoldersEvent } from '../batches/recent-folders.ts';
import type { GalleryEvent } from '../gallery/gallery-edits.ts';
import type { OutboxEvent } from '../outbox/outbox-ports.ts';
import type { ReviewEvent } from '../review/reviews.ts';
import type { StoresEvent } from '../stores/stores.ts';
import type { UpdatesEvent } from '../updates/updates.ts';
import type { Events } from '../util/events.ts';
import { reason, type Reason } from '../../shared/messages/reason.ts';

export type AppEvent =
  | OutboxEvent
  | StoresEvent
  | GalleryEvent
  | ReviewEvent
  | BatchEvent
  | HotFoldersEvent
  | RecentFoldersEvent
  | NoticesEvent
  | UpdatesEvent
  | NetworkEvent;

type NetworkEvent = { type: 'network-changed' };

/** Who hears what. Only here does a service learn of one that is built on it. */
export function connectEvents({ on }: Events<AppEvent>, services: Services): void {
  const {
    bandwidth,
    batches,
    catalog,
    gallery,
    hotFolders,
    network,
    notices,
    outbox,
    reviews,
    settings,
    stores,
    updates,
  } = services;
  const { changed } = services.projection;
  let { proxy } = settings.current;

  settings.onChange(() => {
    if (settings.current.proxy !== proxy) {
      proxy = settings.current.proxy;
      network.forgetRoutes();
      stores.networkMayBeBack();
    }
    bandwidth.reconsider();
    stores.reconsiderPace();
    reviews.settingsChanged(settings.current.prepare);
    updates.settingChanged();
    changed.settings();
  });

  on('outbox-changed', ({ storeId }) => {
    changed.outbox(storeId);
    updates.workChanged();
  });
  on('activity-changed', ({ storeId, productId }) => changed.activity(storeId, productId));
  on('upload-progressed', ({ storeId, entryId, productId }) => {
    changed.progress(storeId, entryId);
    changed.outbox(storeId);
    changed.activity(storeId, productId);
  });
  on('changed-by-others', ({ storeId, productId, sentence }) =>
    notices.add('info', changedByOthers(catalog.product(storeId, productId)?.name, productId, sentence)),
  );

  on('stores-changed', () => {
    hotFolders.watchManaged();
    changed.stores();
    reviews.catalogMayHaveChanged();
  });
  on('store-state-changed', ({ storeId }) => {
    stores.stateChanged(storeId);
    updates.workChanged();
    if (outbox.state(storeId).type === 'ready') void gallery.refreshIfBroken(storeId);
  });
  on('current-store-changed', () => changed.gallery());

  on('open-gallery-changed', () => changed.gallery());
  on('gallery-changed', ({ storeId, productId }) => {
    if (gallery.shows(storeId, productId)) changed.gallery();
    changed.stores();
  });

  on('batch-changed', ({ batchId }) => {
    changed.batch(batchId);
    updates.workChanged();
  });
  on('pictures-dismissed', ({ batchId, pictures, variantImages }) =>
    batches.picturesDismissed(batchId, pictures, variantImages),
  );
  on('batch-short-of-room', ({ why }) => notices.add('warning', why));
  on('batch-read', ({ batch, paths, itemIds }) => hotFolders.queueCertain(batch, paths, itemIds));
  on('hot-folders-changed', () => changed.hotFolders());
  on('recent-folders-changed', () => changed.recentFolders());
  on('network-changed', () => changed.proxySignIn());
  on('notices-changed', () => changed.notices());
  on('updates-changed', () => changed.updates());
}

function changedByOthers(product: string | undefined, id: number, what: string): Reason {
  return reason('changed-by-others', {
    named: product === undefined ? 'no' : 'yes',
    product: product ?? '',
    id,
    what,
  });
}
