import { useRef } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Tile } from '../../../shared/model.ts';
import { cx } from '../../ui/cx.ts';
import { tileFile } from '../../wording/gallery-messages.ts';
import styles from './alt-line.module.css';

/** Which alt text is edited next: the next tile's, the previous one's, or none. */
export type AltThen = -1 | 0 | 1;

interface Props {
  tile: Tile;
  isActive: boolean;
  isEditing: boolean;
  onEdit: () => void;
  /** `text` is null when unchanged. */
  onEnd: (text: string | null, then: AltThen) => void;
}

export function AltLine({ tile, isActive, isEditing, onEdit, onEnd }: Props) {
  if (isEditing) return <AltEditor tile={tile} onEnd={onEnd} />;
  const words = tile.alt || text('common.noAltText');
  return (
    <button
      type="button"
      className={cx(styles['line'], tile.alt === '' && styles['missing'])}
      tabIndex={isActive ? 0 : -1}
      aria-label={text('gallery.altTextOfFile', { file: tileFile(tile), alt: words })}
      title={tile.alt || undefined}
      onClick={onEdit}
    >
      <span className={styles['words']}>{words}</span>
    </button>
  );
}

/** Enter saves, Tab saves and edits the next tile, Escape cancels. Alt texts have one line. */
function AltEditor({ tile, onEnd }: Pick<Props, 'tile' | 'onEnd'>) {
  const ended = useRef(false);
  const end = (text: string | null, then: AltThen): void => {
    if (ended.current) return;
    ended.current = true;
    const tidy = text?.replace(/\s+/g, ' ').trim() ?? null;
    onEnd(text === tile.alt || tidy === tile.alt ? null : tidy, then);
  };
  return (
    <textarea
      ref={(field) => {
        if (field === null || document.activeElement === field || ended.current) return;
        field.focus({ preventScroll: true });
        field.select();
      }}
      className={styles['editor']}
      aria-label={text('common.altTextOf', { file: tileFile(tile) })}
      placeholder={text('gallery.sayWhatIsInThe')}
      defaultValue={tile.alt}
      maxLength={2000}
      rows={1}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.nativeEvent.isComposing) return;
        const { value } = event.currentTarget;
        if (event.key === 'Enter') {
          event.preventDefault();
          end(value, 0);
        }
        if (event.key === 'Escape') end(null, 0);
        if (event.key === 'Tab') {
          event.preventDefault();
          end(value, event.shiftKey ? -1 : 1);
        }
      }}
      onBlur={(event) => end(event.currentTarget.value, 0)}
    />
  );
}
