import { text } from '../../shared/messages/text.ts';
import { Dialog } from './dialog.tsx';
import { Keys } from './keys.tsx';
import styles from './keys-dialog.module.css';
import type { Shortcut } from './shortcut.ts';

interface Props {
  /** Of the screen in the middle; empty without any. */
  here: readonly Shortcut[];
  /** Of the whole window. */
  everywhere: readonly Shortcut[];
  onClose: () => void;
}

export function KeysDialog({ here, everywhere, onClose }: Props) {
  return (
    <Dialog title={text('common.keys')} filled onClose={onClose}>
      {/* A scrolling area must be reachable by keyboard (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={styles['lists']} aria-label={text('common.keys')} tabIndex={0}>
        {here.length === 0 ? null : <List shortcuts={here} />}
        {here.length === 0 ? null : <h3 className={styles['part']}>{text('commands.everywhere')}</h3>}
        <List shortcuts={everywhere} />
      </section>
    </Dialog>
  );
}

function List({ shortcuts }: { shortcuts: readonly Shortcut[] }) {
  return (
    <dl className={styles['keys']}>
      {shortcuts.map(([keys, words]) => (
        <div key={keys} className={styles['line']}>
          <dt>
            <Keys keys={keys} />
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
