import { join } from 'node:path';
import type { AppOptions } from '../app.ts';
import type { AppEvent } from './connect-events.ts';
import type { AppStorage } from './storage.ts';
import { Notices } from '../api/notices.ts';
import { PastedPictures } from '../api/pasted-files.ts';
import { Projection, type ProjectionSources } from '../api/projection.ts';
import { Batches } from '../batches/batches.ts';
import { HotFolders } from '../batches/hot-folders.ts';
import { RecentFolders } from '../batches/recent-folders.ts';
import { preferShortPauses } from '../lean-heap.ts';
import { Network } from '../network/network.ts';
import { environmentProxy } from '../network/proxy-environment.ts';
import { createProxyPasswords } from './proxy-passwords.ts';
import { createBandwidth, type Bandwidth } from '../bigcommerce/pacing/bandwidth.ts';
import { createParallelism } from '../bigcommerce/pacing/parallelism.ts';
import { Catalog } from '../catalog/catalog.ts';
import { Pictures } from '../catalog/pictures.ts';
import { AltEdits } from '../gallery/alts/alt-edits.ts';
import { GalleryEdits } from '../gallery/gallery-edits.ts';
import { entryKey } from '../../shared/tile-key.ts';
import { removalHoldMs } from '../gallery/undo-steps.ts';
import { TileFiles } from '../gallery/tile-files.ts';
import { OpenGallery } from '../gallery/open-gallery.ts';
import { Preparer } from '../intake/preparer.ts';
import { usualStability } from '../intake/wait-until-stable.ts';
import { Matcher } from '../matching/matcher.ts';
import { photoOf } from '../outbox/entry.ts';
import { plainEffects } from '../outbox/effects.ts';
import { Outbox } from '../outbox/outbox.ts';
import { Entries } from '../outbox/records/entries.ts';
import { ItemsTable } from '../review/items-table.ts';
import { RecipeBook } from '../review/recipe-book.ts';
import { ReviewRecipes } from '../review/review-recipes.ts';
import { Reviews } from '../review/reviews.ts';
import { PicturePool } from '../pictures/pool/picture-pool.ts';
import { StagedFiles, type StagedFileOwner } from '../staging/staged-files.ts';
import { SettingsTable } from '../storage/settings-table.ts';
import { PracticeHost } from '../stores/practice-host.ts';
import { StoresTable } from '../stores/stores-table.ts';
import { Stores } from '../stores/stores.ts';
import { isSending } from '../outbox/is-sending.ts';
import { noUpdates, Updates } from '../updates/updates.ts';
import type { Clock } from '../util/clock.ts';
import { forkProcesses } from '../util/fork-process.ts';
import type { StartProcess } from '../util/worker-process.ts';

export interface Services {
  settings: SettingsTable;
  bandwidth: Bandwidth;
  network: Network;
  notices: Notices;
  table: StoresTable;
  catalog: Catalog;
  pictures: Pictures;
  picturePool: PicturePool;
  pasted: PastedPictures;
  practice: PracticeHost;
  matcher: Matcher;
  owners: readonly StagedFileOwner[];
  outbox: Outbox;
  stores: Stores;
  edits: GalleryEdits;
  altEdits: AltEdits;
  gallery: OpenGallery;
  tileFiles: TileFiles;
  reviews: Reviews;
  recipes: ReviewRecipes;
  batches: Batches;
  hotFolders: HotFolders;
  recentFolders: RecentFolders;
  updates: Updates;
  projection: Projection;
}

