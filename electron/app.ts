import { connectEvents, type AppEvent } from './app/connect-events.ts';
import { openServices, type Services } from './app/services.ts';
import { openStorage, type AppStorage } from './app/storage.ts';
import { createAltHandlers } from './api/alt-handlers.ts';
import { openLink, readDeepLink } from './api/deep-link.ts';
import { createGalleryHandlers } from './api/gallery-handlers.ts';
import { createHandlers, type AppHandlers } from './api/handlers.ts';
import { createAssets, type AssetRequest } from './api/page-pictures.ts';
import { createRecipeHandlers } from './api/recipe-handlers.ts';
import { createReviewHandlers } from './api/review-handlers.ts';
import type { Batches } from './batches/batches.ts';
import type { HotFolders } from './batches/hot-folders.ts';
import { exportAlts, importAlts } from './gallery/alts/alt-csv.ts';
import type { TileFiles } from './gallery/tile-files.ts';
import { altsOf } from './gallery/alts/alt-rows.ts';
import type { RecentFolders } from './batches/recent-folders.ts';
import { addWebPictures, type UrlVerdict } from './batches/web-pictures.ts';
import { pictureName } from './gallery/picture-name.ts';
import type { Matcher } from './matching/matcher.ts';
import type { StoreToCheck } from './doctor/check-store.ts';
import type { Cipher } from './credentials/cipher.ts';
import type { SecretStore } from './credentials/secret-store.ts';
import type { Stability } from './intake/wait-until-stable.ts';
import type { WatchPace } from './intake/watch.ts';
import type { SystemProxy } from './network/proxy-choice.ts';
import type { Effects } from './outbox/effects.ts';
import type { Outbox } from './outbox/outbox.ts';
import type { ReviewRecipes } from './review/review-recipes.ts';
import type { Reviews } from './review/reviews.ts';
import { keepRecovered, sweepStaging } from './staging/sweep.ts';
import type { ManagedSettings } from './storage/managed-settings.ts';
import type { Stores } from './stores/stores.ts';
import type { UpdateOptions } from './updates/updates.ts';
import { systemClock, type Clock } from './util/clock.ts';
import { createEvents } from './util/events.ts';
import type { Log } from './util/log.ts';
import type { StartProcess } from './util/worker-process.ts';
import type { AltList, AltOfImage } from '../shared/alts.ts';
import type { Delta, Finding, HelpPage, Product, Settings } from '../shared/model.ts';
import { reason } from '../shared/messages/reason.ts';
import { ok, type Outcome, type Reason } from '../shared/outcome.ts';

export interface AppOptions {
  dataDir: string;
  /** The window offers to move the data folder. Default false. */
  isMovable?: boolean;
  version: string;
  log: Log;
  /** Null without a desktop that has its own encryption. */
  cipher: Cipher | null;
  /** Default: the system's keychain. */
  keychain?: SecretStore;
  /** How the system reaches an address. Default: by `HTTPS_PROXY` and `NO_PROXY`. */
  systemProxy?: SystemProxy;
  clock?: Clock;
  random?: () => number;
  effects?: Effects;
  /** Starts the processes beside this one. Default: by Node, from the sources. */
  startProcess?: StartProcess;
  /** False for a command that only reads: nothing is sent. Default true. */
  sends?: boolean;
  /** How long a file must stay unchanged before it is read; null: it is read at once. Default `usualStability`. */
  stability?: Stability | null;
  /** How long replaced images stay after the new ones arrived. Default `removalHoldMs`; 0 where nobody can undo. */
  replacementHoldMs?: number;
  watchPace?: Partial<WatchPace>;
  /** Settings that the user can't change. */
  managed?: ManagedSettings;
  /** `current`: as `#rrggbb`, or null. Default: there is none. */
  systemAccent?: { current(): string | null; onChange(listener: () => void): void };
  /** Default: nothing looks for new versions. */
  updates?: UpdateOptions;
  /** Shown when the window opens. */
  firstNotice?: Reason;
  /** False for a command that brings its own store. Default true. */
  openStores?: boolean;
}

/** What names a product in the addresses of its pages. `path`: of its page in the shop, '' where it has none. */
export interface ProductAddress {
  storeHash: string;
  productId: number;
  path: string;
}

/** `sku` is '' for a product without one. */
export type LabelledProduct = Pick<Product, 'name' | 'sku'>;

