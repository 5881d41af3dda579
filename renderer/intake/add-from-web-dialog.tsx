import { CircleAlert, CircleCheck, Copy } from 'lucide-react';
import { useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Response } from '../../shared/contract.ts';
import type { Reason } from '../../shared/outcome.ts';
import { nextOf, sentenceOf } from '../../shared/messages/reason.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/dialog.tsx';
import { strong, withStrong } from '../ui/strong.tsx';
import { TextBlock } from '../ui/field.tsx';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './add-from-web-dialog.module.css';
import { goodUrls, judgedSentence, judgeUrls, type JudgedUrl } from './judge-urls.ts';

interface Props {
  target: { readonly storeId: string; readonly productId: number; readonly name: string };
  onClose: () => void;
}

type Refused = Response<'intake.addUrls'>['refused'];

/** Adds pictures by web address, one or a pasted list. Each is checked while typing. */
export function AddFromWebDialog({ target, onClose }: Props) {
  const { storeId, productId, name } = target;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Reason | null>(null);
  const [turnedAway, setTurnedAway] = useState<{ queued: number; refused: Refused } | null>(null);
  const judged = judgeUrls(typed);
  const urls = goodUrls(judged);

  async function add(): Promise<void> {
    setBusy(true);
    setProblem(null);
    const outcome = await outcomeOf(window.packshot.intake.addUrls({ storeId, productId, urls }));
    setBusy(false);
    if (!outcome.ok) {
      setProblem(outcome.reason);
      return;
    }
    const { queued, refused } = outcome.value;
    if (refused.length === 0) {
      announce(text('intake.picturesQueuedFor', { count: queued, product: name }));
      onClose();
      return;
    }
    setTyped('');
    setTurnedAway({ queued, refused });
  }

  // The dialog was opened to use its only field.
  // oxlint-disable jsx-a11y/no-autofocus
  return (
    <Dialog
      title={text('intake.addFromWeb')}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{turnedAway ? text('common.close') : text('common.cancel')}</Button>
          <Button look="primary" isDisabled={urls.length === 0} isPending={busy} onPress={() => void add()}>
            {urls.length === 0
              ? text('intake.addPictures')
              : text('intake.addCountPictures', { count: urls.length })}
          </Button>
        </>
      }
    >
      <p className={styles['lead']}>{withStrong(text('intake.storeFetches', { product: strong(name) }))}</p>
      {turnedAway ? <TurnedAway {...turnedAway} /> : null}
      <TextBlock
        label={text('intake.addressesOfPicturesOneOn')}
        rows={5}
        autoFocus
        value={typed}
        onChange={setTyped}
        placeholder="https://example.com/mug-front.jpg"
      />
      {problem ? <ReasonNote tone="danger" shape="box" reason={problem} said="now" /> : null}
      <output className={cx(styles['sum'], judged.length === 0 && styles['none'])}>
        {judgedSentence(judged)}
      </output>
      {judged.length > 0 ? <Verdicts judged={judged} /> : null}
    </Dialog>
  );
}

/** Maximum number of rows; the sentence above counts all. */
const rowsShown = 200;

/** Addresses that can't be added come first, because they need action. */
function Verdicts({ judged }: { judged: readonly JudgedUrl[] }) {
  const wrong = judged.filter(({ verdict }) => verdict.type !== 'good');
  const good = judged.filter(({ verdict }) => verdict.type === 'good');
  const rows = [...wrong, ...good].slice(0, rowsShown);
  return (
    // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles['list']} aria-label={text('intake.whatBecomesOfEachAddress')} tabIndex={0}>
      <ul>
        {rows.map((row) => (
          <li key={row.line} className={styles['row']}>
            <VerdictIcon row={row} />
            <span className={styles['address']} title={row.text}>
              {row.text}
            </span>
            <Why row={row} />
          </li>
        ))}
      </ul>
      {rows.length < judged.length ? (
        <p className={styles['more']}>{text('common.andMore', { count: judged.length - rows.length })}</p>
      ) : null}
    </section>
  );
}

const signs = {
  good: { icon: CircleCheck, look: 'good' },
  double: { icon: Copy, look: 'soft' },
  refused: { icon: CircleAlert, look: 'bad' },
} as const;

function VerdictIcon({ row }: { row: JudgedUrl }) {
  const { icon: Icon, look } = signs[row.verdict.type];
  return <Icon size={14} aria-hidden className={styles[look]} />;
}

function Why({ row: { verdict } }: { row: JudgedUrl }) {
  switch (verdict.type) {
    case 'good':
      return <span className={styles['soft']}>{text('intake.canBeAdded')}</span>;
    case 'double':
      return <span className={styles['soft']}>{text('intake.sameAsNumber', { number: verdict.of })}</span>;
    case 'refused':
      return (
        <span className={styles['why']}>
          {sentenceOf(verdict.reason)} <span className={styles['soft']}>{nextOf(verdict.reason)}</span>
        </span>
      );
  }
}

/** Addresses that the main process refused; the others are queued. */
function TurnedAway({ queued, refused }: { queued: number; refused: Refused }) {
  return (
    <section className={styles['list']} aria-label={text('intake.addressesThatCantBeUsed')}>
      <p className={styles['head']} role="alert">
        {text('intake.queuedAndRefused', { queued, refused: refused.length })}
      </p>
      <ul>
        {refused.slice(0, rowsShown).map(({ url, reason }) => (
          <li key={url} className={styles['row']}>
            <CircleAlert size={14} aria-hidden className={styles['bad']} />
            <span className={styles['address']} title={url}>
              {url}
            </span>
            <span className={styles['why']}>
              {sentenceOf(reason)} <span className={styles['soft']}>{nextOf(reason)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
