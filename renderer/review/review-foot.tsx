import { Keyboard } from 'lucide-react';
import { useState } from 'react';
import type { ReviewItem } from '../../shared/review.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './review-foot.module.css';

const keys: readonly (readonly [string, string])[] = [
  ['↑ ↓', 'Go through the photos'],
  ['Shift ↑ ↓', 'Select several; Ctrl A all of the part'],
  ['Space', 'Select or not'],
  ['1 2 3', 'Take a suggested product'],
  ['P', 'Choose a product'],
  ['Enter', 'Write the alt text; Tab goes on to the next'],
  ['T', 'Make it the thumbnail'],
  ['X', 'Leave out or include'],
  ['Alt ↑ ↓', 'Earlier or later in its gallery'],
  ['M', 'Move: arrows, then Enter'],
  ['V', 'Before and after'],
  ['O', 'Send as it is'],
  ['Ctrl Enter', 'Queue what is ready'],
];

/** Why the active photo is where it is, and which keys there are. While photos are moved: where they would be put down. */
export function ReviewFoot({ item, moving }: { item: ReviewItem | null; moving: string | null }) {
  const [open, setOpen] = useState(false);
  return (
    <footer className={styles['foot']}>
      <p className={styles['why']} data-moving={moving !== null || undefined}>
        {moving ?? (item === null ? '' : why(item))}
      </p>
      <Button size="small" look="quiet" icon={Keyboard} onPress={() => setOpen(true)}>
        Keys
      </Button>
      {open ? (
        <Dialog title="Keys" onClose={() => setOpen(false)}>
          <dl className={styles['keys']}>
            {keys.map(([key, words]) => (
              <div key={key} className={styles['line']}>
                <dt>{key}</dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      ) : null}
    </footer>
  );
}

function why(item: ReviewItem): string {
  if (item.unusable !== null) return [item.unusable.sentence, item.unusable.next].filter(Boolean).join(' ');
  return item.match.why;
}
