import type { Entry, EntryQuery, OutboxRow } from '../../../shared/model.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { PlacedEntry } from '../../catalog/overlay.ts';
import { picturePath, previewPath } from '../../catalog/picture-paths.ts';
import type { Entries } from '../records/entries.ts';
import type { EntrySearch } from './entry-search.ts';
import { entryView } from './entry-view.ts';
import { creates, photoOf, type OutboxEntry } from '../entry.ts';
import type { History } from '../records/history.ts';

interface EntryViewsPorts {
  entries: Entries;
  history: History;
  catalog: Catalog;
  search: EntrySearch;
  sentOf: (storeId: string, entryId: number) => number;
}

export class EntryViews {
  readonly #ports: EntryViewsPorts;

  constructor(ports: EntryViewsPorts) {
    this.#ports = ports;
  }

  /** One page of what a query finds. `version`: of the store's entries. */
  list(
    query: EntryQuery,
    offset: number,
    limit: number,
    version: number,
  ): { total: number; found: number; rows: OutboxRow[] } {
    const { entries, history, search } = this.#ports;
    const { storeId } = query;
    const page = search.page(query, offset, limit, version);
    const idsIn = (source: string): number[] =>
      page.rows.flatMap((row) => (row.type === 'entry' && row.source === source ? [row.id] : []));
    const present = idsIn('entries');
    const times = search.times([...present, ...idsIn('history')]);
    const views = new Map(
      [
        ...this.of(storeId, entries.getAll(present)),
        ...this.#ofPast(storeId, history.getAll(idsIn('history'))),
      ].map((entry) => [entry.id, entry]),
    );
    const rows = page.rows.flatMap((row): OutboxRow[] => {
      if (row.type === 'group') return [row];
      const entry = views.get(row.id);
      return entry ? [{ type: 'entry', entry: { ...entry, at: times.get(row.id) } }] : [];
    });
    return { total: page.total, found: page.found, rows };
  }

  one(storeId: string, entryId: number): Entry | undefined {
    const { entries, history } = this.#ports;
    const entry = entries.get(entryId);
    if (entry) return this.of(storeId, [entry])[0];
    return this.#ofPast(storeId, history.getAll([entryId]))[0];
  }

  of(storeId: string, entries: readonly OutboxEntry[]): Entry[] {
    const goingFirst = this.#ports.entries.goingFirst(entries.map(({ id }) => id));
    const names = this.#names(storeId, entries);
    return entries.map((entry) => {
      const photo = photoOf(entry);
      return entryView(entry, {
        productName: names.get(entry.productId),
        sent: this.#ports.sentOf(storeId, entry.id),
        goesFirst: goingFirst.has(entry.id),
        preview: photo && previewPath(photo.sha256),
        removedSince: this.#isRemovedSince(entry),
      });
    });
  }

  /** A product's open entries that create an image, for its gallery. */
  placed(storeId: string, productId: number): PlacedEntry[] {
    const entries = this.#ports.entries.ofProduct(storeId, productId);
    const views = this.of(storeId, entries);
    return entries.flatMap((entry, index) => {
      const view = views[index];
      if (!view || !creates(entry)) return [];
      return [
        { entry: view, sortOrder: entry.sortOrder, willBeThumbnail: entry.asThumbnail, alt: entry.alt },
      ];
    });
  }

  /** The pending clear of a product, or null. */
  clearing(storeId: string, productId: number): Entry | null {
    const entry = this.#ports.entries.ofProduct(storeId, productId).find((one) => one.type === 'clear');
    return (entry && this.of(storeId, [entry])[0]) ?? null;
  }

  /** Archived entries show the store's picture, since their preview is deleted. */
  #ofPast(storeId: string, entries: readonly OutboxEntry[]): Entry[] {
    const names = this.#names(storeId, entries);
    return entries.map((entry) =>
      entryView(entry, {
        productName: names.get(entry.productId),
        sent: 0,
        goesFirst: false,
        preview: this.#pictureOf(entry),
        removedSince: this.#isRemovedSince(entry),
      }),
    );
  }

  /** False where the product's images are not known. */
  #isRemovedSince({ storeId, productId, progress }: OutboxEntry): boolean {
    const { catalog } = this.#ports;
    if (progress.type !== 'done' || progress.imageId === null) return false;
    if (catalog.product(storeId, productId)?.imagesAt == null) return false;
    return catalog.image(storeId, productId, progress.imageId) === undefined;
  }

  #names(storeId: string, entries: readonly OutboxEntry[]): Map<number, string> {
    return this.#ports.catalog.productNames(
      storeId,
      entries.map((entry) => entry.productId),
    );
  }

  #pictureOf({ storeId, productId, progress }: OutboxEntry): string | null {
    if (progress.type !== 'done' || progress.imageId === null) return null;
    const image = this.#ports.catalog.image(storeId, productId, progress.imageId);
    return image ? picturePath(storeId, productId, image, 'tiny') : null;
  }
}
