import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createAssets, type AssetRequest } from './api/page-pictures.ts';
import { Batches } from './batches/batches.ts';
import { createBandwidth } from './bigcommerce/pacing/bandwidth.ts';
import { systemClock, type Clock } from './util/clock.ts';
import { createParallelism } from './bigcommerce/pacing/parallelism.ts';
import { Catalog } from './catalog/catalog.ts';
import { readableName } from './catalog/overlay.ts';
import { Pictures } from './catalog/pictures.ts';
import type { Cipher } from './credentials/cipher.ts';
import { databaseCiphertexts } from './stores/ciphertexts.ts';
import { openSecretStores, type SecretStores } from './credentials/open.ts';
import type { SecretStore } from './credentials/secret-store.ts';
import { createReviewHandlers } from './api/review-handlers.ts';
import { HotFolders } from './batches/hot-folders.ts';
import { GalleryEdits } from './gallery/gallery-edits.ts';
import { createGalleryHandlers } from './api/gallery-handlers.ts';
import { createHandlers, type AppHandlers } from './api/handlers.ts';
import { usualQuiet, type Quiet } from './intake/wait-until-stable.ts';
import { createStaging } from './staging/staging.ts';
import type { WatchPace } from './intake/watch.ts';
import { forkProcesses } from './util/fork-process.ts';
import type { Log } from './util/log.ts';
import type { StartProcess } from './util/worker-process.ts';
import { Notices } from './api/notices.ts';
import { OpenGallery } from './gallery/open-gallery.ts';
import { plainEffects, type Effects } from './outbox/effects.ts';
import { Outbox } from './outbox/outbox.ts';
import { PastedPictures } from './api/pasted-files.ts';
import { Projection } from './api/projection.ts';
import { ItemsTable } from './review/items-table.ts';
import { Matcher } from './matching/matcher.ts';
import { Preparer } from './intake/preparer.ts';
import { StagedFiles } from './staging/staged-files.ts';
import { Reviews } from './review/reviews.ts';
import { SettingsTable } from './storage/settings-table.ts';
import { PicturePool } from './pictures/pool/picture-pool.ts';
import { openDataFolder } from './storage/data-folder.ts';
import { PracticeHost } from './stores/practice-host.ts';
import { Stores } from './stores/stores.ts';
import { StoresTable } from './stores/stores-table.ts';
import { keepRecovered, sweepStaging } from './staging/sweep.ts';
import { addWebPictures, type UrlVerdict } from './batches/web-pictures.ts';
import type { Delta, Snapshot } from '../shared/model.ts';
import { ok, type Outcome } from '../shared/outcome.ts';

export interface AppOptions {
  dataDir: string;
  version: string;
  log: Log;
  /** The system's own encryption, where there is a desktop that has one. */
  cipher: Cipher | null;
  /** Left out: the system's keychain. */
  keychain?: SecretStore;
  clock?: Clock;
  random?: () => number;
  effects?: Effects;
  /** How the processes beside this one are started; left out: by Node, from the sources. */
  startProcess?: StartProcess;
  /** False for a command that only looks: nothing is sent, whatever waits. Default true. */
  sends?: boolean;
  /** How files are waited for that are still being written; null: they are not. Left out: as is usual. */
  quiet?: Quiet | null;
  /** How watched folders are watched. Left out: as is usual. */
  watchPace?: Partial<WatchPace>;
  /** Open the stores that are connected; a command that brings its own store does not want them. Default true. */
  openStores?: boolean;
}

/** Packshot without a window: everything that desktop/ and the command line are made of. */
export interface App {
  handlers: AppHandlers;
  assets: (request: AssetRequest) => Promise<Response | null>;
  onDelta(listener: (delta: Delta) => void): () => void;
  /** Takes files in by path, for a dialog or the command line. `finished` resolves when the last one is queued. */
  addFiles: Batches['add'];
  /** Has the store fetch pictures from the web, once each address is judged. */
  addUrls(target: { storeId: string; productId: number }, urls: readonly string[]): UrlVerdict[];
  /** The largest rendition of an image that the store gives, and a name for it; null when it can't be had. */
  pictureOf(
    storeId: string,
    productId: number,
    imageId: number,
  ): Promise<{ bytes: Uint8Array; mediaType: string; name: string } | null>;
  currentStoreHash(): string | null;
  /** The system says that there is a network again, or the machine woke up. */
  networkMayBeBack(): void;
  stores: Stores;
  outbox: Outbox;
  batches: Batches;
  reviews: Reviews;
  hotFolders: HotFolders;
  /** For the check of a packaged app. */
  picturePool: PicturePool;
  close(): Promise<void>;
}

