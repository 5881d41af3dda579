import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Product } from '../../shared/model.ts';
import { enterMiddle } from '../panes.ts';
import { choose, closeGallery } from '../state/actions.ts';
import { reviewedBatch } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import type { Pages } from '../state/use-pages.ts';
import type { MenuPlace } from '../ui/menu.tsx';
import { rowsToDraw, useVisibleRows } from '../ui/use-visible-rows.ts';
import { afterKey } from '../ui/list-keys.ts';
import { cx } from '../ui/cx.ts';
import long from '../ui/long-list.module.css';
import styles from './product-list.module.css';
import { ProductMenu } from './product-menu.tsx';
import { ProductRow, productRowHeight } from './product-row.tsx';

interface Props {
  storeId: string;
  pages: Pages<Product>;
  total: number;
  /** The list's element and its setter: the search moves the focus to it. */
  scroller: HTMLElement | null;
  onScroller: (scroller: HTMLElement | null) => void;
}

export function ProductList({ storeId, pages, total, scroller, onScroller }: Props) {
  const base = useId();
  /** The chosen product, if it was chosen before it was pressed. */
  const pressed = useRef<number | null>(null);
  const chosenId = useWindow((state) =>
    reviewedBatch(state, storeId) === null ? (state.chosen?.productId ?? null) : null,
  );
  const [menu, setMenu] = useState<{ product: Product; at: MenuPlace } | null>(null);
  const [moved, setMoved] = useState<Moved>({ list: null, index: 0, id: null });
  const active = moved.list === pages.key ? Math.min(placeNow(moved, pages), total - 1) : 0;
  const { first, last, fit, reveal } = useVisibleRows(scroller, total, productRowHeight);
  const listKey = pages.key;

  useEffect(() => {
    pages.need(first, last);
  });

  useEffect(() => {
    if (listKey !== null) scroller?.scrollTo({ top: 0 });
  }, [listKey, scroller]);

  const chooseRow = useCallback(
    (index: number, product: Product) => {
      setMoved({ list: listKey, index, id: product.id });
      choose(storeId, product);
    },
    [storeId, listKey],
  );

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      openMenu(active, null);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = afterKey(event.key, { active, total, fit });
    if (next === null) return;
    event.preventDefault();
    reveal(next);
    const product = pages.rowAt(next);
    if (product) chooseRow(next, product);
    else setMoved({ list: listKey, index: next, id: null });
    if (event.key === 'Enter' && product) enterMiddle();
  }

  /** A right click on a row, or the menu key for the active one. */
  function onContextMenu(event: MouseEvent<HTMLElement>): void {
    const id = productUnder(event.target);
    const index = id === null ? active : indices.find((one) => pages.rowAt(one)?.id === id);
    if (index === undefined) return;
    event.preventDefault();
    openMenu(index, id === null ? null : { x: event.clientX, y: event.clientY });
  }

  function openMenu(index: number, at: MenuPlace | null): void {
    const product = pages.rowAt(index);
    if (!product) return;
    const box = document.getElementById(`${base}-${index}`)?.getBoundingClientRect();
    setMenu({ product, at: at ?? { x: (box?.left ?? 0) + 16, y: (box?.bottom ?? 0) - 8 } });
  }

  const indices = rowsToDraw(first, last, active, total);
  return (
    <div
      ref={onScroller}
      // A <select> cannot render a part of 50,000 rows.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      aria-label={text('products.products')}
      tabIndex={0}
      aria-activedescendant={pages.rowAt(active) ? `${base}-${active}` : undefined}
      className={long['scroller']}
      onKeyDown={onKeyDown}
      onContextMenu={onContextMenu}
      onPointerDownCapture={(event) => {
        pressed.current = productUnder(event.target) === chosenId ? chosenId : null;
      }}
      // A click on the chosen product closes its gallery, but not the second click of a double click.
      onClick={(event) => {
        const isSame = pressed.current !== null && productUnder(event.target) === pressed.current;
        if (isSame && event.detail < 2) closeGallery();
      }}
    >
      <div role="presentation" className={long['rows']} style={{ height: total * productRowHeight }}>
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
              onChoose={chooseRow}
            />
          ) : (
            <SkeletonRow key={`missing-${index}`} index={index} />
          );
        })}
      </div>
      {menu === null ? null : <ProductMenu {...menu} storeId={storeId} onClose={() => setMenu(null)} />}
    </div>
  );
}

function productUnder(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-drop-product]') : null;
  return row === null ? null : Number(row.dataset['dropProduct']);
}

interface Moved {
  readonly list: string | null;
  readonly index: number;
  readonly id: number | null;
}

/** Rows around the last position in which a product is looked for after the catalogue was updated. */
const farthest = 120;

/** Current row of the active product: rows may have been added or removed above it. */
function placeNow({ index, id }: Moved, pages: Pages<Product>): number {
  if (id === null || pages.rowAt(index)?.id === id) return index;
  for (let by = 1; by <= farthest; by += 1) {
    if (pages.rowAt(index + by)?.id === id) return index + by;
    if (index >= by && pages.rowAt(index - by)?.id === id) return index - by;
  }
  return index;
}

export function SkeletonRow({ index }: { index: number }) {
  return (
    <div
      role="presentation"
      className={cx(long['skeleton'], styles['skeleton'])}
      style={{ transform: `translateY(${index * productRowHeight}px)` }}
    >
      <span />
      <span />
    </div>
  );
}
