import { CircleAlert } from 'lucide-react';
import { memo } from 'react';
import { VisuallyHidden } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Activity, Product } from '../../shared/model.ts';
import { useOfferedProduct } from '../state/offered-product.ts';
import { useActivity } from '../state/selectors.ts';
import { cx } from '../ui/cx.ts';
import { formatNumber } from '../wording/format.ts';
import { activityWords } from '../wording/outbox-sentence.ts';
import { Picture } from '../ui/picture.tsx';
import line from '../ui/product-line.module.css';
import { ProgressRing } from '../ui/progress-ring.tsx';
import styles from './product-row.module.css';

export const productRowHeight = 52;

interface Props {
  storeId: string;
  product: Product;
  index: number;
  total: number;
  id: string;
  chosen: boolean;
  active: boolean;
  onChoose: (index: number, product: Product) => void;
}

/** One product of the list. It accepts files: see intake/drop-target.tsx for the data attributes. */
export const ProductRow = memo(function ProductRow(props: Props) {
  const { storeId, product, index, total, id, chosen, active, onChoose } = props;
  const isOffered = useOfferedProduct(({ productId }) => productId === product.id);
  const activity = useActivity(storeId, product.id) ?? product.activity;
  return (
    <div
      id={id}
      // An <option> cannot hold a picture.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      aria-selected={chosen}
      aria-setsize={total}
      aria-posinset={index + 1}
      className={cx(styles['row'], chosen && styles['chosen'])}
      data-active={active || undefined}
      style={{ transform: `translateY(${index * productRowHeight}px)` }}
      data-drop-product={product.id}
      data-drop-name={product.name}
      onPointerDown={(event) => {
        if (event.button === 0 && !chosen) onChoose(index, product);
      }}
    >
      <span className={cx(line['thumb'], styles['thumb'])}>
        <Picture src={product.thumbnail} alt="" fit="contain" iconSize={16} />
        <ActivitySign activity={activity} />
      </span>
      <span className={line['text']}>
        <span className={line['name']} title={product.name}>
          <bdi>{product.name}</bdi>
        </span>
        <span className={line['detail']}>
          {product.sku}
          {isOffered ? (
            <span className={styles['offered']}>{` · ${text('products.nextInList')}`}</span>
          ) : null}
        </span>
      </span>
      <span className={cx(styles['count'], product.imageCount === 0 && styles['none'])}>
        <span aria-hidden>{formatNumber(product.imageCount)}</span>
        <VisuallyHidden>{text('common.images', { count: product.imageCount })}</VisuallyHidden>
      </span>
      {activity === null ? null : <VisuallyHidden>{activityWords(activity)}</VisuallyHidden>}
    </div>
  );
});

function ActivitySign({ activity }: { activity: Activity | null }) {
  if (activity === null) return null;
  return (
    <span className={styles['sign']}>
      {activity.waiting + activity.sending > 0 ? (
        <ProgressRing fraction={activity.fraction} />
      ) : (
        <CircleAlert size={18} className={styles['failed']} aria-hidden />
      )}
    </span>
  );
}
