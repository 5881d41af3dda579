import { Eye, EyeOff, PackageSearch, SlidersHorizontal, X } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import { Button } from '../ui/button.tsx';
import styles from './selection-bar.module.css';

interface Props {
  count: number;
  onChoose: () => void;
  onInclude: (included: boolean) => void;
  onSendAs: (sendAs: 'prepared' | 'as-is') => void;
  onRecipe: () => void;
  onClear: () => void;
}

/** Actions for several photos. Replaces the batch's options. */
export function SelectionBar({ count, onChoose, onInclude, onSendAs, onRecipe, onClear }: Props) {
  return (
    <div className={styles['bar']} role="toolbar" aria-label={text('review.selectedPhotos')}>
      <span className={styles['count']}>{text('review.selected', { count })}</span>
      <Button size="small" icon={PackageSearch} onPress={onChoose}>
        {text('review.chooseProduct')}
      </Button>
      <Button size="small" look="quiet" icon={EyeOff} onPress={() => onInclude(false)}>
        {text('review.leaveOut')}
      </Button>
      <Button size="small" look="quiet" icon={Eye} onPress={() => onInclude(true)}>
        {text('review.include')}
      </Button>
      <span className={styles['spare']}>
        <Button size="small" look="quiet" onPress={() => onSendAs('as-is')}>
          {text('review.sendAsTheyAre')}
        </Button>
        <Button size="small" look="quiet" onPress={() => onSendAs('prepared')}>
          {text('review.prepare')}
        </Button>
      </span>
      <Button size="small" look="quiet" icon={SlidersHorizontal} onPress={onRecipe}>
        {text('recipe.open')}
      </Button>
      <Button size="small" look="quiet" icon={X} onPress={onClear}>
        {text('common.clear')}
      </Button>
    </div>
  );
}
