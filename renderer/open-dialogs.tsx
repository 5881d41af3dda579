import { useCallback } from 'react';
import { AddStoreDialog } from './connect/add-store-dialog.tsx';
import { Palette } from './commands/palette.tsx';
import { ShortcutsDialog } from './commands/shortcuts-dialog.tsx';
import { ConnectionDialog } from './connect/connection-dialog.tsx';
import { DisconnectDialog } from './connect/disconnect-dialog.tsx';
import { ProxyDialog } from './connect/proxy-dialog.tsx';
import { SignInDialog } from './connect/sign-in-dialog.tsx';
import { ClearDialog } from './gallery/dialogs/clear-dialog.tsx';
import { AddFromWebDialog } from './intake/add-from-web-dialog.tsx';
import { TakeBackDialog } from './batches/take-back-dialog.tsx';
import { CancelDialog } from './outbox/cancel-dialog.tsx';
import { ManualDialog, SettingsDialog } from './screens.ts';
import { closeDialog } from './state/actions.ts';
import { useWindow } from './state/store.ts';

export function OpenDialogs() {
  const dialog = useWindow((state) => state.dialog);
  const proxySignIn = useWindow((state) => state.main?.proxySignIn ?? null);
  const storeId = useWindow((state) => state.main?.currentStoreId ?? null);
  const close = useCallback(() => closeDialog(dialog), [dialog]);
  switch (dialog?.type) {
    case undefined:
      return proxySignIn === null ? null : <ProxyDialog key={proxySignIn.server} signIn={proxySignIn} />;
    case 'add-store':
      return <AddStoreDialog onClose={close} />;
    case 'sign-in':
      return <SignInDialog storeId={dialog.storeId} onClose={close} />;
    case 'disconnect':
      return <DisconnectDialog storeId={dialog.storeId} onClose={close} />;
    case 'settings':
      return <SettingsDialog page={dialog.page} onClose={close} />;
    case 'palette':
      return storeId === null ? null : <Palette storeId={storeId} onClose={close} />;
    case 'keys':
      return <ShortcutsDialog onClose={close} />;
    case 'manual':
      return <ManualDialog onClose={close} />;
    case 'connection':
      return <ConnectionDialog storeId={dialog.storeId} onClose={close} />;
    case 'add-from-web':
      return <AddFromWebDialog target={dialog.chosen} onClose={close} />;
    case 'clear':
      return <ClearDialog chosen={dialog.chosen} onClose={close} />;
    case 'cancel':
      return (
        <CancelDialog part={dialog.part} counts={dialog.counts} arrived={dialog.arrived} onClose={close} />
      );
    case 'take-back':
      return <TakeBackDialog what={dialog.what} counts={dialog.counts} onClose={close} />;
  }
}
