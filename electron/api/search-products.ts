import type { Catalog } from '../catalog/catalog.ts';
import type { ProductQuery } from '../catalog/product-search.ts';
import { productView } from '../gallery/open-gallery.ts';
import type { Matcher } from '../matching/matcher.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Product } from '../../shared/model.ts';

interface Ports {
  catalog: Pick<Catalog, 'search'>;
  matcher: Pick<Matcher, 'similar'>;
  outbox: Outbox;
}

/** One page of the products that a query finds; where it finds none, those with a name or code like it. */
export function searchProducts(
  { catalog, matcher, outbox }: Ports,
  storeId: string,
  query: Omit<ProductQuery, 'among'>,
): { total: number; similar: boolean; products: Product[] } {
  const { filter } = query;
  const among = filter === 'waiting' || filter === 'failed' ? outbox.productsWith(storeId, filter) : null;
  let found = catalog.search(storeId, { ...query, among });
  let similar = false;
  if (found.total === 0 && query.query.trim() !== '') {
    const like = matcher.similar(storeId, query.query);
    const allowed = among === null ? like : like.filter((id) => among.includes(id));
    if (allowed.length > 0) found = catalog.search(storeId, { ...query, query: '', among: allowed });
    similar = found.total > 0;
  }
  const products = found.products.map((product) => productView(storeId, product, outbox));
  return { total: found.total, similar, products };
}
