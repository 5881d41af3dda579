import { ImageDown, ScanSearch, type LucideIcon } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import { addFiles } from '../state/actions.ts';
import { reviewedBatch, useCurrentStore } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { isGone } from '../wording/gallery-messages.ts';
import styles from './drop-target.module.css';
import { listenForFiles, type OverWindow } from './file-listeners.ts';

/** Accepts files anywhere on the window and shows where they will go. */
export function DropTarget({ storeId }: { storeId: string }) {
  const [over, setOver] = useState<OverWindow | null>(null);

  useEffect(
    () =>
      listenForFiles(window, {
        chosen: () => {
          const state = useWindow.getState();
          const { chosen, main } = state;
          if (chosen?.storeId !== storeId || reviewedBatch(state, storeId) !== null) return null;
          const shown = main?.gallery?.product.id === chosen.productId ? main.gallery : null;
          if (shown !== null && isGone(shown)) return null;
          return { productId: chosen.productId, name: chosen.name };
        },
        onOver: setOver,
        onFiles: (landing, source, files) => {
          const productId = landing.to === 'product' ? landing.productId : null;
          const before = landing.to === 'product' ? (landing.gap?.before ?? null) : null;
          void addFiles({ storeId, productId }, source, files, before);
        },
      }),
    [storeId],
  );

  const recipe = useCurrentStore()?.recipes.standard ?? null;
  return over === null ? null : <Zones over={over} recipe={recipe} />;
}

/** Two targets of equal size below the header: this product, and matching by name. List rows highlight themselves. */
function Zones({ over, recipe }: { over: OverWindow; recipe: string | null }) {
  const { landing, items, open, hasTiles } = over;
  const zones = useRef<HTMLDivElement>(null);
  const onRow = landing.to === 'product' && landing.onRow;
  const gap = landing.to === 'product' ? landing.gap : null;
  const product = landing.to === 'product' ? landing.name : open;
  useLayoutEffect(() => {
    const top = zones.current?.getBoundingClientRect().top ?? 0;
    const bottom = document.querySelector('main > header')?.getBoundingClientRect().bottom ?? top;
    zones.current?.style.setProperty('--drop-top', `${bottom - top}px`);
  }, []);
  return (
    <div
      ref={zones}
      className={styles['zones']}
      data-tiles={hasTiles || undefined}
      // The space beside the zones also belongs to the gallery.
      data-drop-gallery={open === null ? undefined : ''}
    >
      {product === null ? null : (
        <div className={styles['zone']} data-over={landing.to === 'product' || undefined} data-zone="product">
          <Words
            icon={ImageDown}
            lead={text('intake.addFilesTo', { count: items })}
            title={product}
            detail={
              gap === null || onRow
                ? text('intake.namesAreChecked')
                : gap.before === null
                  ? text('intake.atTheEnd')
                  : text('intake.atTheMarkBetweenThe')
            }
            recipe={recipe}
          />
        </div>
      )}
      <div
        className={styles['zone']}
        data-drop-match=""
        data-zone="match"
        data-over={landing.to === 'match' || undefined}
      >
        <Words
          icon={ScanSearch}
          title={text('intake.matchFilesByName', { count: items })}
          detail={text('intake.skuFindsProduct')}
          recipe={recipe}
        />
      </div>
    </div>
  );
}

interface WordsProps {
  icon: LucideIcon;
  /** What leads to the title. */
  lead?: string;
  title: string;
  detail: string;
  /** Name of the one that photos are prepared by. */
  recipe: string | null;
}

function Words({ icon: Icon, lead, title, detail, recipe }: WordsProps) {
  return (
    <output className={styles['words']}>
      <Icon size={24} strokeWidth={1.5} aria-hidden />
      {lead === undefined ? null : <span className={styles['lead']}>{lead}</span>}
      <bdi className={styles['title']}>{title}</bdi>
      <span className={styles['detail']}>{detail}</span>
      {recipe === null ? null : (
        <span className={styles['detail']}>{text('recipe.preparedWith', { name: recipe })}</span>
      )}
    </output>
  );
}
