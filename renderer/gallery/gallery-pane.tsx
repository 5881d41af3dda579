import { ImageOff } from 'lucide-react';
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Reason } from '../../shared/outcome.ts';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';
import { Notices } from '../notices.tsx';
import { enterMiddle } from '../panes.ts';
import { closeGallery, openGallery } from '../state/actions.ts';
import { useGallery } from '../state/selectors.ts';
import { isGone } from '../wording/gallery-messages.ts';
import type { SteadyStore } from '../wording/store-messages.ts';
import type { ChosenProduct } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import { useCloseKey } from '../ui/use-close-key.ts';
import { ClearingStrip } from './clearing-strip.tsx';
import { GalleryEmpty } from './gallery-empty.tsx';
import { GalleryGrid } from './grid/gallery-grid.tsx';
import { GalleryHeader } from './gallery-header.tsx';
import styles from './gallery-pane.module.css';
import { GallerySkeleton } from './gallery-skeleton.tsx';

interface Props {
  store: SteadyStore;
  chosen: ChosenProduct;
}

export const GalleryPane = memo(function GalleryPane({ store, chosen }: Props) {
  return (
    <main className={styles['pane']} tabIndex={-1}>
      <Notices />
      <GalleryHeader chosen={chosen} store={store} />
      <OpenGallery key={`${chosen.storeId}/${chosen.productId}`} chosen={chosen} store={store} />
    </main>
  );
});

/** Holding an arrow key in the list must not open every gallery on the way. */
const openDelayMs = 60;

function OpenGallery({ chosen, store }: Props) {
  const gallery = useGallery(chosen);
  useCloseKey(closeGallery);
  const [refusal, setRefusal] = useState<Reason | null>(null);
  const { storeId, productId } = chosen;
  const hasTiles = (gallery?.tiles.length ?? 0) > 0;
  const hadTiles = useRef(false);
  useLayoutEffect(() => {
    // The last tile had the focus: move it to the pane, and back to the tiles once there are any.
    if (hadTiles.current && !hasTiles && document.activeElement === document.body) {
      document.querySelector('main')?.focus();
    }
    if (!hadTiles.current && hasTiles && document.activeElement?.tagName === 'MAIN') enterMiddle();
    hadTiles.current = hasTiles;
  }, [hasTiles]);

  useEffect(() => {
    const open = async (): Promise<void> => setRefusal(await openGallery(storeId, productId));
    const timer = setTimeout(() => void open(), openDelayMs);
    return () => clearTimeout(timer);
  }, [storeId, productId]);

  if (gallery === null) {
    if (refusal === null) return <GallerySkeleton />;
    return (
      <EmptyState icon={ImageOff} title={sentenceOf(refusal)} detail={nextOf(refusal)}>
        <Button onPress={() => void openGallery(storeId, productId).then(setRefusal)}>
          {text('common.tryAgain')}
        </Button>
      </EmptyState>
    );
  }
  if (gallery.problem !== null && isGone(gallery) && !hasTiles) {
    return (
      <EmptyState icon={ImageOff} title={sentenceOf(gallery.problem)} detail={nextOf(gallery.problem)}>
        <Button onPress={closeGallery}>{text('gallery.closeGallery')}</Button>
      </EmptyState>
    );
  }
  return (
    <>
      {gallery.clearing ? <ClearingStrip clearing={gallery.clearing} /> : null}
      {gallery.problem ? <ReasonNote tone="warning" reason={gallery.problem} /> : null}
      {gallery.tiles.length > 0 ? (
        <GalleryGrid gallery={gallery} store={store} />
      ) : gallery.refreshedAt === null && gallery.refreshing ? (
        <GallerySkeleton />
      ) : (
        <GalleryEmpty chosen={chosen} />
      )}
    </>
  );
}