/** Packshot without a window, as the desktop and the command line use it. */
export interface App {
  handlers: AppHandlers;
  assets: (request: AssetRequest) => Promise<Response | null>;
  onDelta(listener: (delta: Delta) => void): () => void;
  /** `finished` resolves when the last file is queued. */
  addFiles: Batches['add'];
  /** Files and folders that the system asks to open: matched to products of the current store. */
  openPaths(paths: readonly string[]): void;
  /** A folder of `recentFolders`: as if it were opened by the system. */
  openRecent(folderId: number): Promise<void>;
  /** A link of the system: shows the product, or says why it can't. */
  openLink(address: string): void;
  showHelp(page: HelpPage): void;
  /** Validates each address, then has the store fetch the pictures. */
  addUrls(target: { storeId: string; productId: number }, urls: readonly string[]): UrlVerdict[];
  /** The largest rendition the store has, with a file name; null if it can't be fetched. */
  pictureOf(
    storeId: string,
    productId: number,
    imageId: number,
  ): Promise<{ bytes: Uint8Array; mediaType: string; name: string } | null>;
  exportAlts(storeId: string, rows: readonly AltOfImage[], path: string): Promise<Outcome<{ rows: number }>>;
  /** What a CSV of alt texts would change. */
  importAlts(storeId: string, path: string): Promise<Outcome<AltList>>;
  /** What labels of these products say, as the catalogue is last known. */
  labelledProducts(storeId: string, productIds: readonly number[]): LabelledProduct[];
  /** What names a product in the addresses of its pages; null for an unknown product or in a practice store. */
  productAddress(storeId: string, productId: number): ProductAddress | null;
  /** SKU and address of a product's first image; '' for what it has not. */
  productTexts(storeId: string, productId: number): { sku: string; imageUrl: string };
  currentStoreHash(): string | null;
  tileFiles: TileFiles;
  version: string;
  settings(): Settings;
  /** The system reports a network, or the machine woke up. */
  networkMayBeBack(): void;
  /** Checks this computer and the way to the stores, or to `given` alone. */
  examine(given?: StoreToCheck): Promise<Finding[]>;
  /** For the self-check: what can be known without a store. Sends no request. */
  examineComputer(): Promise<Finding[]>;
  stores: Stores;
  outbox: Outbox;
  batches: Batches;
  reviews: Reviews;
  recipes: ReviewRecipes;
  hotFolders: HotFolders;
  recentFolders: RecentFolders;
  matcher: Matcher;
  close(): Promise<void>;
}

/** Opens the data folder, creates the services and starts them. Refuses if the folder can't be used. */
export async function createApp(options: AppOptions): Promise<Outcome<App>> {
  const clock = options.clock ?? systemClock;
  const storage = await openStorage(options, () => clock.now());
  if (!storage.ok) return storage;
  const events = createEvents<AppEvent>(options.log);
  const services = openServices(options, storage.value, clock, events.emit);
  connectEvents(events, services);
  if (options.firstNotice) services.notices.add('warning', options.firstNotice);
  const { maySweep } = await startUp(storage.value, services, options.openStores ?? true);
  // Closing waits for it, so that a short run leaves nothing for the next one to sweep.
  let swept = Promise.resolve();
  const sweepLater = (): void => {
    if (maySweep) swept = swept.then(() => sweep(options.log, storage.value, services));
  };
  sweepLater();
  events.on('store-disconnected', sweepLater);
  return ok({
    ...appOf(services, storage.value, options, clock),
    async close() {
      await closeServices(services);
      await swept;
      await storage.value.folder.close();
    },
  });
}

/** Resumes what an earlier process left, then opens the stores. `maySweep`: everything in staging is on record. */
async function startUp(
  { folder, secrets, staging }: AppStorage,
  services: Services,
  opensStores: boolean,
): Promise<{ maySweep: boolean }> {
  const { batches, edits, gallery, hotFolders, notices, owners, picturePool, reviews, stores, updates } =
    services;
  if (folder.recovered) notices.add('warning', folder.recovered);
  const maySweep = await keepRecovered(staging, owners, folder, picturePool, (kept) =>
    notices.add('warning', kept),
  );
  // Edits are newer than most batches, so they are undone first.
  batches.offerUndo();
  edits.start();
  batches.start();
  if (opensStores) {
    // The window shows where tokens are kept.
    await secrets.opened();
    await stores.openAll();
    gallery.reopen();
    hotFolders.start();
    reviews.catalogMayHaveChanged();
  }
  updates.start();
  return { maySweep };
}

/** Deletes staged photos that nothing needs any more. Never rejects. */
async function sweep(
  log: Log,
  { staging }: Pick<AppStorage, 'staging'>,
  { owners }: Pick<Services, 'owners'>,
): Promise<void> {
  try {
    const freed = await sweepStaging(staging, owners);
    if (freed > 0) log.info('freed staged photos that no entry needs', freed);
  } catch (error) {
    log.warn('staging could not be swept', { error: String(error) });
  }
}

