import { Catalog } from '../../../electron/catalog/catalog.ts';
import type { Clock } from '../../../electron/util/clock.ts';
import { plainEffects } from '../../../electron/outbox/effects.ts';
import type { NewIntent } from '../../../electron/outbox/intent.ts';
import { next, type EntryEvent, type OutboxEntry } from '../../../electron/outbox/entry.ts';
import { Outbox } from '../../../electron/outbox/outbox.ts';
import { Entries } from '../../../electron/outbox/records/entries.ts';
import { Database } from '../../../electron/storage/database.ts';
import type { StoreImage } from '../../../electron/bigcommerce/image-api.ts';
import { saying } from '../../support/saying.ts';

/** A clock that is moved by hand and fires its timers in order. */
export class HandClock implements Clock {
  #now = 1_000_000;
  #timers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  timer(ms: number, wake: () => void): () => void {
    const timer = { at: this.#now + ms, wake };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  turn(ms: number): void {
    const until = this.#now + ms;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.wake();
    }
    this.#now = until;
  }
}

/**
 * An outbox over an in-memory database with one closed store: nothing is sent, the test acts as the store.
 */
export class OutboxRig {
  readonly db = new Database(':memory:');
  readonly clock = new HandClock();
  readonly catalog = new Catalog(this.db, () => this.clock.now());
  readonly forgotten: string[] = [];
  readonly storeId = 'alder';
  outbox = this.#open();

  constructor() {
    this.db.run(
      `INSERT INTO stores (id, hash, name, kind, api_origin, secret_backend, connected_at)
         VALUES ('alder', 'alder', 'Alder', 'practice', 'http://127.0.0.1', 'session', 1)`,
    );
  }

  /** Restarts: a new outbox over the same database. */
  reopen(): Outbox {
    this.outbox.close();
    this.outbox = this.#open();
    return this.outbox;
  }

  #open(): Outbox {
    const nothing = (): void => {};
    return new Outbox({
      sends: true,
      db: this.db,
      entries: new Entries(this.db, () => this.clock.now()),
      catalog: this.catalog,
      clock: this.clock,
      random: () => 0.5,
      effects: plainEffects,
      bytes: {
        pathOf: (sha256) => sha256,
        deleteUnneeded: (sha256) => {
          if (!this.outbox.entries.needsPreview(sha256)) this.forgotten.push(sha256);
        },
      },
      replacementHoldMs: 0,
      parallel: () => 4,
      log: nothing,
      emit: nothing,
    });
  }

  /** Queues photos, by default one batch per call. */
  add(productId: number, count: number, batchId: number | null = null): number[] {
    return this.outbox
      .add({ storeId: this.storeId, productId, batchId }, Array.from({ length: count }, photo))
      .map((entry) => entry.id);
  }

  /** Passes events to entries as the queue runner would; their product counts as reconciled. */
  apply(ids: readonly number[], ...events: EntryEvent[]): void {
    const { entries } = this.outbox;
    for (const id of ids) {
      for (const event of events) {
        const entry = entries.get(id);
        if (entry) entries.save(next<OutboxEntry>(entry, event));
      }
      this.db.run('DELETE FROM settles');
    }
  }

  /** The photos arrive one second after they were sent; an image's id is its entry's plus a thousand. */
  arrive(ids: readonly number[]): void {
    for (const id of ids) {
      this.apply([id], { type: 'taken' });
      this.clock.turn(1_000);
      this.apply([id], { type: 'arrived', imageId: 1_000 + id });
    }
  }

  fail(ids: readonly number[]): void {
    const reason = saying('The store could not read it.', 'Save it as JPEG.');
    const failure = { type: 'refused', reason } as const;
    this.apply(ids, { type: 'taken' }, { type: 'send-failed', failure, now: this.clock.now(), random: 0 });
  }

  /** Archives finished entries, as every start does. */
  putAway(): void {
    this.clock.turn(1);
    this.outbox.openStore(this.storeId, {} as never, true);
    this.clock.turn(60_000);
    this.outbox.closeStore(this.storeId);
  }

  image(productId: number, id: number): void {
    const image: StoreImage = {
      id,
      productId,
      sortOrder: 0,
      isThumbnail: false,
      description: '',
      imageFile: 'a/001/x__12345.jpg',
      urlZoom: `https://cdn.example.com/${id}.1280.jpg`,
      urlStandard: '',
      urlThumbnail: '',
      urlTiny: '',
      dateModified: 'now',
    };
    this.catalog.saveImage(this.storeId, productId, image);
  }

  product(id: number, name: string, sku: string): void {
    this.db.run(
      `INSERT INTO products (store_id, id, name, sku, date_modified, image_count, folded, folded_name, seen)
         VALUES ('alder', ?, ?, ?, '', 0, '', '', 1)`,
      id,
      name,
      sku,
    );
  }

  close(): void {
    this.outbox.close();
    this.db.close();
  }
}

let photos = 0;

function photo(): NewIntent {
  photos++;
  const sha256 = photos.toString(16).padStart(64, '0');
  const mark = `m${String(photos).padStart(7, '0')}`;
  return {
    type: 'upload',
    photo: { fileName: `${photos}.jpg`, type: 'jpeg', bytes: 10, sha256, mark },
    sortOrder: photos,
    asThumbnail: false,
    alt: '',
  };
}
