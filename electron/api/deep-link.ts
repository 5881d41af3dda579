import type { Catalog } from '../catalog/catalog.ts';
import type { OpenGallery } from '../gallery/open-gallery.ts';
import type { Stores } from '../stores/stores.ts';
import { reason } from '../../shared/messages/reason.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { Projection } from './projection.ts';

/** `packshot:` is the page's own. */
export const linkScheme = 'packshot-open';

/** A product that a link asks to open. `product`: its id in the store, or its SKU. */
interface DeepLink {
  storeHash: string;
  product: { type: 'id'; id: number } | { type: 'sku'; sku: string };
}

const maxLength = 500;
const isLink = new RegExp(`^${linkScheme}:`, 'i');

/**
 * Reads `packshot-open:stores/HASH/products/ID` or `.../skus/SKU`, with or without `//` after the colon. A link comes
 * from anywhere, so it can only open what is there: it adds and changes nothing. Null if it is anything else.
 */
export function readDeepLink(address: string): DeepLink | null {
  if (address.length > maxLength || !isLink.test(address)) return null;
  const path = address
    .slice(linkScheme.length + 1)
    .replace(/^\/{0,2}/, '')
    .replace(/\/$/, '');
  const [, storeHash = '', type, last = ''] =
    /^stores\/([a-z0-9]{1,32})\/(products|skus)\/([^/?#]+)$/i.exec(path) ?? [];
  const value = decoded(last);
  if (value === null || value === '') return null;
  if (type?.toLowerCase() === 'skus') return { storeHash, product: { type: 'sku', sku: value } };
  const id = /^[1-9]\d{0,9}$/.test(value) ? Number(value) : null;
  return id === null ? null : { storeHash, product: { type: 'id', id } };
}

export function linksIn(argv: readonly string[]): string[] {
  return argv.filter((argument) => isLink.test(argument));
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Selects the store and opens the product's gallery, also in the window. */
export function openLink(
  link: DeepLink | null,
  ports: { stores: Stores; catalog: Catalog; gallery: OpenGallery; projection: Projection },
): Outcome<null> {
  const { stores, catalog, gallery, projection } = ports;
  if (link === null) return no(reason('link-not-understood'));
  const store = stores.list().find(({ hash }) => hash === link.storeHash);
  if (store === undefined) return no(reason('link-other-store', { hash: link.storeHash }));
  const product =
    link.product.type === 'id'
      ? catalog.product(store.id, link.product.id)
      : catalog.productWithSku(store.id, link.product.sku);
  if (product === undefined) return no(reason('link-no-product', { store: store.name }));
  stores.select(store.id);
  const opened = gallery.open(store.id, product.id);
  if (!opened.ok) return opened;
  projection.changed.link(store.id, { id: product.id, name: product.name });
  return ok(null);
}
