import { Eye, EyeOff, PackageSearch, X } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { formatCount } from '../wording/format.ts';
import styles from './selection-bar.module.css';

interface Props {
  count: number;
  onChoose: () => void;
  onInclude: (included: boolean) => void;
  onSendAs: (sendAs: 'prepared' | 'as-is') => void;
  onClear: () => void;
}

/** What can be done with several photos at once. Stands where the batch's options stand otherwise. */
export function SelectionBar({ count, onChoose, onInclude, onSendAs, onClear }: Props) {
  return (
    <div className={styles['bar']} role="toolbar" aria-label="Selected photos">
      <span className={styles['count']}>{formatCount(count, 'photo')} selected</span>
      <Button size="small" icon={PackageSearch} onPress={onChoose}>
        Choose product…
      </Button>
      <Button size="small" look="quiet" icon={EyeOff} onPress={() => onInclude(false)}>
        Leave out
      </Button>
      <Button size="small" look="quiet" icon={Eye} onPress={() => onInclude(true)}>
        Include
      </Button>
      <span className={styles['spare']}>
        <Button size="small" look="quiet" onPress={() => onSendAs('as-is')}>
          Send as they are
        </Button>
        <Button size="small" look="quiet" onPress={() => onSendAs('prepared')}>
          Prepare
        </Button>
      </span>
      <Button size="small" look="quiet" icon={X} onPress={onClear}>
        Clear
      </Button>
    </div>
  );
}
