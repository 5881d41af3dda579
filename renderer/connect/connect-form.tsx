import { ExternalLink } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import type { Reason } from '../../shared/outcome.ts';
import { outcomeOf, tell } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Field } from '../ui/field.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './connect.module.css';
import { SecretStorage } from './secret-storage.tsx';

interface Props {
  onConnected?: () => void;
  /** In a dialog its buttons are the foot. */
  asked?: boolean;
}

/** Asks for a store's address and token. The token is read from the field at the moment of sending and kept nowhere. */
export function ConnectForm({ onConnected, asked = false }: Props) {
  const backend = useWindow((state) => state.main?.secretBackend ?? 'session');
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<Reason | null>(null);
  const size = asked ? 'normal' : 'large';

  async function connect(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    setBusy(true);
    setReason(null);
    const outcome = await outcomeOf(
      window.packshot.stores.connect({
        address: textOf(fields, 'address'),
        accessToken: textOf(fields, 'token'),
      }),
    );
    setBusy(false);
    if (!outcome.ok) {
      setReason(outcome.reason);
      return;
    }
    form.reset();
    onConnected?.();
  }

  return (
    <Form className={cx(styles['form'], asked && styles['asked'])} onSubmit={(event) => void connect(event)}>
      <Field
        label="Store hash or API path"
        name="address"
        isRequired
        maxLength={2000}
        autoComplete="off"
        placeholder="abc123xyz"
        help="The API path that BigCommerce shows with the token works as it is."
      />
      <Field
        label="Access token"
        name="token"
        type="password"
        isRequired
        maxLength={500}
        autoComplete="off"
        help="From an API account that may modify products."
      />
      {reason ? <ReasonNote tone="danger" shape="box" reason={reason} said="now" /> : null}
      <SecretStorage backend={backend} what="token" />
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" size={size} isPending={busy}>
          {busy ? 'Asking the store…' : 'Connect'}
        </Button>
        <Button
          look="quiet"
          size={size}
          icon={ExternalLink}
          onPress={() => tell(window.packshot.app.openLink({ link: 'create-token' }))}
        >
          How to get a token
        </Button>
      </div>
    </Form>
  );
}

function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
