import type { Activity, Batch, Change, Delta, Gallery, Snapshot } from '../../shared/model.ts';
import type { Clock } from '../util/clock.ts';

/**
 * Min milliseconds between two deltas, since each costs the window a frame. Changes the user makes or waits for come
 * up to eight times a second. Counters come four times; the window animates between them.
 */
const paces = { deeds: 125, counts: 250 };

/** Where the projection reads the current state when it sends a delta. */
export interface ProjectionSources {
  stores: () => Pick<Snapshot, 'stores' | 'currentStoreId'>;
  outbox: (storeId: string) => Snapshot['outbox'][number];
  activity: (storeId: string, productId: number) => Activity;
  batch: (batchId: number) => Batch | null;
  gallery: () => Gallery | null;
  sent: (storeId: string, entryId: number) => number;
  settings: () => Snapshot['settings'];
  proxySignIn: () => Snapshot['proxySignIn'];
  hotFolders: () => Snapshot['hotFolders'];
  recentFolders: () => Snapshot['recentFolders'];
  notices: () => Snapshot['notices'];
  updates: () => Snapshot['updates'];
  systemAccent: () => Snapshot['systemAccent'];
  snapshot: () => Omit<Snapshot, 'revision'>;
}

/**
 * The state the window shows: a snapshot, then numbered deltas. Services mark what changed; a few times a second the
 * current state of those parts is read and sent. Nothing is collected while no window listens.
 */
export class Projection {
  readonly #clock: Clock;
  readonly #sources: ProjectionSources;
  #listeners = new Set<(delta: Delta) => void>();
  #revision = 0;
  #timer: { at: number; stop: () => void } | null = null;
  #lastTold = 0;

  #stores = false;
  #gallery = false;
  #link: Extract<Change, { of: 'link' }> | null = null;
  #manual = false;
  #settings = false;
  #proxySignIn = false;
  #hotFolders = false;
  #recentFolders = false;
  #notices = false;
  #updates = false;
  #accent = false;
  readonly #outbox = new Set<string>();
  readonly #activity = new Map<string, Set<number>>();
  readonly #batches = new Set<number>();
  readonly #progress = new Map<number, string>();

  constructor(clock: Clock, sources: ProjectionSources) {
    this.#clock = clock;
    this.#sources = sources;
  }

  readonly changed = {
    stores: (): void => this.#mark(() => (this.#stores = true)),
    gallery: (): void => this.#mark(() => (this.#gallery = true)),
    /** What a link asks to show: the last one counts. */
    link: (storeId: string, product: { id: number; name: string }): void =>
      this.#mark(() => (this.#link = { of: 'link', storeId, product })),
    manual: (): void => this.#mark(() => (this.#manual = true)),
    settings: (): void => this.#mark(() => (this.#settings = true)),
    proxySignIn: (): void => this.#mark(() => (this.#proxySignIn = true)),
    hotFolders: (): void => this.#mark(() => (this.#hotFolders = true)),
    recentFolders: (): void => this.#mark(() => (this.#recentFolders = true)),
    notices: (): void => this.#mark(() => (this.#notices = true)),
    updates: (): void => this.#mark(() => (this.#updates = true)),
    accent: (): void => this.#mark(() => (this.#accent = true)),
    outbox: (storeId: string): void => this.#mark(() => this.#outbox.add(storeId), paces.counts),
    batch: (batchId: number): void => this.#mark(() => this.#batches.add(batchId)),
    progress: (storeId: string, entryId: number): void =>
      this.#mark(() => this.#progress.set(entryId, storeId), paces.counts),
    activity: (storeId: string, productId: number): void =>
      this.#mark(() => {
        const products = this.#activity.get(storeId) ?? new Set();
        this.#activity.set(storeId, products.add(productId));
      }, paces.counts),
  };

  /** The whole state, with the revision of the last delta it includes. */
  snapshot(): Snapshot {
    this.#tell();
    return { revision: this.#revision, ...this.#sources.snapshot() };
  }

  onDelta(listener: (delta: Delta) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#timer?.stop();
    this.#listeners.clear();
  }

  #mark(note: () => void, pace = paces.deeds): void {
    if (this.#listeners.size === 0) return;
    note();
    const at = this.#lastTold + pace;
    if (this.#timer !== null && this.#timer.at <= at) return;
    this.#timer?.stop();
    const stop = this.#clock.timer(Math.max(0, at - this.#clock.now()), () => this.#tell());
    this.#timer = { at, stop };
  }

  #tell(): void {
    this.#timer?.stop();
    this.#timer = null;
    const changes = this.#takeChanges();
    if (changes.length === 0) return;
    this.#lastTold = this.#clock.now();
    const delta: Delta = { revision: ++this.#revision, changes };
    for (const listener of this.#listeners) listener(delta);
  }

  #takeChanges(): Change[] {
    const sources = this.#sources;
    const changes: Change[] = [];
    if (this.#stores) changes.push({ of: 'stores', ...sources.stores() });
    for (const storeId of this.#outbox) changes.push({ of: 'outbox', summary: sources.outbox(storeId) });
    for (const [storeId, products] of this.#activity) {
      changes.push({
        of: 'activity',
        storeId,
        items: [...products].map((id) => sources.activity(storeId, id)),
      });
    }
    for (const batchId of this.#batches) {
      const batch = sources.batch(batchId);
      changes.push(batch ? { of: 'batch', batch } : { of: 'batch-gone', batchId });
    }
    if (this.#gallery) changes.push({ of: 'gallery', gallery: sources.gallery() });
    if (this.#link !== null) changes.push(this.#link);
    if (this.#manual) changes.push({ of: 'manual' });
    if (this.#progress.size > 0) {
      const items = [...this.#progress].map(([entryId, storeId]) => ({
        entryId,
        sent: sources.sent(storeId, entryId),
      }));
      changes.push({ of: 'progress', items });
    }
    if (this.#settings) changes.push({ of: 'settings', settings: sources.settings() });
    if (this.#proxySignIn) changes.push({ of: 'proxy-sign-in', proxySignIn: sources.proxySignIn() });
    if (this.#hotFolders) changes.push({ of: 'hot-folders', hotFolders: sources.hotFolders() });
    if (this.#recentFolders) changes.push({ of: 'recent-folders', recentFolders: sources.recentFolders() });
    if (this.#notices) changes.push({ of: 'notices', notices: sources.notices() });
    if (this.#accent) changes.push({ of: 'accent', systemAccent: sources.systemAccent() });
    if (this.#updates) changes.push({ of: 'updates', updates: sources.updates() });
    this.#stores = this.#gallery = this.#settings = this.#hotFolders = this.#notices = false;
    this.#proxySignIn = this.#updates = this.#manual = this.#recentFolders = false;
    this.#accent = false;
    this.#link = null;
    this.#outbox.clear();
    this.#activity.clear();
    this.#batches.clear();
    this.#progress.clear();
    return changes;
  }
}
