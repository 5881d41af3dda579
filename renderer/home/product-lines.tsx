import type { Product } from '../../shared/model.ts';
import { Picture } from '../ui/picture.tsx';
import line from '../ui/product-line.module.css';
import { cx } from '../ui/cx.ts';
import styles from './home.module.css';

interface Props {
  /** `fact`: what is said at the end of the line; '' for nothing. */
  lines: readonly { product: Product; fact: string }[];
  onChoose: (product: Product) => void;
}

/** Products as lines that open them. They accept files: see intake/drop-target.tsx for the data attributes. */
export function ProductLines({ lines, onChoose }: Props) {
  return (
    <ul className={styles['card']}>
      {lines.map(({ product, fact }) => (
        <li key={product.id}>
          <button
            type="button"
            data-line=""
            data-drop-product={product.id}
            data-drop-name={product.name}
            className={styles['product']}
            onClick={() => onChoose(product)}
          >
            <span className={cx(line['thumb'], styles['thumb'])}>
              <Picture src={product.thumbnail} alt="" iconSize={14} />
            </span>
            <span className={line['text']}>
              <bdi className={line['name']}>{product.name}</bdi>
              <span className={line['detail']}>{product.sku}</span>
            </span>
            {fact === '' ? null : <span className={styles['fact']}>{fact}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
