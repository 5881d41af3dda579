import { FolderPlus, ImagePlus, RefreshCw } from 'lucide-react';
import type { Gallery, Store } from '../../shared/model.ts';
import { ask, tell } from '../state/asking.ts';
import { useGallery } from '../state/selectors.ts';
import type { ChosenProduct } from '../state/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { formatAgo, formatCount, formatNumber } from '../ui/format.ts';
import { Hint } from '../ui/hint.tsx';
import { useNow } from '../ui/use-now.ts';
import { isOpen } from './entry-words.ts';
import styles from './gallery-header.module.css';

export function GalleryHeader({ chosen, store }: { chosen: ChosenProduct; store: Store }) {
  const gallery = useGallery(chosen);
  const now = useNow(30_000);
  const name = gallery?.product.name ?? chosen.name;
  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        <h1 className={styles['name']}>{name}</h1>
        <p className={styles['facts']}>
          {gallery?.product.sku ? <span className={styles['sku']}>{gallery.product.sku}</span> : null}
          {gallery ? <span>{countWords(gallery)}</span> : null}
          {gallery ? <span>{freshness(gallery, store, now)}</span> : null}
        </p>
      </div>
      <IconButton
        icon={RefreshCw}
        label="Refresh gallery"
        isDisabled={gallery === null || gallery.refreshing}
        onPress={() => tell(window.packshot.gallery.refresh({}))}
      />
      <AddButtons chosen={chosen} />
    </header>
  );
}

export function AddButtons({ chosen }: { chosen: ChosenProduct }) {
  const pick = (kind: 'files' | 'folder'): void => {
    const { storeId, productId } = chosen;
    void ask(window.packshot.intake.choose({ storeId, productId, kind }));
  };
  return (
    <>
      <Hint text="Add folder">
        <Button icon={FolderPlus} onPress={() => pick('folder')}>
          <span className={styles['spare']}>Add folder</span>
        </Button>
      </Hint>
      <Button icon={ImagePlus} look="primary" onPress={() => pick('files')}>
        Add photos
      </Button>
    </>
  );
}

function countWords(gallery: Gallery): string {
  const images = gallery.tiles.filter((tile) => tile.kind === 'image').length;
  const open = gallery.tiles.filter((tile) => tile.kind === 'entry' && isOpen(tile.entry.state)).length;
  const said = images === 0 ? 'No images in the store' : formatCount(images, 'image');
  return open === 0 ? said : `${said}, ${formatNumber(open)} on the way`;
}

function freshness(gallery: Gallery, store: Store, now: number): string {
  if (gallery.refreshing) return 'Asking the store…';
  const away = store.state.is === 'offline' || store.state.is === 'needs-sign-in' || gallery.problem !== null;
  const at = gallery.refreshedAt ?? store.catalog.syncedAt;
  if (at === null) return '';
  return away ? `As last seen ${formatAgo(at, now)}` : `Updated ${formatAgo(at, now)}`;
}
