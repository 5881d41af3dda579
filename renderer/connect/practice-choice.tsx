import { useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Reason } from '../../shared/outcome.ts';
import { outcomeOf } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './connect.module.css';

export function PracticeChoice({ onConnected }: { onConnected?: () => void }) {
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState<Reason | null>(null);

  async function explore(): Promise<void> {
    setBusy(true);
    setReason(null);
    const outcome = await outcomeOf(window.packshot.stores.connectPractice({}));
    setBusy(false);
    if (outcome.ok) onConnected?.();
    else setReason(outcome.reason);
  }

  return (
    <section className={styles['practice']} aria-label={text('connect.lookAroundFirst')}>
      <PrintsDrawing />
      <p className={styles['lead']}>{text('connect.aMakeBelieveShopWith')}</p>
      <Button isPending={busy} onPress={() => void explore()}>
        {busy ? text('connect.opening') : text('connect.exploreWithThePracticeStore')}
      </Button>
      {reason ? <ReasonNote tone="danger" shape="box" reason={reason} said="now" /> : null}
    </section>
  );
}

function PrintsDrawing() {
  return (
    <svg className={styles['drawing']} viewBox="0 0 240 120" aria-hidden>
      <g transform="rotate(-7 70 66)">
        <rect x="34" y="24" width="72" height="84" rx="3" className={styles['print']} />
        <rect x="40" y="30" width="60" height="60" className={styles['scene1']} />
        <path d="M58 84V56q0-6 5-8v-8h14v8q5 2 5 8v28z" className={styles['thing1']} />
      </g>
      <g transform="rotate(6 172 64)">
        <rect x="136" y="22" width="72" height="84" rx="3" className={styles['print']} />
        <rect x="142" y="28" width="60" height="60" className={styles['scene3']} />
        <path d="M158 82l8-22h12l8 22zM171 60V44" className={styles['thing3']} />
      </g>
      <g>
        <rect x="84" y="14" width="76" height="90" rx="3" className={styles['print']} />
        <rect x="90" y="20" width="64" height="64" className={styles['scene2']} />
        <path d="M104 44h30v22q0 8-8 8h-14q-8 0-8-8zM134 48h6q6 0 6 7t-6 7h-6" className={styles['thing2']} />
      </g>
    </svg>
  );
}
