import { PackageOpen, RefreshCw, SearchX } from 'lucide-react';
import { useState } from 'react';
import type { Product, ProductFilter as Filter, Store } from '../../shared/model.ts';
import { choose } from '../state/actions.ts';
import { tell } from '../state/asking.ts';
import { useOutbox } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../ui/format.ts';
import { ReasonNote } from '../ui/reason-note.tsx';
import { useNow } from '../ui/use-now.ts';
import type { PagesRequest } from '../state/paged-rows.ts';
import { usePages } from '../state/use-pages.ts';
import { ProductFilter } from './product-filter.tsx';
import { ProductList, SkeletonRow } from './product-list.tsx';
import { MatchMenu } from '../intake/match-menu.tsx';
import { ProductSearch } from './product-search.tsx';
import styles from './products-pane.module.css';
import { StoreSwitcher } from './store-switcher.tsx';
import { catalogFreshness, storeImages } from './store-words.ts';

/** The left pane: which store, which products of it, and the list. */
export function ProductsPane({ store }: { store: Store }) {
  const query = useWindow((state) => state.query);
  const filter = useWindow((state) => state.filter);
  const outboxVersion = useOutbox(store.id)?.version ?? 0;
  const [list, setList] = useState<HTMLElement | null>(null);
  const now = useNow(30_000);
  const pages = usePages(searchRequest(store, query, filter, outboxVersion));
  const counting = useWindow((state) => state.countingStoreId === store.id);
  const images = storeImages(store, counting);
  const { catalog } = store;

  return (
    <nav className={styles['pane']} aria-label="Products of the store">
      <div className={styles['head']}>
        <StoreSwitcher store={store} />
        <ProductSearch
          onDown={() => list?.focus()}
          onEnter={() => {
            const first = pages.rowAt(0);
            if (first) choose(store.id, first);
          }}
        />
        <div className={styles['filters']}>
          <ProductFilter />
          <span className={styles['right']}>
            <span className={styles['total']}>{pages.total === null ? '' : formatNumber(pages.total)}</span>
            <MatchMenu storeId={store.id} />
          </span>
        </div>
      </div>
      {catalog.problem ? <ReasonNote tone="warning" reason={catalog.problem} /> : null}
      {pages.problem ? <ReasonNote tone="danger" reason={pages.problem} /> : null}
      {pages.total === null ? (
        <Skeleton />
      ) : pages.total === 0 ? (
        <NoProducts store={store} narrowed={query !== '' || filter !== 'all'} />
      ) : (
        <ProductList
          storeId={store.id}
          pages={pages}
          total={pages.total}
          scroller={list}
          onScroller={setList}
        />
      )}
      <footer className={styles['foot']}>
        <p className={styles['facts']}>
          {images === null ? null : <span className={styles['fact']}>{images}</span>}
          <span className={styles['fact']}>{catalogFreshness(store, now)}</span>
        </p>
        <IconButton
          icon={RefreshCw}
          label="Refresh products"
          size="small"
          isDisabled={catalog.syncing}
          onPress={() => tell(window.packshot.stores.refresh({ storeId: store.id }))}
        />
      </footer>
    </nav>
  );
}

function searchRequest(
  store: Store,
  query: string,
  filter: Filter,
  outboxVersion: number,
): PagesRequest<Product> {
  const byActivity = filter === 'waiting' || filter === 'failed';
  return {
    key: JSON.stringify([store.id, query.trim(), filter]),
    version: `${store.catalog.version}/${byActivity ? outboxVersion : 0}`,
    load: async (offset, limit) => {
      const asked = { storeId: store.id, query: query.trim(), filter, offset, limit };
      const outcome = await window.packshot.products.search(asked);
      if (!outcome.ok) return outcome;
      return { ok: true, value: { total: outcome.value.total, rows: outcome.value.products } };
    },
  };
}

function Skeleton() {
  return (
    <output className={styles['waiting']} aria-busy aria-label="Getting products">
      {Array.from({ length: 8 }, (_, index) => (
        <SkeletonRow key={index} index={index} />
      ))}
    </output>
  );
}

function NoProducts({ store, narrowed }: { store: Store; narrowed: boolean }) {
  if (narrowed) {
    return (
      <EmptyState icon={SearchX} title="No product fits" detail="Try fewer letters, or look at all products.">
        <Button size="small" onPress={() => useWindow.setState({ query: '', filter: 'all' })}>
          Show all products
        </Button>
      </EmptyState>
    );
  }
  if (store.catalog.syncing) return <Skeleton />;
  return (
    <EmptyState
      icon={PackageOpen}
      title="No products yet"
      detail="Products are made in BigCommerce. Once there are some, they appear here."
    />
  );
}
