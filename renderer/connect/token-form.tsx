import { useState, type FormEvent, type ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Store } from '../../shared/model.ts';
import type { Outcome, Reason } from '../../shared/outcome.ts';
import { outcomeOf } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Field } from '../ui/field.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './connect.module.css';
import { SecretStorage } from './secret-storage.tsx';

interface Props {
  /** In a dialog the buttons are its footer. */
  inDialog: boolean;
  backend: Store['secretBackend'];
  verb: string;
  tokenHelp?: string;
  /** Why a token is needed; replaced by the store's answer. */
  why?: Reason | null;
  ask: (token: string, fields: FormData) => Promise<Outcome<unknown>>;
  onDone?: (() => void) | undefined;
  children?: ReactNode;
  /** What is known of the fields, below them. */
  answer?: ReactNode;
}

/** Asks for an access token. It is read from the field on submit and never stored in the page. */
export function TokenForm(props: Props) {
  const { inDialog, backend, verb, tokenHelp, why = null, ask, onDone } = props;
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Reason | null>(null);
  const reason = refusal ?? why;

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    setBusy(true);
    setRefusal(null);
    const outcome = await outcomeOf(ask(textOf(fields, 'token').trim(), fields));
    setBusy(false);
    if (!outcome.ok) {
      setRefusal(outcome.reason);
      return;
    }
    form.reset();
    onDone?.();
  }

  return (
    <Form
      className={cx(styles['form'], inDialog && styles['asked'])}
      onSubmit={(event) => void submit(event)}
    >
      {reason ? <ReasonNote tone="danger" shape="box" reason={reason} said="now" /> : null}
      {props.children}
      <Field
        label={text('connect.accessToken')}
        name="token"
        type="password"
        isRequired
        maxLength={500}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- A dialog with one field is asked for: the focus belongs there.
        autoFocus={props.children === undefined}
        autoComplete="off"
        {...(tokenHelp === undefined ? {} : { help: tokenHelp })}
      />
      {props.answer}
      <SecretStorage backend={backend} what="token" />
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" size={inDialog ? 'normal' : 'large'} isPending={busy}>
          {busy ? text('common.askingTheStore') : verb}
        </Button>
      </div>
    </Form>
  );
}

/** Text of a field; empty when the field is missing. */
export function textOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}
