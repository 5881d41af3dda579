import { text } from '../../../shared/messages/text.ts';
import type { Tile } from '../../../shared/model.ts';
import { cx } from '../../ui/cx.ts';
import { useAltField, type AltThen } from '../../ui/use-alt-field.ts';
import { tileFile } from '../../wording/gallery-messages.ts';
import styles from './alt-line.module.css';

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

function AltEditor({ tile, onEnd }: Pick<Props, 'tile' | 'onEnd'>) {
  return (
    <textarea
      {...useAltField({ alt: tile.alt, onEnd })}
      className={styles['editor']}
      aria-label={text('common.altTextOf', { file: tileFile(tile) })}
      placeholder={text('gallery.sayWhatIsInThe')}
      maxLength={2000}
      rows={1}
      onPointerDown={(event) => event.stopPropagation()}
    />
  );
}
