import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Product } from '../../shared/model.ts';
import { choose } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';
import type { Pages } from '../ui/use-pages.ts';
import { useVisibleRows } from '../ui/use-visible-rows.ts';
import { afterKey } from './list-keys.ts';
import styles from './product-list.module.css';
import { ProductRow, productRowHeight } from './product-row.tsx';

interface Props {
  storeId: string;
  pages: Pages<Product>;
  total: number;
  scroller: RefObject<HTMLDivElement | null>;
}

/** The products as a list box: only the rows in sight are in the page, however many the store has. */
export function ProductList({ storeId, pages, total, scroller }: Props) {
  const base = useId();
  const chosenId = useWindow((state) => state.chosen?.productId ?? null);
  const [active, setActive] = useState(0);
  const { first, last, fit, scrollTo } = useVisibleRows(scroller, total, productRowHeight);
  const pagesNow = useRef(pages);
  pagesNow.current = pages;

  useEffect(() => {
    pages.need(first, last);
  });

  useEffect(() => {
    setActive(0);
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [pages.key, scroller]);

  const chooseAt = useCallback(
    (index: number) => {
      setActive(index);
      const product = pagesNow.current.rowAt(index);
      if (product) choose(storeId, product);
    },
    [storeId],
  );

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = afterKey(event.key, { active, total, fit });
    if (next === null) return;
    event.preventDefault();
    scrollTo(next);
    chooseAt(next);
  }

  const indices = rowsToDraw(first, last, Math.min(active, total - 1));
  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label="Products"
      tabIndex={0}
      aria-activedescendant={pages.rowAt(active) ? `${base}-${active}` : undefined}
      className={styles['scroller']}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles['rows']} style={{ height: total * productRowHeight }}>
        {indices.map((index) => {
          const product = pages.rowAt(index);
          return product ? (
            <ProductRow
              key={product.id}
              id={`${base}-${index}`}
              storeId={storeId}
              product={product}
              index={index}
              total={total}
              chosen={product.id === chosenId}
              active={index === active}
              onChoose={chooseAt}
            />
          ) : (
            <SkeletonRow key={`missing-${index}`} index={index} />
          );
        })}
      </div>
    </div>
  );
}

/** The rows in sight and the active one, which a screen reader may be asked about wherever it is. */
function rowsToDraw(first: number, last: number, active: number): number[] {
  const rows = Array.from({ length: last - first }, (_, offset) => first + offset);
  if (active >= 0 && (active < first || active >= last)) rows.push(active);
  return rows;
}

export function SkeletonRow({ index }: { index: number }) {
  return (
    <div
      role="presentation"
      className={styles['skeleton']}
      style={{ transform: `translateY(${index * productRowHeight}px)` }}
    >
      <span />
      <span />
    </div>
  );
}
