import { PackageOpen, Printer, RefreshCw, SearchX } from 'lucide-react';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import { maxPrintedLabels } from '../../shared/limits.ts';
import { text } from '../../shared/messages/text.ts';
import type { Product } from '../../shared/model.ts';
import { choose } from '../state/actions.ts';
import { ask, tell } from '../state/asking.ts';
import { useCatalogVersion } from '../state/selectors.ts';
import type { SteadyStore } from '../wording/store-messages.ts';
import { everything, useWindow } from '../state/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatNumber } from '../wording/format.ts';
import { ReasonNote } from '../ui/reason-note.tsx';
import { useNow } from '../ui/use-now.ts';
import { usePages } from '../state/use-pages.ts';
import { PrintLabelsDialog } from './print-labels-dialog.tsx';
import { ProductFilter } from './product-filter.tsx';
import { ProductList, SkeletonRow } from './product-list.tsx';
import { ProductSort } from './product-sort.tsx';
import { MatchMenu } from '../intake/match-menu.tsx';
import { ProductSearch } from './product-search.tsx';
import styles from './products-pane.module.css';
import { UpdateLine } from './update-line.tsx';
import { StoreSwitcher } from './store-switcher.tsx';
import { catalogFreshness, storeImages } from '../wording/store-messages.ts';

export function ProductsPane({ store }: { store: SteadyStore }) {
  const query = useWindow((state) => state.query);
  const filter = useWindow((state) => state.filter);
  const catalogVersion = useCatalogVersion(store.id);
  const byActivity = filter === 'waiting' || filter === 'failed';
  const outboxVersion = useWindow((state) => (byActivity ? (state.main?.outbox[store.id]?.version ?? 0) : 0));
  const [list, setList] = useState<HTMLElement | null>(null);
  const now = useNow(store.catalog.progress === null ? 30_000 : 1000);
  const narrowing = useWindow((state) => state.narrowing);
  const sort = useWindow((state) => state.sort);
  const [similarTo, setSimilarTo] = useState<string | null>(null);
  const asked = {
    storeId: store.id,
    query: query.trim(),
    filter,
    categoryId: narrowing.category?.id ?? null,
    brandId: narrowing.brand?.id ?? null,
    isVisible: narrowing.isVisible,
    sort,
  };
  const key = JSON.stringify(asked);
  const pages = usePages<Product>({
    key,
    version: `${catalogVersion}/${outboxVersion}`,
    load: async (offset, limit) => {
      const outcome = await window.packshot.products.search({ ...asked, offset, limit });
      if (!outcome.ok) return outcome;
      const { total, similar, products } = outcome.value;
      setSimilarTo(similar ? key : null);
      return { ok: true, value: { total, rows: products } };
    },
  });
  const latest = useRef({ key, pages });
  /** The search whose first product is chosen once it is found: a scanner presses Enter right after the last letter. */
  const early = useRef<string | null>(null);
  const chooseEarly = useCallback(() => {
    const now = latest.current;
    if (early.current === now.key && now.pages.key !== now.key) return;
    const first = early.current === now.key ? now.pages.rowAt(0) : undefined;
    early.current = null;
    if (first) choose(store.id, first);
  }, [store.id]);
  useEffect(() => {
    latest.current = { key, pages };
    chooseEarly();
  });
  // The same functions from one drawing to the next: the field draws only when what is typed changes.
  const toList = useCallback(() => list?.focus(), [list]);
  const chooseFirst = useCallback(() => {
    early.current = latest.current.key;
    chooseEarly();
  }, [chooseEarly]);
  const [printed, setPrinted] = useState<readonly Product[] | null>(null);
  async function printLabels(): Promise<void> {
    const found = await ask(
      window.packshot.products.search({ ...asked, offset: 0, limit: maxPrintedLabels }),
    );
    if (found !== null) setPrinted(found.products);
  }
  const counting = useWindow((state) => state.countingStoreId === store.id);
  const images = storeImages(store, counting);
  const { catalog } = store;

  return (
    <nav className={styles['pane']} aria-label={text('products.productsOfTheStore')}>
      <div className={styles['head']}>
        <StoreSwitcher store={store} />
        <ProductSearch onDown={toList} onEnter={chooseFirst} />
        <div className={styles['filters']}>
          <ProductFilter storeId={store.id} />
          <span className={styles['right']}>
            <span className={styles['total']}>{pages.total === null ? '' : formatNumber(pages.total)}</span>
            <ProductSort />
            <IconButton
              icon={Printer}
              label={text('products.printLabels')}
              size="small"
              isDisabled={!pages.total}
              onPress={() => void printLabels()}
            />
            <MatchMenu storeId={store.id} />
          </span>
        </div>
      </div>
      {catalog.problem ? <ReasonNote tone="warning" reason={catalog.problem} /> : null}
      {pages.problem ? <ReasonNote tone="danger" reason={pages.problem} /> : null}
      {similarTo === key ? <p className={styles['similar']}>{text('products.onlySimilar')}</p> : null}
      {pages.total === null ? (
        <Skeleton />
      ) : pages.total === 0 ? (
        <NoProducts store={store} narrowed={query !== '' || filter !== 'all' || narrowing !== everything} />
      ) : (
        <ProductList
          storeId={store.id}
          pages={pages}
          total={pages.total}
          scroller={list}
          onScroller={setList}
        />
      )}
      {printed === null ? null : (
        <PrintLabelsDialog storeId={store.id} products={printed} onClose={() => setPrinted(null)} />
      )}
      <UpdateLine />
      <footer className={styles['foot']}>
        <p className={styles['facts']}>
          {images === null ? null : <span className={styles['fact']}>{images}</span>}
          <span className={styles['fact']}>{catalogFreshness(store, now)}</span>
        </p>
        <Refresh storeId={store.id} syncing={catalog.syncing} />
      </footer>
    </nav>
  );
}

const Refresh = memo(function Refresh({ storeId, syncing }: { storeId: string; syncing: boolean }) {
  return (
    <IconButton
      icon={RefreshCw}
      label={text('common.refreshProducts')}
      size="small"
      isDisabled={syncing}
      onPress={() => tell(window.packshot.stores.refresh({ storeId }))}
    />
  );
});

function Skeleton() {
  return (
    <output className={styles['waiting']} aria-busy aria-label={text('products.gettingProductsLabel')}>
      {Array.from({ length: 8 }, (_, index) => (
        <SkeletonRow key={index} index={index} />
      ))}
    </output>
  );
}

function NoProducts({ store, narrowed }: { store: SteadyStore; narrowed: boolean }) {
  if (narrowed) {
    return (
      <EmptyState
        icon={SearchX}
        title={text('products.noProductFits')}
        detail={text('products.tryFewerLettersOrLook')}
      >
        <Button
          size="small"
          onPress={() => useWindow.setState({ query: '', filter: 'all', narrowing: everything })}
        >
          {text('products.showAllProducts')}
        </Button>
      </EmptyState>
    );
  }
  if (store.catalog.syncing) return <Skeleton />;
  return (
    <EmptyState
      icon={PackageOpen}
      title={text('products.noProductsYet')}
      detail={text('products.productsAreMadeInBigcommerce')}
    />
  );
}
