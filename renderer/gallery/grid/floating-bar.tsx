import { Copy, Move, TextCursorInput, Trash2, X } from 'lucide-react';
import { Button, IconButton } from '../../ui/button.tsx';
import { Hint } from '../../ui/hint.tsx';
import { formatCount } from '../../wording/format.ts';
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

/** What can be done with several tiles at once. */
export function SelectionBar(props: SelectionProps) {
  const { count, canCopy, onDescribe, onMove, onCopy, onRemove, onClear } = props;
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Selected images">
      <span className={styles['words']}>{formatCount(count, 'selected', 'selected')}</span>
      <span className={styles['rule']} />
      <Hint text="Write alt texts for all of them">
        <Button look="quiet" icon={TextCursorInput} onPress={onDescribe}>
          Alt texts…
        </Button>
      </Hint>
      <Hint text="Move with the arrow keys, or click where they go">
        <Button look="quiet" icon={Move} onPress={onMove}>
          <span className={styles['spare']}>Move</span>
        </Button>
      </Hint>
      <Hint text="Copy to another product">
        <Button look="quiet" icon={Copy} isDisabled={!canCopy} onPress={onCopy}>
          <span className={styles['spare']}>Copy to…</span>
        </Button>
      </Hint>
      <Button look="quiet" icon={Trash2} className={styles['danger']} onPress={onRemove}>
        Remove
      </Button>
      <span className={styles['rule']} />
      <IconButton icon={X} label="Clear selection" onPress={onClear} />
    </div>
  );
}

interface CarryProps {
  words: string;
  onDrop: () => void;
  onCancel: () => void;
}

/** While tiles are carried by the keyboard: where they would be put down. */
export function CarryBar({ words, onDrop, onCancel }: CarryProps) {
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Moving">
      <span className={styles['words']}>
        {words} <span className={styles['soft']}>Arrow keys, or click between two tiles</span>
      </span>
      <span className={styles['rule']} />
      <Button look="primary" onPress={onDrop}>
        Drop here
      </Button>
      <Button look="quiet" onPress={onCancel}>
        Cancel
      </Button>
    </div>
  );
}
