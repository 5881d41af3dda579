import { ImageDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { addFiles } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';
import { listenForFiles, type Landing } from './file-listeners.ts';
import styles from './drop-target.module.css';

/** Takes files from anywhere on the window, and says where they will land while they are over it. */
export function DropTarget({ storeId }: { storeId: string }) {
  const [landing, setLanding] = useState<Landing | null>(null);

  useEffect(
    () =>
      listenForFiles(window, {
        chosen: () => {
          const { chosen } = useWindow.getState();
          return chosen?.storeId === storeId ? chosen : null;
        },
        onOver: setLanding,
        onFiles: (productId, source, files) => void addFiles({ storeId, productId }, source, files),
      }),
    [storeId],
  );

  if (landing === null) return null;
  return (
    <div
      className={styles['overlay']}
      data-row={landing.onRow || undefined}
      data-nowhere={landing.name === null || undefined}
    >
      <output className={styles['words']}>
        <ImageDown size={24} strokeWidth={1.5} aria-hidden />
        <p>{landing.name === null ? 'Choose a product first' : `Drop to add to ${landing.name}`}</p>
        {landing.name === null ? (
          <p className={styles['detail']}>or drop on a product in the list</p>
        ) : (
          <p className={styles['detail']}>Photos and folders, as many as you like</p>
        )}
      </output>
    </div>
  );
}
