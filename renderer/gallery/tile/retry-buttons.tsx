import { RotateCcw, Trash2 } from 'lucide-react';
import { text } from '../../../shared/messages/text.ts';
import { tell } from '../../state/asking.ts';
import { Button } from '../../ui/button.tsx';
import styles from './tile.module.css';

interface Props {
  entryId: number;
  isActive: boolean;
  retryLabel: string;
  dismiss: string;
  dismissLabel: string;
}

/** What can be done with an entry that ended without its aim. Only the active tile's buttons are in the tab order. */
export function RetryButtons({ entryId, isActive, retryLabel, dismiss, dismissLabel }: Props) {
  const entryIds = [entryId];
  return (
    <div className={styles['buttons']}>
      <Button
        size="small"
        icon={RotateCcw}
        excludeFromTabOrder={!isActive}
        aria-label={retryLabel}
        onPress={() => tell(window.packshot.outbox.retry({ entryIds }))}
      >
        {text('common.retry')}
      </Button>
      <Button
        size="small"
        look="quiet"
        icon={Trash2}
        excludeFromTabOrder={!isActive}
        aria-label={dismissLabel}
        onPress={() => tell(window.packshot.outbox.dismiss({ entryIds }))}
      >
        {dismiss}
      </Button>
    </div>
  );
}