/** Creates the services, lowest first: each gets what it uses, and reports by `emit`. Starts nothing. */
export function openServices(
  options: AppOptions,
  { folder, staging, secrets, preparingFolder, pastedFolder, draggedFolder }: AppStorage,
  clock: Clock,
  emit: (event: AppEvent) => void,
): Services {
  const { database: db } = folder;
  const now = (): number => clock.now();
  const random = options.random ?? Math.random;
  const log = (message: string, details?: Record<string, unknown>): void =>
    options.log.warn(message, details);

  const settings = new SettingsTable(db, options.managed);
  const bandwidth = createBandwidth({ clock, setting: () => settings.current.bandwidth });
  const notices = new Notices(emit);
  const table = new StoresTable(db, now);
  const parallelism = createParallelism({ clock, setting: () => settings.current.parallel, memory: table });
  const catalog = new Catalog(db, now);
  const network = new Network({
    setting: () => settings.current.proxy,
    systemProxy: options.systemProxy ?? environmentProxy,
    passwords: createProxyPasswords(secrets, process.env, options.log),
    changed: () => emit({ type: 'network-changed' }),
    clock,
  });
  const pictures = new Pictures(folder.pictures, network);
  const startProcess = options.startProcess ?? startFromSources;
  const picturePool = new PicturePool({ start: startProcess });
  const pasted = new PastedPictures(pastedFolder);
  const practice = new PracticeHost(folder.practice, startProcess);
  const preparer = new Preparer({
    staging,
    pictures: picturePool,
    folder: preparingFolder,
    settings: () => settings.current.prepare,
  });
  const matcher = new Matcher({ catalog, patterns: () => settings.current.match.patterns });

  const entries = new Entries(db, now);
  const items = new ItemsTable(db);
  const book = new RecipeBook(db, now);
  const owners = [entries, items];
  const bytes = new StagedFiles(staging, owners);

  const outbox = new Outbox({
    db,
    entries,
    catalog,
    clock,
    random,
    effects: options.effects ?? plainEffects,
    sends: options.sends ?? true,
    replacementHoldMs: options.replacementHoldMs ?? removalHoldMs,
    bytes,
    parallel: (storeId) => parallelism.of(storeId),
    log,
    emit,
  });
  const pace = {
    bandwidth,
    reserve: () => settings.current.reserve,
    uploads: parallelism.observer,
  };
  const stores = new Stores({
    table,
    catalog,
    outbox,
    secrets,
    practice,
    pace,
    network,
    allowed: options.managed?.stores ?? null,
    clock,
    random,
    recipesOf: (storeId) => recipes.summary(storeId),
    log,
    emit,
  });
  const edits = new GalleryEdits({ catalog, outbox, now, emit });
  const altEdits = new AltEdits({ catalog, outbox, context: (target) => edits.context(target) });
  const tileFiles = new TileFiles({
    image: ({ storeId, productId }, imageId) => catalog.image(storeId, productId, imageId),
    apiOrigin: (storeId) => stores.apiOrigin(storeId),
    photo: ({ storeId, productId }, entryId) => {
      const entry = entries.get(entryId);
      return entry?.storeId === storeId && entry.productId === productId ? photoOf(entry) : null;
    },
    pictures,
    picturePool,
    staging,
    folder: draggedFolder,
  });
  const gallery = new OpenGallery({ catalog, edits, outbox, stores, settings, emit });
  const reviews = new Reviews({
    table: items,
    staging,
    pictures: picturePool,
    catalog,
    outbox,
    bytes,
    matcher,
    preparer,
    recipes: book,
    clock,
    edits,
    readsLabels: () => settings.current.readLabels,
    hints: () => settings.current.hints,
    imagesOnDisk: (storeId, productId) =>
      catalog.images(storeId, productId).flatMap((image) => pictures.pathInCache(image) ?? []),
    placeBefore: (target, ids, before) => edits.movePatch(target, ids.map(entryKey), before),
    storesInUse: () => (table.currentId === null ? [] : [table.currentId]),
    emit,
    // While photos are under review, somebody looks through them or waits for them.
    openChanged: (open) => preferShortPauses(open > 0),
    log,
  });
  const recipes = new ReviewRecipes({
    book,
    preparer,
    bytes,
    opened: (batchId) => reviews.opened(batchId),
    prepareAgain: (batchId, itemIds) => reviews.prepareAgain(batchId, itemIds),
    savedChanged: () => emit({ type: 'stores-changed' }),
  });
  const batches = new Batches({
    db,
    catalog,
    outbox,
    stores,
    staging,
    pictures: picturePool,
    bytes,
    stability: options.stability === null ? undefined : (options.stability ?? usualStability),
    preparer,
    matcher,
    reviews,
    edits,
    recipes: book,
    reviewDefaults: () => ({
      ...settings.reviewDefaults,
      placements: {},
      ...(settings.current.galleryOrder.length > 0 ? { roleOrder: settings.current.galleryOrder } : {}),
    }),
    now,
    emit,
    log,
  });
  const hotFolders = new HotFolders({
    db,
    batches,
    reviews,
    managed: options.managed?.folders ?? [],
    storeWith: (hash) =>
      table.all().find((store) => store.hash.toLowerCase() === hash.toLowerCase())?.id ?? null,
    pace: options.watchPace,
    emit,
    log,
  });

  const recentFolders = new RecentFolders({ kept: settings, emit });

  const updates = new Updates({
    ...(options.updates ?? noUpdates),
    version: options.version,
    network,
    clock,
    setting: () => settings.current.updates,
    skip: (skippedVersion) => settings.change({ updates: { ...settings.current.updates, skippedVersion } }),
    isBusy: () =>
      table
        .all()
        .some(({ id }) => batches.isTakingIn(id) || isSending(outbox.summary(id), outbox.state(id).type)),
    emit,
    log: options.log,
  });

  const sources: ProjectionSources = {
    stores: () => ({ stores: stores.list(), currentStoreId: table.currentId }),
    outbox: (storeId) => outbox.summary(storeId),
    activity: (storeId, productId) => outbox.activity(storeId, productId),
    batch: (batchId) => batches.view(batchId),
    gallery: () => gallery.view(),
    sent: (storeId, entryId) => outbox.sentOf(storeId, entryId),
    settings: () => settings.current,
    proxySignIn: () => network.signIn,
    hotFolders: () => hotFolders.list(),
    recentFolders: () => recentFolders.list(),
    notices: () => notices.all,
    updates: () => updates.view,
    systemAccent: () => options.systemAccent?.current() ?? null,
    snapshot: () => ({
      stores: stores.list(),
      currentStoreId: table.currentId,
      outbox: table.all().map(({ id }) => outbox.summary(id)),
      activity: table.all().map(({ id: storeId }) => ({
        storeId,
        items: outbox.activeProducts(storeId).map((id) => outbox.activity(storeId, id)),
      })),
      batches: batches.shown(),
      gallery: gallery.view(),
      settings: settings.current,
      proxySignIn: network.signIn,
      hotFolders: hotFolders.list(),
      recentFolders: recentFolders.list(),
      notices: notices.all,
      secretBackend: secrets.known?.inUse.backend ?? 'session',
      dataFolder: { path: options.dataDir, isMovable: options.isMovable ?? false },
      version: options.version,
      updates: updates.view,
      managed: settings.managed,
      allowedStores: options.managed?.stores ?? null,
      systemAccent: options.systemAccent?.current() ?? null,
    }),
  };
  const projection = new Projection(clock, sources);
  options.systemAccent?.onChange(() => projection.changed.accent());

  return {
    settings,
    bandwidth,
    network,
    notices,
    table,
    catalog,
    pictures,
    picturePool,
    pasted,
    practice,
    matcher,
    owners,
    outbox,
    stores,
    edits,
    altEdits,
    gallery,
    tileFiles,
    reviews,
    recipes,
    batches,
    hotFolders,
    recentFolders,
    updates,
    projection,
  };
}

const here = import.meta.dirname;
const isBundled = import.meta.filename.endsWith('.js');

/** Starts the other processes by Node: from their source files, or in a bundle from the entries beside this one. */
export const startFromSources: StartProcess = forkProcesses({
  'picture-process': isBundled
    ? join(here, 'picture-process.js')
    : join(here, '../pictures/pool/picture-process.ts'),
  'practice-process': isBundled
    ? join(here, 'practice-process.js')
    : join(here, '../practice/practice-process.ts'),
});
