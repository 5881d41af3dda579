import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useEffect } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import type { Tile } from '../../shared/model.ts';
import { IconButton } from '../ui/button.tsx';
import { Picture } from '../ui/picture.tsx';
import styles from './detail-viewer.module.css';

interface Props {
  tiles: readonly Tile[];
  position: number;
  onMove: (position: number) => void;
  onClose: () => void;
}

/** One picture, large. Left and right go through the gallery, Escape goes back. */
export function DetailViewer({ tiles, position, onMove, onClose }: Props) {
  const tile = tiles[position];
  const last = tiles.length - 1;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'ArrowLeft' && position > 0) onMove(position - 1);
      if (event.key === 'ArrowRight' && position < last) onMove(position + 1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [position, last, onMove]);
  if (tile === undefined) return null;
  const name = tile.kind === 'image' ? tile.fileName : tile.entry.fileName;
  const alt = tile.kind === 'image' ? tile.alt : '';
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={styles['modal'] ?? ''}>
        <Dialog aria-label={name} className={styles['viewer'] ?? ''}>
          <header className={styles['head']}>
            <p className={styles['words']}>
              <span className={styles['name']}>{name}</span>
              {alt ? <span className={styles['alt']}>{alt}</span> : null}
            </p>
            <span className={styles['place']}>
              {position + 1} of {tiles.length}
            </span>
            <IconButton
              icon={ChevronLeft}
              label="Previous picture"
              isDisabled={position === 0}
              onPress={() => onMove(position - 1)}
            />
            <IconButton
              icon={ChevronRight}
              label="Next picture"
              isDisabled={position === last}
              onPress={() => onMove(position + 1)}
            />
            <IconButton icon={X} label="Close" onPress={onClose} />
          </header>
          <div className={styles['picture']}>
            <Picture src={tile.kind === 'image' ? tile.zoom : tile.entry.preview} alt={alt || name} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
