import { ImageDown, ScanSearch, type LucideIcon } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import type { Batch } from '../../shared/model.ts';
import type { DroppedSummary } from '../../shared/review.ts';
import { Button } from '../ui/button.tsx';
import { isModalOpen, isWriting } from '../ui/focus.ts';
import { useWindowKeys } from '../ui/use-window-keys.ts';
import { addHereWords, isMatchUsual, matchWords } from '../wording/review-messages.ts';
import { underWay } from '../wording/batch-messages.ts';
import styles from './dropped-choice.module.css';

interface Props {
  batch: Batch;
  dropped: DroppedSummary;
  onAdd: () => void;
  onMatch: () => void;
}

/** The two answers for photos that were dropped on a product: A adds them to it, M matches them by name. */
export function DroppedChoice({ batch, dropped, onAdd, onMatch }: Props) {
  // In the list, these keys mean something else.
  useWindowKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    if (isWriting(event.target) || isModalOpen()) return false;
    const key = event.key.toLowerCase();
    if (key === 'a') onAdd();
    else if (key === 'm') onMatch();
    return key === 'a' || key === 'm';
  });

  const ready = batch.review?.ready ?? 0;
  const isMatch = isMatchUsual(dropped);
  const isReading = underWay(batch);
  return (
    <section className={styles['choice']} aria-label={text('review.whereDoTheyGo')}>
      <Answer
        icon={ImageDown}
        title={text('review.addAllHere', { count: ready, product: dropped.productName })}
        detail={addHereWords(dropped)}
        button={text('review.addHere', { count: ready })}
        shortcut="A"
        isMain={!isMatch}
        isDisabled={isReading || ready === 0}
        onPress={onAdd}
      />
      <Answer
        icon={ScanSearch}
        title={text('review.matchByName')}
        detail={matchWords(dropped)}
        button={text('review.matchByName')}
        shortcut="M"
        isMain={isMatch}
        onPress={onMatch}
      />
    </section>
  );
}

interface AnswerProps {
  icon: LucideIcon;
  title: string;
  detail: string;
  button: string;
  shortcut: string;
  isMain: boolean;
  isDisabled?: boolean;
  onPress: () => void;
}

function Answer(props: AnswerProps) {
  const { icon: Icon, title, detail, button, shortcut, isMain, isDisabled = false, onPress } = props;
  return (
    <div className={styles['answer']}>
      <Icon size={20} strokeWidth={1.5} aria-hidden className={styles['icon']} />
      <div className={styles['words']}>
        <h2 className={styles['title']}>{title}</h2>
        <p className={styles['detail']}>{detail}</p>
      </div>
      <Button
        look={isMain ? 'primary' : 'plain'}
        isDisabled={isDisabled}
        aria-keyshortcuts={isMain ? `${shortcut} Control+Enter` : shortcut}
        onPress={onPress}
      >
        {button}
        <kbd className={styles['key']} aria-hidden>
          {shortcut}
        </kbd>
      </Button>
    </div>
  );
}
