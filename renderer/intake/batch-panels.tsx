import { text } from '../../shared/messages/text.ts';
import { useBatches } from '../state/selectors.ts';
import { BatchPanel } from './batch-panel.tsx';
import styles from './batch-panel.module.css';

export function BatchPanels({ storeId }: { storeId: string }) {
  const batches = useBatches(storeId);
  if (batches.length === 0) return null;
  return (
    <section className={styles['panels']} aria-label={text('intake.addedPhotos')}>
      {batches.map((batch) => (
        <BatchPanel key={batch.id} batch={batch} />
      ))}
    </section>
  );
}
