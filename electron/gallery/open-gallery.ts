import { nameOfUnknown } from '../catalog/unknown-names.ts';
import type { Catalog, CatalogProduct } from '../catalog/catalog.ts';
import { mergedList } from '../catalog/merge-list.ts';
import { thumbnailPath } from '../catalog/picture-paths.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { unknownProduct } from '../review/review-messages.ts';
import type { SettingsTable } from '../storage/settings-table.ts';
import type { Stores } from '../stores/stores.ts';
import { unknownStore } from '../stores/stores.ts';
import { tilesOf } from './gallery-tiles.ts';
import type { GalleryEdits, GalleryEvent } from './gallery-edits.ts';
import type { Gallery, Product } from '../../shared/model.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';

/** A product as the window lists it: from the catalogue, with its activity in the outbox. */
export function productView(storeId: string, product: CatalogProduct, outbox: Outbox): Product {
  const activity = outbox.activity(storeId, product.id);
  const idle = activity.waiting + activity.sending + activity.failed === 0;
  return {
    id: product.id,
    name: product.name,
    sku: product.sku,
    imageCount: product.imageCount,
    thumbnail: thumbnailPath(storeId, product),
    activity: idle ? null : activity,
  };
}

interface OpenGalleryPorts {
  catalog: Catalog;
  edits: GalleryEdits;
  outbox: Outbox;
  stores: Stores;
  settings: SettingsTable;
  emit: (event: GalleryEvent) => void;
}

/** The gallery the window shows: from the cache at once, then refreshed from the store. */
export class OpenGallery {
  readonly #ports: OpenGalleryPorts;
  #open: { storeId: string; productId: number } | null = null;
  #refreshing = false;
  #problem: Reason | null = null;
  readonly #refreshes = new Set<Promise<void>>();

  constructor(ports: OpenGalleryPorts) {
    this.#ports = ports;
  }

  /** Reopens the gallery that was open when Packshot closed, if it still exists. */
  reopen(): void {
    const last = this.#ports.settings.lastGallery;
    if (last && this.#ports.catalog.product(last.storeId, last.productId))
      this.open(last.storeId, last.productId);
  }

  open(storeId: string, productId: number): Outcome<Gallery> {
    if (!this.#ports.stores.api(storeId)) return no(unknownStore);
    this.#open = { storeId, productId };
    this.#ports.settings.lastGallery = this.#open;
    this.#problem = null;
    void this.refresh();
    const gallery = this.view();
    return gallery ? ok(gallery) : no(unknownStore);
  }

  close(): void {
    this.#open = null;
    this.#ports.settings.lastGallery = null;
  }

  shows(storeId: string, productId: number): boolean {
    return this.#open?.storeId === storeId && this.#open.productId === productId;
  }

  /** Resolves once no refresh is under way. The database must not be closed before. */
  async refreshed(): Promise<void> {
    await Promise.all(this.#refreshes);
  }

  refresh(): Promise<void> {
    const refresh = this.#refresh().finally(() => this.#refreshes.delete(refresh));
    this.#refreshes.add(refresh);
    return refresh;
  }

  async #refresh(): Promise<void> {
    const asked = this.#open;
    const api = asked && this.#ports.stores.api(asked.storeId);
    if (!asked || !api) return;
    this.#refreshing = true;
    this.#ports.emit({ type: 'open-gallery-changed' });
    const problem = await refreshImages(this.#ports, api, asked.storeId, asked.productId);
    if (!this.shows(asked.storeId, asked.productId)) return;
    this.#refreshing = false;
    this.#problem = problem;
    // A product that is gone leaves the list, too.
    this.#ports.emit(
      problem === unknownProduct ? { type: 'gallery-changed', ...asked } : { type: 'open-gallery-changed' },
    );
  }

  async refreshIfBroken(storeId: string): Promise<void> {
    if (this.#open?.storeId === storeId && this.#problem !== null && !this.#refreshing) await this.refresh();
  }

  view(): Gallery | null {
    if (!this.#open) return null;
    const { storeId, productId } = this.#open;
    const { catalog, edits, outbox, stores } = this.#ports;
    if (!stores.api(storeId)) return null;
    const product = catalog.product(storeId, productId) ?? placeholder(productId);
    return {
      storeId,
      product: productView(storeId, product, outbox),
      tiles: tilesOf(this.#ports, storeId, productId),
      ...edits.steps(storeId, productId),
      clearing: outbox.views.clearing(storeId, productId),
      refreshedAt: product.imagesAt,
      refreshing: this.#refreshing,
      problem: this.#problem,
    };
  }
}

/**
 * Fetches a product's images and caches them. Returns null, or why that failed. Failures are reported to the
 * outbox, which checks when the store is back.
 */
export async function refreshImages(
  services: { catalog: Catalog; outbox: Outbox },
  api: NonNullable<ReturnType<Stores['api']>>,
  storeId: string,
  productId: number,
  signal?: AbortSignal,
): Promise<Reason | null> {
  const { catalog, outbox } = services;
  const before = catalog.images(storeId, productId);
  const answer = await api.list(productId, { priority: 'person', ...(signal ? { signal } : {}) });
  if (answer.ok) {
    const images = mergedList(answer.value, before, catalog.images(storeId, productId));
    catalog.saveImages(storeId, productId, images);
    return null;
  }
  outbox.runner(storeId)?.reportFailure(answer.reason);
  if (answer.reason.type !== 'not-found') return answer.reason.reason;
  catalog.forgetProduct(storeId, productId);
  return unknownProduct;
}

function placeholder(id: number): CatalogProduct {
  return {
    id,
    name: nameOfUnknown(id),
    sku: '',
    imageCount: 0,
    thumbnailId: null,
    thumbnailModified: '',
    imagesAt: null,
  };
}
