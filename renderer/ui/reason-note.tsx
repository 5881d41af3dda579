import { CircleAlert, Info, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../../shared/messages/text.ts';
import { textsInWords, type Reason, type ReasonTexts } from '../../shared/messages/reason.ts';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import { NetworkAction } from './network-action.tsx';
import styles from './reason-note.module.css';

const icons = { info: Info, warning: TriangleAlert, danger: CircleAlert };

const roles = { now: 'alert', soon: 'status' };

interface Props {
  tone: keyof typeof icons;
  /** In place of the tone's own sign. */
  icon?: LucideIcon;
  reason: Reason | ReasonTexts;
  action?: ReactNode;
  onDismiss?: (() => void) | undefined;
  /** `strip` spans a pane; `box` stands inside a form. */
  shape?: 'strip' | 'box';
  /** Read out: `now` interrupts, `soon` waits for a pause. */
  said?: 'now' | 'soon';
}

/** A sentence that says what happened, and one that says what to do. */
export function ReasonNote({ tone, icon, reason, action, onDismiss, shape = 'strip', said }: Props) {
  const Icon = icon ?? icons[tone];
  const { sentence, next } = 'code' in reason ? textsInWords(reason) : reason;
  return (
    <div className={cx(styles['note'], styles[tone], styles[shape])} role={said && roles[said]}>
      <Icon size={16} aria-hidden className={styles['icon']} />
      <p className={styles['text']}>
        {sentence} {next ? <span className={styles['next']}>{next}</span> : null}
      </p>
      {action ?? ('code' in reason ? <NetworkAction reason={reason} /> : null)}
      {onDismiss ? (
        <IconButton icon={X} label={text('common.dismiss')} size="small" onPress={onDismiss} />
      ) : null}
    </div>
  );
}
