import { FileKey } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import styles from './connect.module.css';
import { CredentialsChecks } from './credentials-checks.tsx';
import { useCredentials } from './use-credentials.ts';
import { textOf, TokenForm } from './token-form.tsx';

export function ConnectForm({ onConnected }: { onConnected?: () => void }) {
  const backend = useWindow((state) => state.main?.secretBackend ?? 'session');
  const allowed = useWindow((state) => state.main?.allowedStores ?? null);
  const { form, taken, checked, takeFile } = useCredentials();
  return (
    <div ref={form} className={styles['whole']}>
      <TokenForm
        inDialog={false}
        backend={backend}
        verb={text('connect.connect')}
        tokenHelp={text('connect.fromAnApiAccountThat')}
        ask={(accessToken, fields) =>
          window.packshot.stores.connect({ address: textOf(fields, 'address').trim(), accessToken })
        }
        onDone={onConnected}
        answer={taken === null ? null : <CredentialsChecks taken={taken} checked={checked} />}
      >
        <div className={styles['fromFile']}>
          <p className={styles['lead']}>{text('connect.pasteTheFile')}</p>
          <FileTrigger
            acceptedFileTypes={['text/plain']}
            onSelect={(files) => {
              const [file] = files ?? [];
              if (file) void takeFile(file);
            }}
          >
            <Button icon={FileKey}>{text('connect.chooseFile')}</Button>
          </FileTrigger>
        </div>
        <Field
          label={text('connect.storeHashOrApiPath')}
          name="address"
          isRequired
          maxLength={2000}
          autoComplete="off"
          placeholder="abc123xyz"
          defaultValue={allowed?.length === 1 ? (allowed[0] ?? '') : ''}
          help={
            allowed === null
              ? text('connect.theApiPathThatBigcommerce')
              : text('connect.allowedStores', { stores: allowed.join(', ') })
          }
        />
      </TokenForm>
    </div>
  );
}
