import { Copy, Download, Grip, Images, Trash2, Undo2 } from 'lucide-react';
import type { RefObject } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Tile } from '../../../shared/model.ts';
import { tileFile } from '../../wording/gallery-messages.ts';
import { Button } from '../../ui/button.tsx';
import { isGoing, removeLabel } from '../removal.ts';
import { AltField } from './alt-field.tsx';
import { factLines } from './fact-lines.ts';
import { useTileFacts } from './use-tile-facts.ts';
import styles from './viewer-details.module.css';

interface Props {
  target: { readonly storeId: string; readonly productId: number };
  id: string;
  tile: Tile;
  position: number;
  count: number;
  altField: RefObject<HTMLTextAreaElement | null>;
  onDescribe: (alt: string) => void;
  onNext: () => void;
  onCopy: () => void;
  onDownload: () => void;
  onReplace: () => void;
  onRemove: () => void;
  onKeep: () => void;
  onPressDrag: () => void;
  onStartDrag: (event: React.DragEvent) => void;
}

/** Beside the picture: its alt text, what is known of its file, and what can be done with it. */
export function ViewerDetails(props: Props) {
  const { target, id, tile, position, count, altField } = props;
  const facts = useTileFacts(target, tile.key);
  const file = tileFile(tile);
  return (
    <aside className={styles['details']} aria-label={text('viewer.details')}>
      <AltField
        ref={altField}
        id={id}
        alt={tile.alt}
        file={file}
        isLast={position === count - 1}
        onSave={props.onDescribe}
        onNext={props.onNext}
      />
      <section className={styles['facts']} aria-busy={facts === undefined}>
        <h2>{text('viewer.image')}</h2>
        <dl>
          {factLines(tile, facts, { position: position + 1, count }).map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd title={value}>{value}</dd>
            </div>
          ))}
        </dl>
        {facts === null ? <p className={styles['note']}>{text('viewer.cantBeRead')}</p> : null}
        {facts?.of === 'image' ? <p className={styles['note']}>{text('viewer.largestVersion')}</p> : null}
      </section>
      <div className={styles['actions']}>
        <Button icon={Copy} onPress={props.onCopy}>
          {text('gallery.copyImage')}
        </Button>
        {tile.type === 'image' ? (
          <Button icon={Download} onPress={props.onDownload}>
            {text('common.download')}
          </Button>
        ) : null}
        {tile.type === 'image' ? (
          <Button icon={Images} onPress={props.onReplace}>
            {text('gallery.replace')}
          </Button>
        ) : null}
        {isGoing(tile) ? (
          <Button icon={Undo2} onPress={props.onKeep}>
            {text('common.keepIt')}
          </Button>
        ) : (
          <Button icon={Trash2} loses className={styles['remove']} onPress={props.onRemove}>
            {removeLabel(tile)}
          </Button>
        )}
        {/* By keyboard, the download does the same. */}
        <span
          className={styles['handle']}
          draggable
          data-drag-out=""
          onPointerDown={props.onPressDrag}
          onDragStart={props.onStartDrag}
        >
          <Grip size={14} aria-hidden />
          {text('viewer.dragOut')}
        </span>
      </div>
    </aside>
  );
}
