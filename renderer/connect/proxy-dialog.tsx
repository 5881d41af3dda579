import { useId, useState, type FormEvent } from 'react';
import { Form } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Snapshot } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';
import { outcomeOf } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './connect.module.css';
import { SecretStorage } from './secret-storage.tsx';
import { textOf } from './token-form.tsx';

/** Asks for the user name and the password of a proxy. */
export function ProxyDialog({ signIn }: { signIn: NonNullable<Snapshot['proxySignIn']> }) {
  const { server, again } = signIn;
  const backend = useWindow((state) => state.main?.secretBackend ?? 'session');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Reason | null>(null);
  const formId = useId();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    const outcome = await outcomeOf(
      window.packshot.network.signInToProxy({
        server,
        username: textOf(fields, 'username'),
        password: textOf(fields, 'password'),
      }),
    );
    setBusy(false);
    if (!outcome.ok) setRefusal(outcome.reason);
  }

  return (
    <Dialog
      title={text('connect.signInToProxy')}
      onClose={() => void window.packshot.network.showProxySignIn({ shown: false })}
      actions={
        <Button type="submit" form={formId} look="primary" isPending={busy}>
          {text('common.signIn')}
        </Button>
      }
    >
      <Form id={formId} className={styles['form'] ?? ''} onSubmit={(event) => void submit(event)}>
        {refusal ? <ReasonNote tone="danger" shape="box" reason={refusal} said="now" /> : null}
        <p className={styles['detail']}>
          {text(again ? 'connect.proxyAsksAgain' : 'connect.proxyAsks', { server })}
        </p>
        <Field
          label={text('connect.userName')}
          name="username"
          isRequired
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- The dialog is open for this field.
          autoFocus
          maxLength={300}
          autoComplete="off"
        />
        <Field
          label={text('connect.password')}
          name="password"
          type="password"
          maxLength={500}
          autoComplete="off"
        />
        <SecretStorage backend={backend} what="password" />
      </Form>
    </Dialog>
  );
}
