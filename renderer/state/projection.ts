import type {
  Activity,
  Batch,
  Change,
  Delta,
  Gallery,
  HelpPage,
  Notice,
  OutboxSummary,
  RecentFolder,
  SecretBackend,
  Settings,
  Snapshot,
  Store,
} from '../../shared/model.ts';
import { assertNever } from '../../shared/outcome.ts';
import type { HotFolder } from '../../shared/review.ts';
import { reuse } from './reuse.ts';

export type Link = Pick<Extract<Change, { of: 'link' }>, 'storeId' | 'product'>;

/** The state of the main process in this window: an indexed snapshot, kept current by deltas. */
export interface Projection {
  readonly revision: number;
  readonly stores: readonly Store[];
  readonly currentStoreId: string | null;
  /** By store. */
  readonly outbox: Readonly<Record<string, OutboxSummary>>;
  /** By store, then by product. Products with nothing left to do are missing. */
  readonly activity: Readonly<Record<string, Readonly<Record<number, Activity>>>>;
  readonly batches: readonly Batch[];
  readonly gallery: Gallery | null;
  /** What a link asked to show last; a new object for each link. */
  readonly link: Link | null;
  /** What the Help menu asked for last; a new object each time. */
  readonly help: { readonly page: HelpPage } | null;
  /** Bytes sent by entry. Separate from the gallery, so that progress renders one tile only. */
  readonly sent: Readonly<Record<number, number>>;
  readonly settings: Settings;
  readonly proxySignIn: Snapshot['proxySignIn'];
  readonly hotFolders: readonly HotFolder[];
  readonly recentFolders: readonly RecentFolder[];
  readonly notices: readonly Notice[];
  readonly secretBackend: SecretBackend;
  readonly dataFolder: Snapshot['dataFolder'];
  readonly version: string;
  readonly updates: Snapshot['updates'];
  readonly managed: readonly string[];
  readonly allowedStores: readonly string[] | null;
  readonly systemAccent: string | null;
}

export function fromSnapshot(snapshot: Snapshot): Projection {
  return {
    revision: snapshot.revision,
    stores: snapshot.stores,
    currentStoreId: snapshot.currentStoreId,
    outbox: Object.fromEntries(snapshot.outbox.map((summary) => [summary.storeId, summary])),
    activity: Object.fromEntries(
      snapshot.activity.map(({ storeId, items }) => [storeId, mergeActivity({}, items)]),
    ),
    batches: newestFirst(snapshot.batches),
    gallery: snapshot.gallery,
    link: null,
    help: null,
    sent: {},
    settings: snapshot.settings,
    proxySignIn: snapshot.proxySignIn,
    hotFolders: snapshot.hotFolders,
    recentFolders: snapshot.recentFolders,
    notices: snapshot.notices,
    secretBackend: snapshot.secretBackend,
    dataFolder: snapshot.dataFolder,
    version: snapshot.version,
    updates: snapshot.updates,
    managed: snapshot.managed,
    allowedStores: snapshot.allowedStores,
    systemAccent: snapshot.systemAccent,
  };
}

/**
 * Applies a delta. One that is already included changes nothing; one from the future returns `gap`, and the
 * window needs a new snapshot.
 */
export function applyDelta(state: Projection, delta: Delta): Projection | 'gap' {
  if (delta.revision <= state.revision) return state;
  if (delta.revision !== state.revision + 1) return 'gap';
  return { ...delta.changes.reduce(applyChange, state), revision: delta.revision };
}

function applyChange(state: Projection, change: Change): Projection {
  switch (change.of) {
    case 'stores':
      return {
        ...state,
        stores: reuse(state.stores, change.stores),
        currentStoreId: change.currentStoreId,
      };
    case 'outbox':
      return { ...state, outbox: { ...state.outbox, [change.summary.storeId]: change.summary } };
    case 'activity':
      return {
        ...state,
        activity: {
          ...state.activity,
          [change.storeId]: mergeActivity(state.activity[change.storeId] ?? {}, change.items),
        },
      };
    case 'batch':
      return { ...state, batches: putBatch(state.batches, change.batch) };
    case 'batch-gone':
      return { ...state, batches: state.batches.filter((batch) => batch.id !== change.batchId) };
    case 'gallery':
      return withGallery(state, change.gallery);
    case 'link':
      return { ...state, link: { storeId: change.storeId, product: change.product } };
    case 'help':
      return { ...state, help: { page: change.page } };
    case 'progress':
      return { ...state, sent: mergeProgress(state.sent, change.items) };
    case 'settings':
      return { ...state, settings: change.settings };
    case 'proxy-sign-in':
      return { ...state, proxySignIn: change.proxySignIn };
    case 'hot-folders':
      return { ...state, hotFolders: reuse(state.hotFolders, change.hotFolders) };
    case 'recent-folders':
      return { ...state, recentFolders: change.recentFolders };
    case 'notices':
      return { ...state, notices: reuse(state.notices, change.notices) };
    case 'accent':
      return { ...state, systemAccent: change.systemAccent };
    case 'updates':
      return { ...state, updates: change.updates };
    default:
      return assertNever(change);
  }
}

/** Sets the gallery, from a delta or from the answer to `gallery.open`. */
export function withGallery(state: Projection, gallery: Gallery | null): Projection {
  if (gallery === null) return { ...state, gallery };
  const sameProduct =
    state.gallery?.storeId === gallery.storeId && state.gallery.product.id === gallery.product.id;
  return {
    ...state,
    gallery: sameProduct ? reuse(state.gallery, gallery) : gallery,
    sent: forgetResting(state.sent, gallery),
  };
}

/** Forgets the progress of entries that are not being sent: they start again from zero. */
function forgetResting(sent: Projection['sent'], gallery: Gallery): Projection['sent'] {
  const resting = gallery.tiles.flatMap((tile) =>
    tile.type === 'entry' && tile.entry.state.type !== 'sending' && tile.entry.id in sent
      ? [tile.entry.id]
      : [],
  );
  if (resting.length === 0) return sent;
  const kept = { ...sent };
  for (const id of resting) delete kept[id];
  return kept;
}

/** Progress kept for entries. Older ones ended long ago: settings allow at most 16 parallel uploads. */
const rememberedProgress = 64;

function mergeProgress(
  sent: Projection['sent'],
  items: readonly { entryId: number; sent: number }[],
): Projection['sent'] {
  const fresh = Object.fromEntries(items.map((item) => [item.entryId, item.sent]));
  const merged = { ...sent, ...fresh };
  return Object.keys(merged).length > rememberedProgress ? fresh : merged;
}

function mergeActivity(
  before: Readonly<Record<number, Activity>>,
  items: readonly Activity[],
): Readonly<Record<number, Activity>> {
  const after = { ...before };
  for (const item of items) {
    if (item.waiting + item.sending + item.failed === 0) delete after[item.productId];
    else after[item.productId] = reuse(before[item.productId], item);
  }
  return after;
}

function putBatch(batches: readonly Batch[], batch: Batch): readonly Batch[] {
  const known = batches.some(({ id }) => id === batch.id);
  if (!known) return newestFirst([...batches, batch]);
  return batches.map((before) => (before.id === batch.id ? reuse(before, batch) : before));
}

function newestFirst(batches: readonly Batch[]): readonly Batch[] {
  return batches.toSorted((a, b) => b.id - a.id);
}
