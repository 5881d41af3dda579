import { openCount } from '../outbox/outbox-sentence.ts';
import { storeName } from '../products/store-words.ts';
import { ask } from '../state/asking.ts';
import { useOutbox, useStore, useStores, useTakingIn } from '../state/selectors.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatCount } from '../ui/format.ts';

export function DisconnectDialog({ storeId, onClose }: { storeId: string; onClose: () => void }) {
  const store = useStore(storeId);
  const stores = useStores();
  const summary = useOutbox(storeId);
  const takingIn = useTakingIn(storeId);
  if (store === null) return null;
  const waiting = summary === null ? 0 : openCount(summary);

  async function disconnect(): Promise<void> {
    onClose();
    await ask(window.packshot.stores.disconnect({ storeId, discardWaiting: waiting > 0 || takingIn }));
  }

  return (
    <Dialog
      title={`Disconnect ${storeName(store, stores)}?`}
      role="alertdialog"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>Keep it</Button>
          <Button look="danger" onPress={() => void disconnect()}>
            {disconnectWords(waiting, takingIn)}
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
      {takingIn ? (
        <p>
          Photos are still being taken in for this store. That stops, and they will not be sent. Your own
          files stay where they are.
        </p>
      ) : null}
      <p>
        Packshot forgets this store and its access token. The products and images in the store itself stay as
        they are.
      </p>
    </Dialog>
  );
}

function disconnectWords(waiting: number, takingIn: boolean): string {
  if (waiting > 0) return `Discard ${formatCount(waiting, 'photo')} and disconnect`;
  return takingIn ? 'Stop and disconnect' : 'Disconnect';
}
