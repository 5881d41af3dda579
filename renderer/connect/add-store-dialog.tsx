import { text } from '../../shared/messages/text.ts';
import { useWindow } from '../state/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ConnectForm } from './connect-form.tsx';
import styles from './connect.module.css';
import { PracticeChoice } from './practice-choice.tsx';
import { WhereToFind } from './where-to-find.tsx';

export function AddStoreDialog({ onClose }: { onClose: () => void }) {
  const hasPractice = useWindow(
    (state) => state.main?.stores.some((store) => store.kind === 'practice') ?? false,
  );
  return (
    <Dialog title={text('connect.addAStore')} width="wide" onClose={onClose}>
      <div className={styles['pair']}>
        <ConnectForm onConnected={onClose} />
        <section aria-label={text('connect.whereToFind')}>
          <WhereToFind />
        </section>
      </div>
      {hasPractice ? null : <PracticeChoice onConnected={onClose} />}
    </Dialog>
  );
}
