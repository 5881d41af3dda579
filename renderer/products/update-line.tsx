import { Sparkles } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import { showDialog } from '../state/actions.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import styles from './update-line.module.css';

/** One quiet line while a new version is offered. It opens the settings, where the version is installed or skipped. */
export function UpdateLine() {
  const version = useWindow((state) => {
    const offer = state.main?.updates.offer ?? null;
    return offer === null || offer.isSkipped ? null : offer.version;
  });
  if (version === null) return null;
  return (
    <div className={styles['line']}>
      <Button
        look="quiet"
        size="small"
        icon={Sparkles}
        className={styles['offer']}
        onPress={() => showDialog({ type: 'settings', page: 'about' })}
      >
        <span>{text('updates.available', { version })}</span>
      </Button>
    </div>
  );
}
