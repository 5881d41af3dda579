import { text } from '../../../shared/messages/text.ts';
import type { ReviewItem } from '../../../shared/review.ts';
import { useAltField, type AltThen } from '../../ui/use-alt-field.ts';
import styles from './item-row.module.css';

interface Props {
  item: ReviewItem;
  onEnd: (alt: string | null, then: AltThen) => void;
}

export function AltInput({ item, onEnd }: Props) {
  return (
    <input
      {...useAltField({ alt: item.alt, onEnd })}
      className={styles['altInput']}
      aria-label={text('common.altTextOf', { file: item.fileName })}
      maxLength={2000}
    />
  );
}
