import { Keyboard } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import type { ReviewRow } from '../../shared/review.ts';
import { Button } from '../ui/button.tsx';
import { setEvidence, verdictWords } from '../wording/review-messages.ts';
import styles from './review-foot.module.css';
import { sentencesOf } from '../../shared/messages/reason.ts';

interface Props {
  row: ReviewRow | undefined;
  moving: string | null;
  /** On the contact sheet, whose tiles show no keys. */
  hasKeys: boolean;
  onKeys: () => void;
}

/** Why the active photo or set has its product, and the button for the list of keys. */
export function ReviewFoot({ row, moving, hasKeys, onKeys }: Props) {
  const sentence = moving ?? (row === undefined ? '' : sentenceFor(row));
  return (
    <footer className={styles['foot']}>
      <p className={styles['why']} data-moving={moving !== null || undefined} title={sentence}>
        {sentence}
      </p>
      {hasKeys ? (
        <span className={styles['keys']} aria-hidden>
          {keys.map(([key, words]) => (
            <span key={key}>
              <kbd>{key}</kbd> {words}
            </span>
          ))}
        </span>
      ) : null}
      <Button size="small" look="quiet" icon={Keyboard} aria-keyshortcuts="?" onPress={onKeys}>
        {text('common.keys')}
      </Button>
    </footer>
  );
}

const keys = [
  ['P', text('review.chooseProduct')],
  ['X', text('review.leaveOut')],
  ['C', text('review.compare')],
  ['⇧ 1–5', text('review.starsShort')],
  ['⇧ X', text('review.reject')],
] as const;

function sentenceFor(row: ReviewRow): string {
  if (row.row === 'set') return [verdictWords(row), setEvidence(row)].filter(Boolean).join('. ');
  if (row.row !== 'item') return '';
  const { unusable, match, hints = [] } = row.item;
  if (unusable !== null) return sentencesOf(unusable);
  return [match.why, ...hints.map(({ why }) => why)].filter(Boolean).join(' ');
}
