import { Ellipsis, FolderPlus, Globe, ImagePlus, RefreshCw, Trash2, X } from 'lucide-react';
import { memo } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Gallery } from '../../shared/model.ts';
import { chooseFiles, closeGallery, showDialog, showOnlyWithoutAlt } from '../state/actions.ts';
import { tell } from '../state/asking.ts';
import { useGallery } from '../state/selectors.ts';
import { ProductMenuSection } from '../products/product-menu.tsx';
import type { SteadyStore } from '../wording/store-messages.ts';
import { useWindow, type ChosenProduct } from '../state/store.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Hint } from '../ui/hint.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { useNow } from '../ui/use-now.ts';
import { isOpen } from '../wording/entry-messages.ts';
import styles from './gallery-header.module.css';
import {
  countWords,
  galleryCounts,
  galleryFreshness,
  isGone,
  missingAlts,
} from '../wording/gallery-messages.ts';
import { UndoButtons } from '../ui/undo-buttons.tsx';
import { TileSize } from '../tile-size.tsx';
import { redo, undo } from '../state/undo.ts';

export const GalleryHeader = memo(function GalleryHeader({
  chosen,
  store,
}: {
  chosen: ChosenProduct;
  store: SteadyStore;
}) {
  const gallery = useGallery(chosen);
  const isThere = gallery === null || !isGone(gallery);
  const name = isThere ? (gallery?.product.name ?? chosen.name) : chosen.name;
  return (
    <header className={styles['header']}>
      <div className={styles['words']}>
        <h1 className={styles['name']} title={name}>
          <bdi>{name}</bdi>
        </h1>
        {gallery !== null && isThere ? <Facts gallery={gallery} store={store} /> : null}
      </div>
      {isThere ? <Tools chosen={chosen} gallery={gallery} /> : null}
      <IconButton icon={X} label={text('gallery.closeGallery')} onPress={closeGallery} />
    </header>
  );
});

function Facts({ gallery, store }: { gallery: Gallery; store: SteadyStore }) {
  const now = useNow(30_000);
  return (
    <p className={styles['facts']}>
      {gallery.product.sku ? <span className={styles['sku']}>{gallery.product.sku}</span> : null}
      {countWords(gallery) === '' ? null : <span>{countWords(gallery)}</span>}
      <MissingAlts gallery={gallery} />
      <span className={styles['fresh']}>{galleryFreshness(gallery, store, now)}</span>
    </p>
  );
}

function Tools({ chosen, gallery }: { chosen: ChosenProduct; gallery: Gallery | null }) {
  return (
    <>
      <TileSize />
      <div className={styles['tools']}>
        {gallery ? (
          <UndoButtons
            undoSteps={gallery.undoSteps}
            redoStep={gallery.redo}
            onUndo={() => undo(chosen)}
            onRedo={() => void redo(chosen)}
          />
        ) : null}
        <IconButton
          icon={RefreshCw}
          label={text('gallery.refreshGallery')}
          isDisabled={gallery === null || gallery.refreshing}
          onPress={() => tell(window.packshot.gallery.refresh({}))}
        />
      </div>
      <AddButtons chosen={chosen} />
      <MoreMenu chosen={chosen} gallery={gallery} />
    </>
  );
}

function MissingAlts({ gallery }: { gallery: Gallery }) {
  const only = useWindow((state) => state.onlyWithoutAlt);
  const count = missingAlts(gallery);
  if (count === 0 && !only) return null;
  return (
    <button
      type="button"
      aria-pressed={only}
      className={styles['missing']}
      onClick={() => showOnlyWithoutAlt(!only)}
    >
      <span>{text('gallery.withoutAlt', { count })}</span>
      {only ? <X size={12} aria-hidden /> : null}
    </button>
  );
}

function MoreMenu({ chosen, gallery }: { chosen: ChosenProduct; gallery: Gallery | null }) {
  const emptying = gallery?.clearing !== null && gallery !== null && isOpen(gallery.clearing.state);
  const canClear = gallery !== null && !emptying && galleryCounts(gallery).images > 0;
  return (
    <MenuTrigger>
      <IconButton icon={Ellipsis} label={text('common.more')} />
      <Menu aria-label={text('gallery.moreForThisProduct')} placement="bottom end">
        {gallery === null ? null : (
          <ProductMenuSection
            storeId={chosen.storeId}
            product={{ ...gallery.product, imageCount: galleryCounts(gallery).images }}
          />
        )}
        <MenuItem icon={Globe} onAction={() => showDialog({ type: 'add-from-web', chosen })}>
          {text('gallery.addFromWebLabel')}
        </MenuItem>
        <MenuItem
          icon={Trash2}
          danger
          isDisabled={!canClear}
          onAction={() => showDialog({ type: 'clear', chosen })}
        >
          {text('gallery.removeAllImagesLabel')}
        </MenuItem>
      </Menu>
    </MenuTrigger>
  );
}

export function AddButtons({ chosen }: { chosen: ChosenProduct }) {
  const pick = (kind: 'files' | 'folder'): void => void chooseFiles(chosen, kind);
  return (
    <>
      <Hint text={text('gallery.addFolder')}>
        <Button icon={FolderPlus} onPress={() => pick('folder')}>
          <span className={styles['spare']}>{text('gallery.addFolder')}</span>
        </Button>
      </Hint>
      <Button icon={ImagePlus} look="primary" onPress={() => pick('files')}>
        <span className={styles['label']}>{text('gallery.addPhotos')}</span>
      </Button>
    </>
  );
}
