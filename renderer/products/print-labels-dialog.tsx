import { useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import { maxPrintedLabels } from '../../shared/limits.ts';
import type { Product } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './print-labels-dialog.module.css';

interface Props {
  storeId: string;
  /** Those that the list shows, as many as can be printed at once. */
  products: readonly Product[];
  onClose: () => void;
}

/** Chooses products of the list, all of them at first, and saves a PDF of their labels. */
export function PrintLabelsDialog({ storeId, products, onClose }: Props) {
  const printable = products.filter(({ sku }) => sku !== '');
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Reason | null>(null);
  const chosen = printable.filter(({ id }) => !left.has(id));

  function toggle(id: number): void {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  }

  async function save(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const productIds = chosen.map(({ id }) => id);
    const outcome = await outcomeOf(window.packshot.products.printLabels({ storeId, productIds }));
    setBusy(false);
    if (!outcome.ok) return setProblem(outcome.reason);
    const { labels } = outcome.value;
    if (labels === null) return;
    announce(text('products.labelsSaved', { count: labels }));
    onClose();
  }

  return (
    <Dialog
      title={text('products.printLabelsTitle')}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="primary"
            isDisabled={chosen.length === 0}
            isPending={busy}
            onPress={() => void save()}
          >
            {text('products.saveLabels', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <p className={styles['lead']}>{text('products.labelsHelp')}</p>
      {products.length === maxPrintedLabels ? (
        <p className={styles['lead']}>{text('products.labelsLimit', { count: maxPrintedLabels })}</p>
      ) : null}
      <div className={styles['all']}>
        <Button size="small" onPress={() => setLeft(new Set())}>
          {text('products.selectAll')}
        </Button>
        <Button size="small" onPress={() => setLeft(new Set(printable.map(({ id }) => id)))}>
          {text('products.selectNone')}
        </Button>
      </div>
      <ul className={styles['list']} aria-label={text('products.labelsFor')}>
        {products.map(({ id, name, sku }) => (
          <li key={id}>
            <label className={styles['row']}>
              <input
                type="checkbox"
                disabled={sku === ''}
                checked={sku !== '' && !left.has(id)}
                onChange={() => toggle(id)}
              />
              <span className={styles['name']}>{name}</span>
              <span className={styles['sku']}>{sku === '' ? text('products.noSku') : sku}</span>
            </label>
          </li>
        ))}
      </ul>
      {problem ? <ReasonNote tone="danger" shape="box" reason={problem} said="now" /> : null}
    </Dialog>
  );
}
