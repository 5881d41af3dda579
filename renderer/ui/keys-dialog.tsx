import { text } from '../../shared/messages/text.ts';
import { Dialog } from './dialog.tsx';
import styles from './keys-dialog.module.css';

interface Props {
  keys: readonly (readonly [string, string])[];
  onClose: () => void;
}

export function KeysDialog({ keys, onClose }: Props) {
  return (
    <Dialog title={text('common.keys')} onClose={onClose}>
      <dl className={styles['keys']}>
        {keys.map(([key, words]) => (
          <div key={key} className={styles['line']}>
            <dt>
              {key.split(' ').map((part) =>
                part === 'or' ? (
                  <span key={part} className={styles['or']}>
                    {text('common.or')}
                  </span>
                ) : (
                  <kbd key={part} className={styles['key']}>
                    {part}
                  </kbd>
                ),
              )}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
