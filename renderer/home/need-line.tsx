import { CircleAlert, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { sentenceOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import { BatchRow } from '../batches/batch-row.tsx';
import { showAlts, showDialog, showOutbox } from '../state/actions.ts';
import { useStores } from '../state/selectors.ts';
import { Button } from '../ui/button.tsx';
import { StoreMark } from '../ui/store-mark.tsx';
import { storeName } from '../wording/store-messages.ts';
import styles from './home.module.css';
import type { Need } from './needs-you.ts';

interface Props {
  need: Need;
  /** Epoch milliseconds. */
  now: number;
  /** Its button is the next thing to do. */
  isFirst: boolean;
}

export function NeedLine({ need, now, isFirst }: Props) {
  const stores = useStores();
  const look = isFirst ? 'primary' : 'plain';
  switch (need.type) {
    case 'review':
      return <BatchRow batch={need.batch} now={now} isAlone={false} isFirst={isFirst} />;
    case 'failures':
      return (
        <Line
          sign={<CircleAlert size={18} className={styles['bad']} aria-hidden />}
          title={text('home.failed', { count: need.count })}
          detail={text('home.failedDetail')}
        >
          <Button size="small" look={look} onPress={() => showOutbox('failed')}>
            {text('home.showFailed', { count: need.count })}
          </Button>
        </Line>
      );
    case 'alts':
      return (
        <Line
          sign={<Pencil size={18} aria-hidden />}
          title={text('alts.notSavedYet', { count: need.count })}
          detail={text('alts.notSavedDetail', { count: need.count })}
        >
          <Button size="small" look={look} onPress={() => showAlts(true)}>
            {text('alts.continue')}
          </Button>
        </Line>
      );
    case 'sign-in': {
      const { store } = need;
      const reason = store.state.type === 'needs-sign-in' ? sentenceOf(store.state.reason) : '';
      return (
        <Line
          sign={<StoreMark name={store.name} colour={store.colour} />}
          title={storeName(store, stores)}
          detail={reason}
        >
          <Button size="small" look={look} onPress={() => showDialog({ type: 'sign-in', storeId: store.id })}>
            {text('home.signIn')}
          </Button>
        </Line>
      );
    }
  }
}

interface LineProps {
  sign: ReactNode;
  title: string;
  detail: string;
  children: ReactNode;
}

function Line({ sign, title, detail, children }: LineProps) {
  return (
    <div className={styles['line']}>
      <span className={styles['lineSign']}>{sign}</span>
      <div className={styles['lineWords']}>
        <p className={styles['strong']}>{title}</p>
        <p className={styles['detail']}>{detail}</p>
      </div>
      {children}
    </div>
  );
}
