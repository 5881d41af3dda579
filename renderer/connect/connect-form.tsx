import { ExternalLink } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import { tell } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { textOf, TokenForm } from './token-form.tsx';

interface Props {
  onConnected?: () => void;
  asked?: boolean;
}

export function ConnectForm({ onConnected, asked = false }: Props) {
  const backend = useWindow((state) => state.main?.secretBackend ?? 'session');
  return (
    <TokenForm
      inDialog={asked}
      backend={backend}
      verb={text('connect.connect')}
      tokenHelp={text('connect.fromAnApiAccountThat')}
      ask={(accessToken, fields) =>
        window.packshot.stores.connect({ address: textOf(fields, 'address').trim(), accessToken })
      }
      onDone={onConnected}
      otherButton={
        <Button
          look="quiet"
          size={asked ? 'normal' : 'large'}
          icon={ExternalLink}
          onPress={() => tell(window.packshot.app.openLink({ link: 'create-token' }))}
        >
          {text('connect.howToGetAToken')}
        </Button>
      }
    >
      <Field
        label={text('connect.storeHashOrApiPath')}
        name="address"
        isRequired
        maxLength={2000}
        autoComplete="off"
        placeholder="abc123xyz"
        help={text('connect.theApiPathThatBigcommerce')}
      />
    </TokenForm>
  );
}
