import { Copy, Move, TextCursorInput, Trash2, X } from 'lucide-react';
import { text } from '../../../shared/messages/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Hint } from '../../ui/hint.tsx';
import styles from './floating-bar.module.css';

interface SelectionProps {
  count: number;
  canCopy: boolean;
  onDescribe: () => void;
  onMove: () => void;
  onCopy: () => void;
  onRemove: () => void;
  onClear: () => void;
}

export function SelectionBar(props: SelectionProps) {
  const { count, canCopy, onDescribe, onMove, onCopy, onRemove, onClear } = props;
  return (
    <div
      className={styles['bar']}
      role="toolbar"
      aria-label={text('gallery.selectedImages')}
      data-gallery-bar=""
    >
      <span className={styles['words']}>{text('gallery.selectedCount', { count })}</span>
      <span className={styles['rule']} />
      <Hint text={text('gallery.writeAltTextsForAll')}>
        <Button look="quiet" icon={TextCursorInput} onPress={onDescribe}>
          <span className={styles['label']}>{text('gallery.altTexts')}</span>
        </Button>
      </Hint>
      <Hint text={text('gallery.moveWithTheArrowKeys')}>
        <Button look="quiet" icon={Move} onPress={onMove}>
          <span className={styles['spare']}>{text('gallery.move')}</span>
        </Button>
      </Hint>
      <Hint text={text('gallery.copyToAnotherProduct')}>
        <Button look="quiet" icon={Copy} isDisabled={!canCopy} onPress={onCopy}>
          <span className={styles['spare']}>{text('gallery.copyToLabel')}</span>
        </Button>
      </Hint>
      <Button look="quiet" icon={Trash2} className={styles['danger']} onPress={onRemove}>
        {text('common.remove')}
      </Button>
      <span className={styles['rule']} />
      <IconButton icon={X} label={text('gallery.clearSelection')} onPress={onClear} />
    </div>
  );
}

interface CarryProps {
  words: string;
  onDrop: () => void;
  onCancel: () => void;
}

/** Shown while tiles are moved by keyboard; names the position where they would be dropped. */
export function CarryBar({ words, onDrop, onCancel }: CarryProps) {
  return (
    <div className={styles['bar']} role="toolbar" aria-label={text('gallery.moving')}>
      <span className={styles['words']}>
        {words} <span className={styles['soft']}>{text('gallery.arrowKeysOrClickBetween')}</span>
      </span>
      <span className={styles['rule']} />
      <Button look="primary" onPress={onDrop}>
        {text('gallery.dropHere')}
      </Button>
      <Button look="quiet" onPress={onCancel}>
        {text('common.cancel')}
      </Button>
    </div>
  );
}
