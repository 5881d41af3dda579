import { useState } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { RunPair } from '../../../shared/review.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Picture } from '../../ui/picture.tsx';
import styles from './run-dialog.module.css';

interface Props {
  pairs: readonly RunPair[];
  onGive: (pairs: readonly RunPair[]) => void;
  onClose: () => void;
}

/** Sets and the products that follow one another, each of which can be turned off before anything is assigned. */
export function RunDialog({ pairs, onGive, onClose }: Props) {
  const [off, setOff] = useState<ReadonlySet<number>>(
    () => new Set(pairs.flatMap(({ setId, isSure }) => (isSure ? [] : [setId]))),
  );
  const chosen = pairs.filter(({ setId }) => !off.has(setId));
  const photos = chosen.reduce((sum, pair) => sum + pair.photos, 0);

  function toggle(setId: number): void {
    const next = new Set(off);
    if (!next.delete(setId)) next.add(setId);
    setOff(next);
  }

  return (
    <Dialog
      title={text('review.runTitle', { count: pairs.length })}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button look="primary" isDisabled={chosen.length === 0} onPress={() => onGive(chosen)}>
            {text('review.runGive', { count: photos })}
          </Button>
        </>
      }
    >
      <p className={styles['lead']}>{text('review.runDetail')}</p>
      <ul className={styles['list']}>
        {pairs.map((pair) => (
          <li key={pair.setId}>
            <label className={styles['row']}>
              <input type="checkbox" checked={!off.has(pair.setId)} onChange={() => toggle(pair.setId)} />
              <span className={styles['thumb']}>
                <Picture src={pair.preview} alt="" fit="contain" iconSize={14} />
              </span>
              <span className={styles['set']}>
                {text('review.runPair', { number: pair.place, photos: pair.photos })}
              </span>
              <span className={styles['thumb']}>
                <Picture src={pair.thumbnail} alt="" fit="contain" iconSize={14} />
              </span>
              <span className={styles['name']}>
                <bdi>{pair.product.productName}</bdi>
                {pair.isSure ? null : <span className={styles['warn']}>{text('review.runUnsure')}</span>}
              </span>
              <span className={styles['sku']}>{pair.product.sku}</span>
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
