import { Minus, Plus } from 'lucide-react';
import { Button as AriaButton, Group, Input, Label, NumberField } from 'react-aria-components';
import { whereSecretsAreKept } from '../connect/secret-words.ts';
import { tell } from '../state/asking.ts';
import { useSettings } from '../state/selectors.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import styles from './settings-dialog.module.css';

export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const settings = useSettings();
  const backend = useWindow((state) => state.main?.secretBackend ?? 'session');
  const version = useWindow((state) => state.main?.version ?? '');
  if (settings === null) return null;
  return (
    <Dialog title="Settings" onClose={onClose}>
      <NumberField
        className={styles['row'] ?? ''}
        minValue={1}
        maxValue={16}
        step={1}
        value={settings.parallel}
        onChange={(parallel) => {
          if (Number.isInteger(parallel)) tell(window.packshot.app.changeSettings({ parallel }));
        }}
      >
        <div className={styles['what']}>
          <Label>Uploads at the same time</Label>
          <p className={styles['help']}>More is faster on a good line; each store has its own.</p>
        </div>
        <Group className={styles['stepper'] ?? ''}>
          <AriaButton slot="decrement" className={styles['step'] ?? ''}>
            <Minus size={14} aria-hidden />
          </AriaButton>
          <Input className={styles['number'] ?? ''} />
          <AriaButton slot="increment" className={styles['step'] ?? ''}>
            <Plus size={14} aria-hidden />
          </AriaButton>
        </Group>
      </NumberField>
      <div className={styles['row']}>
        <div className={styles['what']}>
          <h3>Access tokens</h3>
          <p className={styles['help']}>{whereSecretsAreKept(backend).sentence}</p>
        </div>
      </div>
      <div className={styles['row']}>
        <div className={styles['what']}>
          <h3>Packshot {version}</h3>
          <p className={styles['help']}>Free software under the MIT licence.</p>
        </div>
        <Button size="small" onPress={() => tell(window.packshot.app.openLink({ link: 'licence' }))}>
          Licence
        </Button>
      </div>
    </Dialog>
  );
}
