import { ChevronLeft, ChevronRight, PanelRight, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay, ToggleButton, VisuallyHidden } from 'react-aria-components';
import { text } from '../../../shared/messages/text.ts';
import type { Tile } from '../../../shared/model.ts';
import { tell } from '../../state/asking.ts';
import { useWindow } from '../../state/store.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { photoAddress } from '../../ui/photo-address.ts';
import { atRendition, type Rendition } from '../../ui/rendition.ts';
import styles from './detail-viewer.module.css';
import { removalWords, tileFile } from '../../wording/gallery-messages.ts';
import { entryStateWords } from '../../wording/entry-messages.ts';
import { isWriting } from '../../ui/focus.ts';
import type { GalleryRow } from '../gallery-rows.ts';
import type { useDragOut } from '../use-drag-out.ts';
import { ViewerDetails } from './viewer-details.tsx';
import { redo, undo } from '../../state/undo.ts';
import { undoKey } from '../../ui/undo-key.ts';
import { useNow } from '../../ui/use-now.ts';
import { useUnusedKeys } from '../../ui/use-window-keys.ts';
import { useZoom } from '../../ui/use-zoom.ts';
import { ZoomPicture } from '../../ui/zoom-picture.tsx';

interface Props {
  target: { readonly storeId: string; readonly productId: number };
  rows: readonly GalleryRow[];
  position: number;
  /** Rendition used by the gallery, which is loaded already. */
  rendition: Rendition;
  onMove: (position: number) => void;
  onDescribe: (id: string, alt: string) => void;
  onCopy: (id: string) => void;
  onDownload: (id: string) => void;
  onReplace: (id: string) => void;
  onRemove: (id: string) => void;
  onKeep: (id: string) => void;
  dragOut: ReturnType<typeof useDragOut>;
  onClose: () => void;
}

const step = 1.4;
const way = 80;
const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [way, 0],
  ArrowRight: [-way, 0],
  ArrowUp: [0, way],
  ArrowDown: [0, -way],
};

/**
 * One picture at full size, and its details. Left and Right page, + and - zoom, Shift with arrows pans, I shows the
 * details, A edits the alt text, R replaces, Delete removes, Escape closes.
 */