/** Opens the data folder and wires the services together. Refused with a reason when the folder can't be had. */
export async function createApp(options: AppOptions): Promise<Outcome<App>> {
  const { log } = options;
  const clock = options.clock ?? systemClock;
  const now = (): number => clock.now();
  const random = options.random ?? Math.random;
  const note = (message: string, details?: Record<string, unknown>): void => log.warn(message, details);

  const folder = openDataFolder(options.dataDir, now);
  if (!folder.ok) return folder;
  const { database: db } = folder.value;
  const staging = await createStaging(folder.value.staging);
  if (!staging.ok) {
    await folder.value.close();
    return staging;
  }

  const secrets: SecretStores = await openSecretStores({
    ...(options.keychain ? { keychain: options.keychain } : {}),
    cipher: options.cipher ?? noCipher,
    ciphertexts: databaseCiphertexts(db),
  });
  if (secrets.whyNotKeychain) log.info('keychain not in use', secrets.whyNotKeychain.code);

  const projection = new Projection(clock);
  const { changed } = projection;
  const settings = new SettingsTable(db);
  const bandwidth = createBandwidth({ clock, setting: () => settings.current.bandwidth });
  const parallelism = createParallelism({ clock, setting: () => settings.current.parallel });
  settings.onChange(() => {
    bandwidth.reconsider();
    stores.paceAnew();
  });
  const notices = new Notices(changed.notices);
  if (folder.value.recovered) notices.add('warning', folder.value.recovered);
  const table = new StoresTable(db, now);
  const catalog = new Catalog(db, now);
  const pictures = new Pictures(folder.value.pictures);
  const startProcess = options.startProcess ?? forkProcesses(entriesInSources);
  const picturePool = new PicturePool({ start: startProcess });
  const drawing = freshFolder(join(options.dataDir, 'preparing'));
  const pasted = new PastedPictures(join(options.dataDir, 'pasted'));
  const practice = new PracticeHost(folder.value.practice, startProcess);

  const items = new ItemsTable(db);
  const bytes = new StagedFiles(staging.value, () => [outbox.entries, items]);
  const preparer = new Preparer({
    staging: staging.value,
    pictures: picturePool,
    folder: drawing,
    settings: () => settings.current.prepare,
  });
  const matcher = new Matcher({ catalog, patterns: () => settings.current.match.patterns });

  const galleryChanged = (storeId: string, productId: number): void => {
    if (gallery.shows(storeId, productId)) changed.gallery();
    changed.stores();
  };
  const outbox = new Outbox({
    db,
    catalog,
    clock,
    random,
    effects: options.effects ?? plainEffects,
    sends: options.sends ?? true,
    bytes,
    parallel: (storeId) => parallelism.of(storeId),
    log: note,
    changed: {
      batch: changed.batch,
      summary: changed.outbox,
      activity: changed.activity,
      gallery: galleryChanged,
      progress(storeId, entryId, productId) {
        changed.progress(storeId, entryId);
        changed.outbox(storeId);
        changed.activity(storeId, productId);
      },
      told: (storeId, productId, sentence) =>
        notices.add('info', {
          code: 'changed-by-others',
          sentence: `${catalog.product(storeId, productId)?.name ?? `Product ${productId}`}: ${sentence}`,
        }),
      state(storeId) {
        stores.stateChanged(storeId);
        if (outbox.state(storeId).is === 'ready') void gallery.refreshIfBroken(storeId);
      },
    },
  });
  const stores = new Stores({
    table,
    catalog,
    outbox,
    secrets,
    practice,
    pace: {
      bandwidth,
      reserve: () => settings.current.reserve,
      uploads: (storeId) => parallelism.watch(storeId),
    },
    clock,
    random,
    log: note,
    changed: {
      stores() {
        changed.stores();
        reviews.catalogMayHaveChanged();
      },
      currentGallery: changed.gallery,
    },
  });
  const edits = new GalleryEdits({ catalog, outbox, now, changed: galleryChanged });
  const gallery = new OpenGallery({ catalog, edits, outbox, stores, settings, changed: changed.gallery });
  const reviews = new Reviews({
    table: items,
    catalog,
    outbox,
    bytes,
    matcher,
    preparer,
    clock,
    storesInUse: () => (table.currentId === null ? [] : [table.currentId]),
    changed: changed.batch,
    queued: (batchId, photos, left) => batches.reviewQueued(batchId, photos, left),
    log: note,
  });
  const batches = new Batches({
    db,
    catalog,
    outbox,
    stores,
    staging: staging.value,
    pictures: picturePool,
    bytes,
    quiet: options.quiet === null ? undefined : (options.quiet ?? usualQuiet),
    preparer,
    matcher,
    reviews,
    edits,
    reviewDefaults: () => ({ ...settings.reviewDefaults, placements: {} }),
    now,
    read: (batch, paths) => hotFolders.wasRead(batch, paths),
    changed: changed.batch,
    log: note,
  });
  const hotFolders = new HotFolders({
    db,
    batches,
    reviews,
    pace: options.watchPace,
    changed: changed.hotFolders,
    log: note,
  });
  settings.onChange(() => reviews.settingsChanged(settings.current.prepare));

  const activityOf = (storeId: string): Snapshot['activity'][number] => ({
    storeId,
    items: outbox.activeProducts(storeId).map((id) => outbox.activity(storeId, id)),
  });
  projection.connect({
    stores: () => ({ stores: stores.list(), currentStoreId: table.currentId }),
    outbox: (storeId) => outbox.summary(storeId),
    activity: (storeId, productId) => outbox.activity(storeId, productId),
    batch: (batchId) => batches.view(batchId),
    gallery: () => gallery.view(),
    sent: (storeId, entryId) => outbox.sentOf(storeId, entryId),
    settings: () => settings.current,
    hotFolders: () => hotFolders.list(),
    notices: () => notices.all,
    snapshot: () => ({
      stores: stores.list(),
      currentStoreId: table.currentId,
      outbox: table.all().map(({ id }) => outbox.summary(id)),
      activity: table.all().map(({ id }) => activityOf(id)),
      batches: batches.shown(),
      gallery: gallery.view(),
      settings: settings.current,
      hotFolders: hotFolders.list(),
      notices: notices.all,
      secretBackend: secrets.inUse.backend,
      version: options.version,
    }),
  });

  const owners = [outbox.entries, items];
  const maySweep = await keepRecovered(staging.value, owners, folder.value, picturePool, (kept) =>
    notices.add('warning', kept),
  );
  edits.start();
  batches.start();
  if (options.openStores ?? true) {
    await stores.openAll();
    gallery.reopen();
    hotFolders.start();
    reviews.catalogMayHaveChanged();
  }
  // Nobody has to wait for it, but closing does, so that a run that is short leaves nothing to the next.
  const swept = maySweep ? sweepStaging(staging.value, owners) : Promise.resolve(0);
  void swept.then(
    (freed) => freed > 0 && log.info('freed staged photos that no entry needs', freed),
    (error: unknown) => note('staging could not be swept', { error: String(error) }),
  );

  return ok({
    handlers: {
      ...createHandlers({
        projection,
        stores,
        outbox,
        catalog,
        gallery,
        batches,
        hotFolders,
        pasted,
        settings,
        notices,
      }),
      ...createGalleryHandlers({ edits, batches, pasted, stores }),
      ...createReviewHandlers({
        catalog,
        reviews,
        matcher,
        hotFolders,
        remember: (change) => settings.rememberReview(change),
      }),
    },
    assets: createAssets({
      catalog,
      pictures,
      stores,
      staging: staging.value,
      pasted,
      picturePool,
      drawing,
    }),
    onDelta: (listener) => projection.onDelta(listener),
    addFiles: (target, paths, options) => batches.add(target, paths, options),
    addUrls: (target, urls) => addWebPictures({ catalog, outbox }, target, urls),
    pictureOf: async (storeId, productId, imageId) => {
      const image = catalog.image(storeId, productId, imageId);
      const apiOrigin = stores.apiOrigin(storeId);
      const picture = image && apiOrigin ? await pictures.get(image, 'zoom', apiOrigin) : null;
      return picture && image ? { ...picture, name: readableName(image.imageFile) } : null;
    },
    currentStoreHash: () => table.get(table.currentId ?? '')?.hash ?? null,
    networkMayBeBack: () => stores.networkMayBeBack(),
    stores,
    outbox,
    batches,
    reviews,
    hotFolders,
    picturePool,
    async close() {
      await hotFolders.close();
      projection.close();
      stores.close();
      outbox.close();
      pictures.close();
      matcher.close();
      await batches.close();
      picturePool.close();
      await practice.close();
      await swept.catch(() => undefined);
      await folder.value.close();
    },
  });
}

/** The entries of the other processes; the bundle has its own. */
const entriesInSources = {
  'picture-process': join(import.meta.dirname, 'pictures/pool/picture-process.ts'),
  'practice-process': join(import.meta.dirname, 'practice/practice-process.ts'),
};

/** What an earlier process left in it was half done. */
function freshFolder(path: string): string {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
}

const noCipher: Cipher = {
  available: () => Promise.resolve(false),
  encrypt: () => Promise.reject(new Error('no cipher')),
  decrypt: () => Promise.reject(new Error('no cipher')),
};
