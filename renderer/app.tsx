import { CircleAlert } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import styles from './app.module.css';
import { BatchesButton } from './batches/batches-button.tsx';
import { listenForCommandKeys } from './commands/listen-for-keys.ts';
import { ConnectScreen } from './connect/connect-screen.tsx';
import { DropTarget } from './intake/drop-target.tsx';
import { Middle } from './middle.tsx';
import { OpenDialogs } from './open-dialogs.tsx';
import { OutboxBar } from './outbox/outbox-bar.tsx';
import { ProductsPane } from './products/products-pane.tsx';
import { listenForPaneKeys } from './panes.ts';
import { joinMain } from './state/actions.ts';
import { useCurrentStore } from './state/selectors.ts';
import { useWindow } from './state/store.ts';
import { Announcer } from './announcer.tsx';
import { TipNote } from './tip.tsx';
import { EmptyState } from './ui/empty-state.tsx';
import { leaveInputMethods } from './ui/input-method.ts';
import { keepFocus } from './ui/keep-focus.ts';
import { ignoreHeldEscape } from './ui/one-escape.ts';
import { useAccent } from './use-accent.ts';
import { nextOf, sentenceOf } from '../shared/messages/reason.ts';

export function App() {
  useAccent();
  useEffect(() => leaveInputMethods(window), []);
  useEffect(joinMain, []);
  useEffect(() => listenForPaneKeys(window), []);
  useEffect(() => listenForCommandKeys(window), []);
  useEffect(() => keepFocus(window), []);
  useEffect(() => ignoreHeldEscape(window), []);
  const ready = useWindow((state) => state.main !== null);
  const broken = useWindow((state) => state.broken);
  const hasStore = useCurrentStore() !== null;
  return (
    <>
      {ready ? hasStore ? <Workspace /> : <ConnectScreen /> : null}
      {!ready && broken !== null ? (
        <main className={styles['broken']}>
          <div role="alert">
            <EmptyState icon={CircleAlert} level={1} title={sentenceOf(broken)} detail={nextOf(broken)} />
          </div>
        </main>
      ) : null}
      <TipNote />
      <OpenDialogs />
      <Announcer />
    </>
  );
}

function Workspace() {
  const store = useCurrentStore();
  const drawerOpen = useWindow((state) => state.drawerOpen);
  const storeId = store?.id ?? null;
  // The same element each time: the bar's buttons render only when they change.
  const batchesButton = useMemo(
    () => (storeId === null ? null : <BatchesButton storeId={storeId} />),
    [storeId],
  );
  if (store === null) return null;
  return (
    <div className={styles['workspace']} data-drawer={drawerOpen || undefined}>
      <ProductsPane store={store} />
      <Middle store={store} />
      <OutboxBar key={store.id} store={store} batches={batchesButton} />
      <DropTarget storeId={store.id} />
    </div>
  );
}
