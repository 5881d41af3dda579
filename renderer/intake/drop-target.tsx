import { ImageDown, ScanSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import { addFiles } from '../state/actions.ts';
import { reviewedBatch } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
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
          const { chosen } = state;
          if (chosen?.storeId !== storeId || reviewedBatch(state, storeId) !== null) return null;
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

  return over === null ? null : <Zones over={over} />;
}

/** The drop zones in the middle. A row of the list highlights itself. */
function Zones({ over: { landing, open, hasTiles } }: { over: OverWindow }) {
  const onRow = landing.to === 'product' && landing.onRow;
  const gap = landing.to === 'product' ? landing.gap : null;
  return (
    <div
      className={styles['zones']}
      data-row={onRow || undefined}
      data-tiles={hasTiles || undefined}
      // The space beside the zones also belongs to the gallery.
      data-drop-gallery={open === null ? undefined : ''}
    >
      {open === null && !onRow ? null : (
        <div className={styles['zone']} data-over={landing.to === 'product' || undefined}>
          <output className={styles['words']}>
            <ImageDown size={24} strokeWidth={1.5} aria-hidden />
            <p>
              {text('intake.addToProduct', {
                product: (landing.to === 'product' ? landing.name : open) ?? '',
              })}
            </p>
            <p className={styles['detail']}>
              {gap === null
                ? text('intake.photosAndFoldersAsMany')
                : gap.before === null
                  ? text('intake.atTheEnd')
                  : text('intake.atTheMarkBetweenThe')}
            </p>
          </output>
        </div>
      )}
      <div
        className={styles['zone']}
        data-small={open !== null || onRow || undefined}
        data-drop-match=""
        data-over={landing.to === 'match' || undefined}
      >
        <output className={styles['words']}>
          <ScanSearch size={24} strokeWidth={1.5} aria-hidden />
          <p>{text('intake.findEachPhotosProductBy')}</p>
          <p className={styles['detail']}>
            {open === null && !onRow ? text('intake.orDropOnAProduct') : text('intake.youLookThemOverBefore')}
          </p>
        </output>
      </div>
    </div>
  );
}
