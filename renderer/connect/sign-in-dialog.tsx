import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import type { Reason } from '../../shared/outcome.ts';
import { outcomeOf } from '../state/asking.ts';
import { useStore } from '../state/selectors.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './connect.module.css';
import { SecretStorage } from './secret-storage.tsx';

export function SignInDialog({ storeId, onClose }: { storeId: string; onClose: () => void }) {
  const store = useStore(storeId);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Reason | null>(null);
  if (store === null) return null;
  const reason = refusal ?? (store.state.is === 'needs-sign-in' ? store.state.reason : null);

  async function signIn(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token');
    setBusy(true);
    const outcome = await outcomeOf(
      window.packshot.stores.signIn({ storeId, accessToken: typeof token === 'string' ? token.trim() : '' }),
    );
    setBusy(false);
    if (outcome.ok) onClose();
    else setRefusal(outcome.reason);
  }

  // The dialog was asked for and has one field: the focus belongs there.
  // oxlint-disable jsx-a11y/no-autofocus
  return (
    <Dialog title={`Sign in to ${store.name}`} onClose={onClose}>
      <Form className={cx(styles['form'], styles['asked'])} onSubmit={(event) => void signIn(event)}>
        {reason ? <ReasonNote tone="danger" shape="box" reason={reason} said="now" /> : null}
        <Field
          label="Access token"
          name="token"
          type="password"
          isRequired
          maxLength={500}
          autoFocus
          autoComplete="off"
        />
        <SecretStorage backend={store.secretBackend} what="token" />
        <div className={styles['buttons']}>
          <Button type="submit" look="primary" isPending={busy}>
            {busy ? 'Asking the store…' : 'Sign in'}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
