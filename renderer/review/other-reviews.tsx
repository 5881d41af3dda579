import { Layers } from 'lucide-react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import { openReview } from '../state/actions.ts';
import { useOtherReviews } from '../state/selectors.ts';
import { Button } from '../ui/button.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { batchSentence, batchTitle } from '../wording/batch-messages.ts';
import styles from './other-reviews.module.css';

/** Names the other open reviews of the store, and switches to one. */
export function OtherReviews({ batch }: { batch: Batch }) {
  const others = useOtherReviews(batch);
  const [first] = others;
  if (first === undefined) return null;
  const label =
    others.length === 1
      ? text('review.alsoOpen', { name: batchTitle(first) })
      : text('review.alsoOpenCount', { count: others.length });
  const content = <span className={styles['name']}>{label}</span>;
  if (others.length === 1) {
    return (
      <Button
        look="quiet"
        icon={Layers}
        aria-label={label}
        className={styles['button']}
        onPress={() => openReview(first.id)}
      >
        {content}
      </Button>
    );
  }
  return (
    <MenuTrigger>
      <Button look="quiet" icon={Layers} aria-label={label} className={styles['button']}>
        {content}
      </Button>
      <Menu aria-label={label} placement="bottom end" onAction={(id) => openReview(Number(id))}>
        {others.map((other) => (
          <MenuItem key={other.id} id={other.id} textValue={batchTitle(other)} detail={batchSentence(other)}>
            {batchTitle(other)}
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}
