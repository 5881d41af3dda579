import type { Activity, Batch, Change, Delta, Gallery, HelpPage, Snapshot } from '../../shared/model.ts';
import type { Clock } from '../util/clock.ts';

/**
 * Min milliseconds between two deltas, since each costs the window a frame. Changes the user makes or waits for come
 * up to eight times a second. Counters come four times; the window animates between them.
 */
const paces = { actions: 125, counts: 250 };

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
  #lastSentAt = 0;

  readonly #parts = new Set<Part>();
  #link: Extract<Change, { of: 'link' }> | null = null;
  #help: Extract<Change, { of: 'help' }> | null = null;
  readonly #outbox = new Set<string>();
  readonly #activity = new Map<string, Set<number>>();
  readonly #batches = new Set<number>();
  readonly #progress = new Map<number, string>();

  constructor(clock: Clock, sources: ProjectionSources) {
    this.#clock = clock;
    this.#sources = sources;
  }

  readonly changed = {
    stores: (): void => this.#markPart('stores'),
    gallery: (): void => this.#markPart('gallery'),
    settings: (): void => this.#markPart('settings'),
    proxySignIn: (): void => this.#markPart('proxySignIn'),
    hotFolders: (): void => this.#markPart('hotFolders'),
    recentFolders: (): void => this.#markPart('recentFolders'),
    notices: (): void => this.#markPart('notices'),
    updates: (): void => this.#markPart('updates'),
    accent: (): void => this.#markPart('accent'),
    help: (page: HelpPage): void => this.#mark(() => (this.#help = { of: 'help', page })),
    /** What a link asks to show: the last one counts. */
    link: (storeId: string, product: { id: number; name: string }): void =>
      this.#mark(() => (this.#link = { of: 'link', storeId, product })),
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
    this.#send();
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

  #markPart(part: Part): void {
    this.#mark(() => this.#parts.add(part));
  }

  #mark(note: () => void, pace = paces.actions): void {
    if (this.#listeners.size === 0) return;
    note();
    const at = this.#lastSentAt + pace;
    if (this.#timer !== null && this.#timer.at <= at) return;
    this.#timer?.stop();
    const stop = this.#clock.timer(Math.max(0, at - this.#clock.now()), () => this.#send());
    this.#timer = { at, stop };
  }

  #send(): void {
    this.#timer?.stop();
    this.#timer = null;
    const changes = this.#takeChanges();
    if (changes.length === 0) return;
    this.#lastSentAt = this.#clock.now();
    const delta: Delta = { revision: ++this.#revision, changes };
    for (const listener of this.#listeners) listener(delta);
  }

  #takeChanges(): Change[] {
    const sources = this.#sources;
    // What follows may name a new store.
    const changes: Change[] = this.#parts.delete('stores') ? [partsToSend.stores(sources)] : [];
    for (const storeId of this.#outbox) changes.push({ of: 'outbox', summary: sources.outbox(storeId) });
    for (const [storeId, products] of this.#activity) {
      const items = [...products].map((id) => sources.activity(storeId, id));
      changes.push({ of: 'activity', storeId, items });
    }
    for (const batchId of this.#batches) {
      const batch = sources.batch(batchId);
      changes.push(batch ? { of: 'batch', batch } : { of: 'batch-gone', batchId });
    }
    const parts = (Object.keys(partsToSend) as Part[]).filter((part) => this.#parts.has(part));
    changes.push(...parts.map((part) => partsToSend[part](sources)));
    if (this.#progress.size > 0) {
      const sent = ([entryId, storeId]: [number, string]) => ({
        entryId,
        sent: sources.sent(storeId, entryId),
      });
      changes.push({ of: 'progress', items: [...this.#progress].map(sent) });
    }
    for (const asked of [this.#link, this.#help]) if (asked !== null) changes.push(asked);
    this.#link = null;
    this.#help = null;
    for (const marked of [this.#parts, this.#outbox, this.#activity, this.#batches, this.#progress])
      marked.clear();
    return changes;
  }
}

/** The parts of the state that are sent as a whole, in the order of a delta. */
const partsToSend = {
  stores: ({ stores }) => ({ of: 'stores', ...stores() }),
  gallery: ({ gallery }) => ({ of: 'gallery', gallery: gallery() }),
  settings: ({ settings }) => ({ of: 'settings', settings: settings() }),
  proxySignIn: ({ proxySignIn }) => ({ of: 'proxy-sign-in', proxySignIn: proxySignIn() }),
  hotFolders: ({ hotFolders }) => ({ of: 'hot-folders', hotFolders: hotFolders() }),
  recentFolders: ({ recentFolders }) => ({ of: 'recent-folders', recentFolders: recentFolders() }),
  notices: ({ notices }) => ({ of: 'notices', notices: notices() }),
  accent: ({ systemAccent }) => ({ of: 'accent', systemAccent: systemAccent() }),
  updates: ({ updates }) => ({ of: 'updates', updates: updates() }),
} as const satisfies Record<string, (sources: ProjectionSources) => Change>;

type Part = keyof typeof partsToSend;
