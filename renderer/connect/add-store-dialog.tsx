import { text } from '../../shared/messages/text.ts';
import { useWindow } from '../state/store.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ConnectForm } from './connect-form.tsx';
import styles from './connect.module.css';
import { PracticeChoice } from './practice-choice.tsx';

export function AddStoreDialog({ onClose }: { onClose: () => void }) {
  const hasPractice = useWindow(
    (state) => state.main?.stores.some((store) => store.kind === 'practice') ?? false,
  );
  return (
    <Dialog title={text('connect.addAStore')} width={hasPractice ? 'narrow' : 'wide'} onClose={onClose}>
      <div className={hasPractice ? undefined : styles['pair']}>
        <ConnectForm asked={hasPractice} onConnected={onClose} />
        {hasPractice ? null : <PracticeChoice onConnected={onClose} />}
      </div>
    </Dialog>
  );
}
