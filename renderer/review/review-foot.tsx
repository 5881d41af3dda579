import { Keyboard } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import type { ReviewItem } from '../../shared/review.ts';
import { Button } from '../ui/button.tsx';
import styles from './review-foot.module.css';
import { sentencesOf } from '../../shared/messages/reason.ts';

interface Props {
  item: ReviewItem | null;
  moving: string | null;
  onKeys: () => void;
}

/** Why the active photo has its product, and the button for the list of keys. */
export function ReviewFoot({ item, moving, onKeys }: Props) {
  return (
    <footer className={styles['foot']}>
      <p className={styles['why']} data-moving={moving !== null || undefined}>
        {moving ?? (item === null ? '' : why(item))}
      </p>
      <Button size="small" look="quiet" icon={Keyboard} aria-keyshortcuts="?" onPress={onKeys}>
        {text('common.keys')}
      </Button>
    </footer>
  );
}

function why(item: ReviewItem): string {
  return item.unusable === null ? item.match.why : sentencesOf(item.unusable);
}
