import { ImageDown, ScanSearch } from 'lucide-react';
import { useEffect, useState } from 'react';
import { addFiles } from '../state/actions.ts';
import { reviewedBatch } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import styles from './drop-target.module.css';
import { listenForFiles, type OverWindow } from './file-listeners.ts';

/** Takes files from anywhere on the window, and says where they will land while they are over it. */
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

/** The places in the middle; a row of the list lights up by itself. */
function Zones({ over: { landing, open, hasTiles } }: { over: OverWindow }) {
  const onRow = landing.to === 'product' && landing.onRow;
  const gap = landing.to === 'product' ? landing.gap : null;
  return (
    <div
      className={styles['zones']}
      data-row={onRow || undefined}
      data-tiles={hasTiles || undefined}
      // Beside the zones is the gallery's too.
      data-drop-gallery={open === null ? undefined : ''}
    >
      {open === null && !onRow ? null : (
        <div className={styles['zone']} data-over={landing.to === 'product' || undefined}>
          <output className={styles['words']}>
            <ImageDown size={24} strokeWidth={1.5} aria-hidden />
            <p>{`Add to ${landing.to === 'product' ? landing.name : open}`}</p>
            <p className={styles['detail']}>
              {gap === null
                ? 'Photos and folders, as many as you like'
                : gap.before === null
                  ? 'At the end'
                  : 'At the mark between the images'}
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
          <p>Find each photo’s product by its name</p>
          <p className={styles['detail']}>
            {open === null && !onRow
              ? 'Or drop on a product in the list'
              : 'You look them over before they are queued'}
          </p>
        </output>
      </div>
    </div>
  );
}
