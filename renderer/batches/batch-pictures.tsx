import { CircleQuestionMark, Folder } from 'lucide-react';
import type { Batch } from '../../shared/model.ts';
import { Picture } from '../ui/picture.tsx';
import { cx } from '../ui/cx.ts';
import { groupOf } from './batch-groups.ts';
import styles from './batches.module.css';

/** A batch drawn as its first products: grey until all is sent, red with a failure, dashed without a product. */
export function BatchPictures({ batch, count = 2 }: { batch: Batch; count?: number }) {
  const { products, failed, review } = batch;
  const isSending = groupOf(batch) === 'sending';
  const isMissing = (review?.choose ?? 0) > 0;
  const shown = products.slice(0, isMissing ? count - 1 : count);
  return (
    <span className={styles['pictures']} aria-hidden>
      {shown.map(({ id, thumbnail }, index) => (
        <span
          key={id}
          className={cx(
            styles['picture'],
            isSending && batch.arrived === 0 && styles['grey'],
            failed > 0 && index === 0 && styles['red'],
          )}
        >
          <Picture src={thumbnail} alt="" iconSize={14} />
        </span>
      ))}
      {isMissing ? (
        <span className={cx(styles['picture'], styles['dashed'])}>
          <CircleQuestionMark size={16} />
        </span>
      ) : null}
      {shown.length === 0 && !isMissing ? (
        <span className={styles['picture']}>
          <Folder size={16} />
        </span>
      ) : null}
    </span>
  );
}
