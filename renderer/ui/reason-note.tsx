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
  /** Replaces the icon of the tone. */
  icon?: LucideIcon;
  reason: Reason | ReasonTexts;
  action?: ReactNode;
  onDismiss?: (() => void) | undefined;
  /** `strip` spans a pane; `box` is inside a form. */
  shape?: 'strip' | 'box';
  /** Live region: `now` interrupts, `soon` waits for a pause. */
  said?: 'now' | 'soon';
}

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
