import { text } from '../../shared/messages/text.ts';
import { useStore, useStores } from '../state/selectors.ts';
import { Dialog } from '../ui/dialog.tsx';
import { storeName } from '../wording/store-messages.ts';
import { TokenForm } from './token-form.tsx';

export function SignInDialog({ storeId, onClose }: { storeId: string; onClose: () => void }) {
  const store = useStore(storeId);
  const stores = useStores();
  if (store === null) return null;
  return (
    <Dialog title={text('connect.signInTo', { store: storeName(store, stores) })} onClose={onClose}>
      <TokenForm
        inDialog
        backend={store.secretBackend}
        verb={text('common.signIn')}
        why={store.state.type === 'needs-sign-in' ? store.state.reason : null}
        ask={(accessToken) => window.packshot.stores.signIn({ storeId, accessToken })}
        onDone={onClose}
      />
    </Dialog>
  );
}
