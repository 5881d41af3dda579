import { memo, type ReactNode } from 'react';
import {
  Ban,
  ChevronDown,
  ChevronUp,
  CircleAlert,
  CircleCheck,
  FolderSearch,
  Hourglass,
  Inbox,
  KeyRound,
  ListChecks,
  Pause,
  Play,
  Upload,
  WifiOff,
  type LucideIcon,
} from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import { showDialog } from '../state/actions.ts';
import { tell } from '../state/asking.ts';
import { useIncoming, useOutbox } from '../state/selectors.ts';
import type { SteadyStore } from '../wording/store-messages.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { NetworkAction } from '../ui/network-action.tsx';
import { ProgressBar } from '../ui/progress-bar.tsx';
import { useNow } from '../ui/use-now.ts';
import { emptySummary } from '../state/empty-summary.ts';
import styles from './outbox-bar.module.css';
import { OutboxDrawer } from './outbox-drawer.tsx';
import {
  outboxFraction,
  outboxSentence,
  outboxStanding,
  type OutboxStanding,
} from '../wording/outbox-sentence.ts';

const signs: Readonly<Record<OutboxStanding, { icon: LucideIcon; tone: 'soft' | 'good' | 'bad' | 'busy' }>> =
  {
    'sign-in': { icon: KeyRound, tone: 'bad' },
    paused: { icon: Pause, tone: 'soft' },
    offline: { icon: WifiOff, tone: 'soft' },
    throttled: { icon: Hourglass, tone: 'soft' },
    working: { icon: Upload, tone: 'busy' },
    'taking-in': { icon: FolderSearch, tone: 'busy' },
    failed: { icon: CircleAlert, tone: 'bad' },
    'to-review': { icon: ListChecks, tone: 'soft' },
    stopped: { icon: Ban, tone: 'soft' },
    finished: { icon: CircleCheck, tone: 'good' },
    idle: { icon: Inbox, tone: 'soft' },
  };

/** `batches`: the button that lists them. */
export function OutboxBar({ store, batches }: { store: SteadyStore; batches: ReactNode }) {
  const summary = useOutbox(store.id) ?? emptySummary(store.id);
  const incoming = useIncoming(store.id);
  const drawerOpen = useWindow((state) => state.drawerOpen);
  const now = useNow(1000, store.state.type === 'throttled');
  const standing = outboxStanding(store.state, summary, incoming);
  const fraction = outboxFraction(summary, incoming.takingIn);
  const { icon: Icon, tone } = signs[standing];
  const storeId = store.id;

  return (
    <footer className={styles['foot']} data-outbox="">
      {drawerOpen ? <OutboxDrawer storeId={storeId} /> : null}
      <div className={styles['line']}>
        {fraction === null ? null : (
          <ProgressBar
            label={text('outbox.allUploads')}
            fraction={fraction}
            tone={standing === 'working' ? 'accent' : 'still'}
          />
        )}
      </div>
      <div className={styles['bar']}>
        {/* Not live: this changes every second, and the announcer reports the changes that matter. */}
        <output aria-live="off" aria-label={text('outbox.outbox')} className={styles['status']}>
          <Icon size={16} aria-hidden className={styles[tone]} />
          <span className={styles['sentence']}>{outboxSentence(store.state, summary, incoming, now)}</span>
        </output>
        {store.state.type === 'offline' && store.state.reason ? (
          <NetworkAction reason={store.state.reason} />
        ) : null}
        <BarButtons
          storeId={storeId}
          standing={standing}
          hasFailed={summary.failed > 0}
          drawerOpen={drawerOpen}
          batches={batches}
        />
      </div>
    </footer>
  );
}

interface ButtonsProps {
  storeId: string;
  standing: OutboxStanding;
  hasFailed: boolean;
  drawerOpen: boolean;
  batches: ReactNode;
}

/** Separate from the sentence, which changes many times a second. */
const BarButtons = memo(function BarButtons(props: ButtonsProps) {
  const { storeId, standing, hasFailed, drawerOpen, batches } = props;
  return (
    <>
      {standing === 'sign-in' ? (
        <Button size="small" look="primary" onPress={() => showDialog({ type: 'sign-in', storeId })}>
          {text('common.signIn')}
        </Button>
      ) : null}
      {standing === 'offline' ? (
        <Button size="small" onPress={() => tell(window.packshot.app.networkChanged({ online: true }))}>
          {text('gallery.tryAgainNow')}
        </Button>
      ) : null}
      {hasFailed && (standing === 'working' || standing === 'taking-in' || standing === 'failed') ? (
        <Button size="small" onPress={() => tell(window.packshot.outbox.retryFailed({ storeId }))}>
          {text('outbox.retryFailed')}
        </Button>
      ) : null}
      {batches}
      {standing === 'paused' ? (
        <Button size="small" icon={Play} onPress={() => tell(window.packshot.stores.resume({ storeId }))}>
          {text('outbox.resume')}
        </Button>
      ) : (
        <Button
          size="small"
          look="quiet"
          icon={Pause}
          onPress={() => tell(window.packshot.stores.pause({ storeId }))}
        >
          {text('outbox.pause')}
        </Button>
      )}
      <Button
        size="small"
        look="quiet"
        icon={drawerOpen ? ChevronDown : ChevronUp}
        aria-expanded={drawerOpen}
        data-outbox-toggle=""
        className={cx(styles['toggle'])}
        onPress={() => useWindow.setState({ drawerOpen: !drawerOpen })}
      >
        {drawerOpen ? text('outbox.hideOutbox') : text('outbox.showOutbox')}
      </Button>
    </>
  );
});
