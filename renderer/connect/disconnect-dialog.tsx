import { openCount } from '../outbox/outbox-sentence.ts';
import { ask } from '../state/asking.ts';
import { useOutbox, useStore } from '../state/selectors.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount } from '../ui/format.ts';

export function DisconnectDialog({ storeId, onClose }: { storeId: string; onClose: () => void }) {
  const store = useStore(storeId);
  const summary = useOutbox(storeId);
  if (store === null) return null;
  const waiting = summary === null ? 0 : openCount(summary);

  async function disconnect(): Promise<void> {
    onClose();
    await ask(window.packshot.stores.disconnect({ storeId, discardWaiting: waiting > 0 }));
  }

  return (
    <Dialog
      title={`Disconnect ${store.name}?`}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep it</Button>
          <Button look="danger" onPress={() => void disconnect()}>
            {waiting > 0 ? `Discard ${formatCount(waiting, 'photo')} and disconnect` : 'Disconnect'}
          </Button>
        </>
      }
    >
      {waiting > 0 ? (
        <p>
          {formatCount(waiting, 'photo')} {waiting === 1 ? 'waits' : 'wait'} to be sent to this store and will
          not be sent. Your own files stay where they are.
        </p>
      ) : null}
      <p>
        Packshot forgets this store and its access token. The products and images in the store itself stay as
        they are.
      </p>
    </Dialog>
  );
}