export function DetailViewer(props: Props) {
  const { target, rows, position, rendition, onMove, onDescribe, onCopy, onDownload, onReplace, onRemove } =
    props;
  const { onKeep, dragOut, onClose } = props;
  const row = rows[position];
  const tile = row?.tile;
  const id = row?.id ?? '';
  const last = rows.length - 1;
  const details = useWindow((state) => state.main?.settings.showsDetails ?? true);
  const dialog = useRef<HTMLElement>(null);
  const altField = useRef<HTMLTextAreaElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const zoom = useZoom(size, tile?.key ?? '');
  const { nearer, move, reset } = zoom;

  useUnusedKeys((event) => {
    // A question may be open above the viewer.
    if (isWriting(event.target) || !(dialog.current?.contains(event.target as Node) ?? false)) return false;
    const again = undoKey(event);
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const isHeld = event.ctrlKey || event.metaKey;
    const by = ways[key];
    if (again !== null) void (again === 'undo' ? undo(target) : redo(target));
    else if (isHeld && key === 'c' && noTextIsSelected()) onCopy(id);
    else if (isHeld || event.altKey) return false;
    else if (by !== undefined && (event.shiftKey || by[0] === 0)) move(...by);
    else if (key === 'ArrowLeft' && position > 0) onMove(position - 1);
    else if (key === 'ArrowRight' && position < last) onMove(position + 1);
    else if (key === 'Home') onMove(0);
    else if (key === 'End') onMove(last);
    else if (key === '+' || key === '=') nearer(step);
    else if (key === '-') nearer(1 / step);
    else if (key === '0') reset();
    else if (key === 'd') onDownload(id);
    else if (key === 'r') onReplace(id);
    else if (key === 'Delete' || key === 'Backspace') onRemove(id);
    else if (key === 'i') showDetails(!details);
    else if ((key === 'a' || key === 'F2') && altField.current !== null) altField.current.focus();
    else return false;
    return true;
  });

  /** The button that was pressed goes, or is another image’s or of another meaning. */
  function change(how: (id: string) => void): void {
    how(id);
    dialog.current?.focus();
  }

  if (tile === undefined) return null;
  const name = tileFile(tile);
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
        <Dialog ref={dialog} aria-label={name} className={styles['viewer'] ?? ''}>
          <header className={styles['head']}>
            <p className={styles['words']}>
              <span className={styles['name']}>{name}</span>
              <span className={tile.alt ? styles['alt'] : styles['none']}>
                {tile.alt || text('common.noAltText')}
              </span>
            </p>
            <IconButton
              icon={ZoomOut}
              label={text('viewer.zoomOut')}
              isDisabled={zoom.view.scale <= 1}
              onPress={() => nearer(1 / step)}
            />
            <Button
              look="quiet"
              className={styles['scale']}
              aria-label={text('viewer.fitToWindow', { percent: zoom.percent })}
              onPress={reset}
            >
              {zoom.percent}
            </Button>
            <IconButton
              icon={ZoomIn}
              label={text('viewer.zoomIn')}
              isDisabled={!zoom.canNearer}
              onPress={() => nearer(step)}
            />
            <span className={styles['rule']} />
            <ToggleButton isSelected={details} onChange={showDetails} className={styles['toggle'] ?? ''}>
              <PanelRight size={16} aria-hidden />
              <span>{text('viewer.details')}</span>
            </ToggleButton>
            <IconButton icon={X} label={text('common.close')} onPress={onClose} />
          </header>
          <div className={styles['body']}>
            <div className={styles['room']}>
              <ZoomPicture
                className={styles['frame']}
                key={tile.key}
                src={tile.type === 'image' ? tile.zoom : photoAddress(tile.entry.preview)}
                standIn={
                  tile.type === 'image'
                    ? atRendition(tile.picture, rendition)
                    : (tile.entry.preview ?? undefined)
                }
                alt={tile.alt || name}
                zoom={zoom}
                onSize={setSize}
              />
              <IconButton
                icon={ChevronLeft}
                size="large"
                label={text('viewer.previousPicture')}
                className={styles['previous']}
                isDisabled={position === 0}
                onPress={() => onMove(position - 1)}
              />
              <IconButton
                icon={ChevronRight}
                size="large"
                label={text('viewer.nextPicture')}
                className={styles['next']}
                isDisabled={position === last}
                onPress={() => onMove(position + 1)}
              />
              <output className={styles['count']}>
                <VisuallyHidden>{tile.alt || name}, </VisuallyHidden>
                <Fate tile={tile} />
                {text('viewer.position', { position: position + 1, count: rows.length })}
              </output>
            </div>
            {details ? (
              <ViewerDetails
                target={target}
                id={id}
                tile={tile}
                position={position}
                count={rows.length}
                altField={altField}
                onDescribe={(alt) => onDescribe(id, alt)}
                onNext={() => onMove(position + 1)}
                onCopy={() => onCopy(id)}
                onDownload={() => onDownload(id)}
                onReplace={() => change(onReplace)}
                onRemove={() => change(onRemove)}
                onKeep={() => change(onKeep)}
                onPressDrag={() => dragOut.press(id)}
                onStartDrag={dragOut.start}
              />
            ) : null}
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What becomes of an image that will be removed, or of a photo on its way. */
function Fate({ tile }: { tile: Tile }) {
  const removal = tile.type === 'image' ? tile.pending.removal : null;
  const now = useNow(1000, removal !== null || tile.type === 'entry');
  if (tile.type === 'entry') return <>{entryStateWords(tile.entry, now)} · </>;
  return removal === null ? null : <>{removalWords(removal.until, now)} · </>;
}

function showDetails(showsDetails: boolean): void {
  tell(window.packshot.app.changeSettings({ showsDetails }));
}

/** Selected text is what Ctrl+C copies. */
function noTextIsSelected(): boolean {
  return getSelection()?.isCollapsed ?? true;
}
