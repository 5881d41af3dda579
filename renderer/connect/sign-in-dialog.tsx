import { text } from '../../shared/messages/text.ts';
import { useStore } from '../state/selectors.ts';
import { Dialog } from '../ui/dialog.tsx';
import { TokenForm } from './token-form.tsx';

export function SignInDialog({ storeId, onClose }: { storeId: string; onClose: () => void }) {
  const store = useStore(storeId);
  if (store === null) return null;
  return (
    <Dialog title={text('connect.signInTo', { store: store.name })} onClose={onClose}>
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
