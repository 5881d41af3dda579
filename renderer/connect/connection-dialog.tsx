import { useId, useState, type FormEvent } from 'react';
import { Form, Label, Radio, RadioGroup } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Request } from '../../shared/contract.ts';
import type { Store } from '../../shared/model.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf } from '../state/asking.ts';
import { useStore, useStores } from '../state/selectors.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field } from '../ui/field.tsx';
import { RadioKnob } from '../ui/radio-knob.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import { storeName } from '../wording/store-messages.ts';
import styles from './connect.module.css';
import { SecretStorage } from './secret-storage.tsx';
import { textOf } from './token-form.tsx';

type Api = Store['api'];
type Account = NonNullable<Extract<Request<'stores.chooseApi'>, { api: 'v2' }>['webdav']>;

/** Chooses the API version for a store's photos. The page never stores the password. */
export function ConnectionDialog({ storeId, onClose }: { storeId: string; onClose: () => void }) {
  const formId = useId();
  const store = useStore(storeId);
  const stores = useStores();
  const [chosen, setChosen] = useState<Api | null>(null);
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<Reason | null>(null);
  if (store === null) return null;
  const api = chosen ?? store.api;

  async function save(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const account = api === 'v2' ? accountIn(new FormData(event.currentTarget)) : ok(null);
    if (!account.ok) {
      setReason(account.reason);
      return;
    }
    setBusy(true);
    setReason(null);
    const outcome = await outcomeOf(
      window.packshot.stores.chooseApi(
        api === 'v3' ? { storeId, api } : { storeId, api, ...(account.value && { webdav: account.value }) },
      ),
    );
    setBusy(false);
    if (outcome.ok) {
      announce(text('connect.photosGoThrough', { api: api.toUpperCase() }));
      onClose();
    } else setReason(outcome.reason);
  }

  return (
    <Dialog
      title={text('connect.connectionTo', { store: storeName(store, stores) })}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isPending={busy}>
            {busy ? text('common.askingTheStore') : text('common.save')}
          </Button>
        </>
      }
    >
      <Form id={formId} className={styles['form'] ?? ''} onSubmit={(event) => void save(event)}>
        {reason ? <ReasonNote tone="danger" shape="box" reason={reason} said="now" /> : null}
        <RadioGroup
          className={styles['versions'] ?? ''}
          value={api}
          onChange={(value) => {
            setReason(null);
            setChosen(value === 'v2' ? 'v2' : 'v3');
          }}
        >
          <Label className={styles['question'] ?? ''}>{text('connect.howPhotosGoToThe')}</Label>
          <Version value="v3" name={text('connect.apiV3')} tag={text('connect.recommended')}>
            {text('connect.photosGoStraightToThe')}
          </Version>
          <Version value="v2" name={text('connect.apiV2')} tag={text('connect.deprecated')}>
            {text('connect.forAStoreWhereV3')}
          </Version>
        </RadioGroup>
        {api === 'v2' ? <AccountFields store={store} /> : null}
      </Form>
    </Dialog>
  );
}

function Version(props: { value: Api; name: string; tag: string; children: string }) {
  return (
    <Radio value={props.value} className={styles['version'] ?? ''}>
      <RadioKnob />
      <span className={styles['about']}>
        <span className={styles['title']}>
          {props.name} <span className={styles['tag']}>({props.tag})</span>
        </span>
        <span className={styles['detail']}>{props.children}</span>
      </span>
    </Radio>
  );
}

function AccountFields({ store }: { store: Store }) {
  return (
    <fieldset className={styles['account']}>
      <legend>{text('connect.webdavAccount')}</legend>
      <p className={styles['detail']}>{text('connect.bigcommerceShowsAllThreeUnder')}</p>
      <Field
        label={text('connect.webdavAddress')}
        name="url"
        maxLength={2000}
        autoComplete="off"
        placeholder={`https://store-${store.hash}.mybigcommerce.com/dav/`}
      />
      <div className={styles['halves']}>
        <Field label={text('connect.userName')} name="username" maxLength={300} autoComplete="off" />
        <Field
          label={text('connect.password')}
          name="password"
          maxLength={500}
          type="password"
          autoComplete="off"
        />
      </div>
      <SecretStorage backend={store.secretBackend} what="password" />
    </fieldset>
  );
}

/** The account as typed; null when every field is empty. */
function accountIn(fields: FormData): Outcome<Account | null> {
  const account = {
    url: textOf(fields, 'url').trim(),
    username: textOf(fields, 'username').trim(),
    password: textOf(fields, 'password'),
  };
  const given = Object.values(account).filter((value) => value !== '').length;
  if (given === 0) return ok(null);
  if (given === 3) return ok(account);
  return no(reason('incomplete-account'));
}
