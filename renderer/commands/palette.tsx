import { CornerDownLeft } from 'lucide-react';
import { useEffect, useId, useState, type KeyboardEvent } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Product } from '../../shared/model.ts';
import { choose } from '../state/actions.ts';
import { useCatalogVersion } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { useSurfaces } from '../state/surface.ts';
import { usePages } from '../state/use-pages.ts';
import { cx } from '../ui/cx.ts';
import { ComboField } from '../ui/combo-field.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Keys } from '../ui/keys.tsx';
import { afterKey } from '../ui/list-keys.ts';
import { Picture } from '../ui/picture.tsx';
import styles from './palette.module.css';
import { formatList } from '../wording/format.ts';
import { ranked } from './rank.ts';
import { windowCommands } from './window-commands.ts';

interface Choice {
  readonly key: string;
  readonly words: string;
  /** Beside the words: keys, or a SKU. */
  readonly keys?: string;
  readonly detail?: string;
  readonly thumbnail?: string | null;
  readonly run: () => void;
}

/** Products that are listed below the actions. */
const maxProducts = 8;
/** Actions that are listed while something is searched for. */
const maxActions = 8;

/** Everything that can be done or opened, found by a few letters. */
export function Palette({ storeId, onClose }: { storeId: string; onClose: () => void }) {
  const list = useId();
  const [query, setQuery] = useState('');
  const [moved, setMoved] = useState(0);
  const words = query.trim();
  const actions = useActions(words);
  const products = useProducts(storeId, words);
  const choices = [...actions, ...products];
  const active = Math.min(moved, choices.length - 1);
  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, active]);

  function pick(choice: Choice | undefined): void {
    if (choice === undefined) return;
    onClose();
    // The dialog gives the focus back in the next frame; what is run may move it.
    requestAnimationFrame(() => requestAnimationFrame(choice.run));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      pick(choices[active]);
      return;
    }
    if (['Home', 'End', ' '].includes(event.key)) return;
    const next = afterKey(event.key, { active, total: choices.length, fit: 8 });
    if (next === null) return;
    event.preventDefault();
    setMoved(next);
  }

  return (
    <Dialog title={text('commands.palette')} width="medium" onClose={onClose}>
      <ComboField
        label={text('commands.searchLabel')}
        list={list}
        active={choices.length > 0 ? `${list}-${active}` : undefined}
        value={query}
        onChange={(value) => {
          setQuery(value);
          setMoved(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        id={list}
        // A <select> cannot hold pictures.
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="listbox"
        aria-label={text('commands.palette')}
        tabIndex={-1}
        className={styles['list']}
      >
        {choices.map((choice, index) => (
          <div
            key={choice.key}
            id={`${list}-${index}`}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={cx(styles['choice'], index === active && styles['active'])}
            onPointerMove={() => setMoved(index)}
            onClick={() => pick(choice)}
            onKeyDown={onKeyDown}
          >
            {choice.thumbnail === undefined ? null : (
              <span className={styles['thumb']}>
                <Picture src={choice.thumbnail} alt="" iconSize={14} />
              </span>
            )}
            <span className={styles['words']}>{choice.words}</span>
            {choice.detail ? <span className={styles['detail']}>{choice.detail}</span> : null}
            {choice.keys ? <Keys keys={choice.keys} /> : null}
            {index === active ? <CornerDownLeft size={14} aria-hidden className={styles['enter']} /> : null}
          </div>
        ))}
      </div>
      <output className={styles['sum']}>
        {choices.length === 0
          ? text('commands.noMatches')
          : formatList([
              actions.length > 0 && text('commands.count', { count: actions.length }),
              products.length > 0 && text('common.products', { count: products.length }),
            ])}
      </output>
    </Dialog>
  );
}

/** Actions of the screen in the middle, then those of the window, best match first. */
function useActions(query: string): Choice[] {
  const surface = useSurfaces((state) => state.surface);
  // As it was when the palette opened: a list that changes under the keys would be pressed wrongly.
  const [all] = useState<readonly Choice[]>(() => [
    ...(surface?.shortcuts ?? []).flatMap(([keys, words, command, label = words]) =>
      command === undefined
        ? []
        : [{ key: `here-${command}`, words: label, keys, run: () => surface?.run(command) }],
    ),
    ...windowCommands(useWindow.getState())
      .filter(({ isKeyOnly = false }) => !isKeyOnly)
      .map(({ id, words, keys, run }) => ({ key: id, words, keys, run })),
  ]);
  const found = ranked(all, query, ({ words }) => words);
  return query === '' ? found : found.slice(0, maxActions);
}

/** The first products that fit; none for an empty query. */
function useProducts(storeId: string, query: string): Choice[] {
  const version = useCatalogVersion(storeId);
  const key = `${storeId}/${query}`;
  const pages = usePages<Product>({
    key,
    version: String(version),
    load: async (offset) => {
      if (query === '') return { ok: true, value: { total: 0, rows: [] } };
      const asked = { storeId, query, filter: 'all' as const, offset, limit: maxProducts };
      const outcome = await window.packshot.products.search(asked);
      if (!outcome.ok) return outcome;
      const { products } = outcome.value;
      return { ok: true, value: { total: products.length, rows: products } };
    },
  });
  if (query === '' || pages.key !== key) return [];
  return Array.from({ length: pages.total ?? 0 }, (_, index) => pages.rowAt(index)).flatMap((product) =>
    product === undefined
      ? []
      : [
          {
            key: `product-${product.id}`,
            words: product.name,
            detail: product.sku,
            thumbnail: product.thumbnail,
            run: () => {
              choose(storeId, product);
              document.querySelector('main')?.focus();
            },
          },
        ],
  );
}
