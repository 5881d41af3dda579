import { Ban, Columns2, Eye, EyeOff, PackageSearch, SlidersHorizontal, X } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Stars } from './marks/stars.tsx';
import styles from './selection-bar.module.css';

interface Props {
  count: number;
  /** Over the end of the contact sheet, instead of above the list. */
  isFloating: boolean;
  onCompare: () => void;
  onChoose: () => void;
  onInclude: (included: boolean) => void;
  onSendAs: (sendAs: 'prepared' | 'as-is') => void;
  onRate: (stars: number) => void;
  onReject: () => void;
  onRecipe: () => void;
  onClear: () => void;
}

/** Actions for several photos. In the list it takes the place of the batch's options. */
export function SelectionBar(props: Props) {
  const { count, isFloating, onCompare, onChoose, onInclude, onSendAs, onRate, onReject, onRecipe, onClear } =
    props;
  const size = isFloating ? 'normal' : 'small';
  return (
    <div
      className={styles['bar']}
      data-floating={isFloating || undefined}
      role="toolbar"
      aria-label={text('review.selectedPhotos')}
    >
      <span className={styles['count']}>{text('review.selected', { count })}</span>
      <Button size={size} look="quiet" icon={Columns2} aria-keyshortcuts="C" onPress={onCompare}>
        <span className={styles['short']}>{text('review.compare')}</span>
      </Button>
      <Button
        size={size}
        look={isFloating ? 'quiet' : 'plain'}
        icon={PackageSearch}
        aria-keyshortcuts="P"
        onPress={onChoose}
      >
        <span className={styles['short']}>{text('review.chooseProduct')}</span>
      </Button>
      <Button size={size} look="quiet" icon={SlidersHorizontal} aria-keyshortcuts="E" onPress={onRecipe}>
        <span className={styles['short']}>{text('recipe.open')}</span>
      </Button>
      <Button size={size} look="quiet" icon={EyeOff} onPress={() => onInclude(false)}>
        <span className={styles['short']}>{text('review.leaveOut')}</span>
      </Button>
      <Button size={size} look="quiet" icon={Eye} onPress={() => onInclude(true)}>
        <span className={styles['short']}>{text('review.include')}</span>
      </Button>
      {isFloating ? null : (
        <span className={styles['spare']}>
          <Button size="small" look="quiet" onPress={() => onSendAs('as-is')}>
            {text('review.sendAsTheyAre')}
          </Button>
          <Button size="small" look="quiet" onPress={() => onSendAs('prepared')}>
            {text('review.prepare')}
          </Button>
        </span>
      )}
      <span className={styles['rate']}>
        <Stars stars={0} isPlain isReachable onRate={onRate} />
      </span>
      <Button size={size} look="quiet" icon={Ban} onPress={onReject}>
        <span className={styles['short']}>{text('review.reject')}</span>
      </Button>
      <IconButton size={size} icon={X} label={text('common.clear')} onPress={onClear} />
    </div>
  );
}