/** Services that take files in close first. */
async function closeServices(services: Services): Promise<void> {
  const {
    batches,
    catalog,
    gallery,
    hotFolders,
    matcher,
    outbox,
    picturePool,
    pictures,
    practice,
    projection,
    stores,
    tileFiles,
    updates,
  } = services;
  updates.close();
  await hotFolders.close();
  projection.close();
  stores.close();
  outbox.close();
  pictures.close();
  matcher.close();
  catalog.close();
  await gallery.refreshed();
  await batches.close();
  picturePool.close();
  await tileFiles.close();
  await practice.close();
}

function appOf(
  services: Services,
  { preparingFolder, secrets, staging }: AppStorage,
  { dataDir, version }: AppOptions,
  clock: Clock,
): Omit<App, 'close'> {
  const {
    batches,
    catalog,
    hotFolders,
    matcher,
    notices,
    outbox,
    picturePool,
    pictures,
    projection,
    recentFolders,
    reviews,
    settings,
    stores,
    table,
    tileFiles,
  } = services;
  const addFiles: App['addFiles'] = (target, paths, how) => {
    if (target.source !== 'cli') void recentFolders.remember(paths);
    return batches.add(target, paths, how);
  };
  const openPaths = (paths: readonly string[]): void => {
    const storeId = stores.currentId;
    if (storeId === null)
      return notices.add('warning', reason('no-store-for-files', { count: paths.length }));
    const added = addFiles({ storeId, productId: null, source: 'dialog' }, paths);
    if (!added.ok) notices.add('warning', added.reason);
  };
  const computer = async () => {
    const { inUse, whyNotKeychain } = await secrets.opened();
    const { network } = services;
    const backend = { backend: inUse.backend, whyNotKeychain };
    return { version, dataDir, secrets: backend, network, pictures: picturePool };
  };
  const examineAll = async (given?: StoreToCheck): Promise<Finding[]> => {
    const { examine } = await import('./doctor/doctor.ts');
    const toCheck = given === undefined ? await stores.toCheck() : [given];
    return examine({ ...(await computer()), stores: toCheck, now: () => clock.now() });
  };
  return {
    examine: examineAll,
    async examineComputer() {
      const { examineComputer } = await import('./doctor/doctor.ts');
      return examineComputer(await computer());
    },
    handlers: {
      ...createHandlers({ ...services, examine: () => examineAll() }),
      ...createGalleryHandlers(services),
      ...createAltHandlers(services),
      ...createReviewHandlers({ ...services, remember: (change) => settings.rememberReview(change) }),
      ...createRecipeHandlers(services),
    },
    assets: createAssets({ ...services, staging, drawing: preparingFolder }),
    onDelta: (listener) => projection.onDelta(listener),
    addFiles,
    openPaths,
    async openRecent(folderId) {
      const path = await recentFolders.find(folderId);
      if (path.ok) openPaths([path.value]);
      else notices.add('warning', path.reason);
    },
    openLink(address) {
      const opened = openLink(readDeepLink(address), services);
      if (!opened.ok) notices.add('warning', opened.reason);
    },
    showHelp: projection.changed.help,
    addUrls: (target, urls) => addWebPictures({ catalog, outbox }, target, urls),
    pictureOf: async (storeId, productId, imageId) => {
      const image = catalog.image(storeId, productId, imageId);
      const apiOrigin = stores.apiOrigin(storeId);
      const picture = image && apiOrigin ? await pictures.get(image, 'zoom', apiOrigin) : null;
      return picture && image ? { ...picture, name: pictureName(image.imageFile, picture.mediaType) } : null;
    },
    exportAlts: (storeId, rows, path) => exportAlts(catalog, storeId, rows, path),
    importAlts: (storeId, path) =>
      importAlts(path, (productId) => altsOf({ catalog, outbox }, storeId, productId)),
    labelledProducts: (storeId, productIds) =>
      productIds.flatMap((id) => {
        const product = catalog.product(storeId, id);
        return product ? [{ name: product.name, sku: product.sku }] : [];
      }),
    tileFiles,
    version,
    settings: () => settings.current,
    productAddress(storeId, productId) {
      const store = table.get(storeId);
      const path = catalog.addressOf(storeId, productId);
      if (store?.kind !== 'bigcommerce' || path === null) return null;
      return { storeHash: store.hash, productId, path };
    },
    productTexts(storeId, productId) {
      const product = catalog.product(storeId, productId);
      const image =
        product?.thumbnailId == null ? undefined : catalog.image(storeId, productId, product.thumbnailId);
      return { sku: product?.sku ?? '', imageUrl: image?.urlZoom || image?.urlStandard || '' };
    },
    currentStoreHash: () => table.get(table.currentId ?? '')?.hash ?? null,
    networkMayBeBack: () => stores.networkMayBeBack(),
    stores,
    outbox,
    batches,
    reviews,
    recipes: services.recipes,
    hotFolders,
    recentFolders,
    matcher,
  };
}
