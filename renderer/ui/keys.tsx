import { text } from '../../shared/messages/text.ts';
import styles from './keys-dialog.module.css';

/** Keys as caps: `F2 or A`. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={styles['caps']}>
      {keys.split(' ').map((part) =>
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
    </span>
  );
}
