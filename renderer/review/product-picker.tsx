import { CornerDownLeft, Search } from 'lucide-react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import type { Product, Store } from '../../shared/model.ts';
import type { Candidate } from '../../shared/review.ts';
import { afterKey } from '../products/list-keys.ts';
import { usePages } from '../state/use-pages.ts';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount } from '../ui/format.ts';
import { Picture } from '../ui/picture.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './product-picker.module.css';
import type { ChosenTarget } from './review-actions.ts';

interface Props {
  /** What is asked; left out: which product the photos are of. */
  title?: string;
  store: Store;
  /** A product that is no answer. */
  except?: number;
  /** How many photos are given. */
  count: number;
  /** Products that come to mind first. */
  candidates: readonly Candidate[];
  onPick: (target: ChosenTarget) => void;
  onClose: () => void;
}

/** Rows shown; the search narrows what doesn't fit. */
const shown = 50;

interface Choice extends ChosenTarget {
  readonly key: string;
  readonly sku: string;
  readonly thumbnail: string | null;
  readonly detail: string;
}

/** Which product photos belong to: type a few letters, Enter takes the first. */
export function ProductPicker({ title, store, except, count, candidates, onPick, onClose }: Props) {
  const base = useId();
  const [query, setQuery] = useState('');
  const [moved, setMoved] = useState(0);
  const [hasty, setHasty] = useState(false);
  const words = query.trim();
  const key = `${store.id}/${words}`;
  const pages = usePages<Product>({
    key,
    version: String(store.catalog.version),
    load: async (offset, limit) => {
      const asked = { storeId: store.id, query: words, filter: 'all' as const, offset, limit };
      const outcome = await window.packshot.products.search(asked);
      if (!outcome.ok) return outcome;
      return { ok: true, value: { total: outcome.value.total, rows: outcome.value.products } };
    },
  });
  const near = words === '' ? candidates.map(fromCandidate) : [];
  const total = pages.total ?? 0;
  const found = Array.from({ length: Math.min(total, shown) }, (_, index) => pages.rowAt(index));
  const choices = [
    ...near,
    ...found.flatMap((product) => (product && product.id !== except ? [fromProduct(product)] : [])),
  ];
  const active = Math.min(moved, choices.length - 1);

  const isHere = pages.key === key;
  const first = choices[0];
  // Enter was pressed before the answer to what was typed is here: it is meant for that answer.
  useEffect(() => {
    if (hasty && isHere && first !== undefined) onPick(first);
  }, [hasty, isHere, first, onPick]);

  useEffect(() => {
    document.getElementById(`${base}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [base, active]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      const choice = choices[active];
      if (event.nativeEvent.isComposing) return;
      if (!isHere) setHasty(true);
      else if (choice) onPick(choice);
      return;
    }
    if (event.key === 'Home' || event.key === 'End' || event.key === ' ') return;
    const next = afterKey(event.key, { active, total: choices.length, fit: 8 });
    if (next === null) return;
    event.preventDefault();
    setMoved(next);
  }

  // The dialog is for typing a product's name: the focus belongs there.
  // oxlint-disable jsx-a11y/no-autofocus
  return (
    <Dialog
      title={
        title ??
        `Which product ${count === 1 ? 'is this photo' : `are these ${formatCount(count, 'photo')}`} of?`
      }
      width="medium"
      onClose={onClose}
    >
      <div className={styles['field']}>
        <Search size={14} aria-hidden className={styles['icon']} />
        <input
          autoFocus
          role="combobox"
          aria-label="Search products to choose"
          aria-expanded
          aria-controls={`${base}-list`}
          aria-autocomplete="list"
          aria-activedescendant={choices.length > 0 ? `${base}-${active}` : undefined}
          className={styles['input']}
          placeholder="Search name or SKU"
          spellCheck={false}
          value={query}
          maxLength={200}
          onChange={(event) => {
            setQuery(event.target.value);
            setMoved(0);
            setHasty(false);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      {pages.problem ? <ReasonNote tone="danger" shape="box" reason={pages.problem} said="now" /> : null}
      <div
        id={`${base}-list`}
        // A <select> cannot hold pictures.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="listbox"
        aria-label="Products to choose"
        tabIndex={-1}
        className={styles['list']}
      >
        {choices.map((choice, index) => (
          <div
            key={choice.key}
            id={`${base}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={cx(styles['choice'], index === active && styles['active'])}
            onPointerMove={() => setMoved(index)}
            onClick={() => onPick(choice)}
            onKeyDown={onKeyDown}
          >
            <span className={styles['thumb']}>
              <Picture src={choice.thumbnail} alt="" fit="contain" iconSize={14} />
            </span>
            <span className={styles['words']}>
              <span className={styles['name']}>{choice.name}</span>
              <span className={styles['detail']}>{choice.detail}</span>
            </span>
            {index === active ? <CornerDownLeft size={14} aria-hidden className={styles['enter']} /> : null}
          </div>
        ))}
      </div>
      <output className={styles['sum']}>
        {pages.total === null
          ? 'Looking…'
          : choices.length === 0
            ? 'No product fits. Try fewer letters.'
            : total > shown
              ? `The first ${shown} of ${formatCount(total, 'product')}. Type to narrow them down.`
              : formatCount(total, 'product')}
      </output>
    </Dialog>
  );
}

function fromCandidate({ productId, variantId, sku, productName }: Candidate): Choice {
  return {
    key: `near-${productId}-${variantId}`,
    productId,
    variantId,
    name: productName,
    sku,
    thumbnail: null,
    detail: variantId === null ? `${sku}, suggested` : `${sku}, suggested, a variant`,
  };
}

function fromProduct(product: Product): Choice {
  return {
    key: `product-${product.id}`,
    productId: product.id,
    variantId: null,
    name: product.name,
    sku: product.sku,
    thumbnail: product.thumbnail,
    detail: [product.sku, formatCount(product.imageCount, 'image')].filter(Boolean).join(', '),
  };
}
