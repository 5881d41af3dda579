import { text } from '../../../shared/messages/text.ts';
import { Check, ChevronRight, CornerDownLeft } from 'lucide-react';
import { useEffect, type KeyboardEvent } from 'react';
import { cx } from '../../ui/cx.ts';
import { Picture } from '../../ui/picture.tsx';
import line from '../../ui/product-line.module.css';
import styles from './choice-list.module.css';
import type { Choice } from './picker-choices.ts';

interface Props {
  id: string;
  label: string;
  short?: boolean;
  choices: readonly Choice[];
  active: number;
  onActive: (index: number) => void;
  onPick: (choice: Choice) => void;
  onVariants: (choice: Choice) => void;
  /** Choices that are marked, to be chosen together; without it, only one can be chosen. */
  marks?: { has: (choice: Choice) => boolean; toggle: (choice: Choice) => void } | undefined;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function choiceId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** A list of products or variants. The focus stays in the field above. */
export function ChoiceList(props: Props) {
  const { id, label, short = false, choices, active, onActive, onPick, onVariants, marks, onKeyDown } = props;
  useEffect(() => {
    document.getElementById(choiceId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div
      id={id}
      // A <select> cannot hold pictures.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="listbox"
      aria-label={label}
      aria-multiselectable={marks ? true : undefined}
      tabIndex={-1}
      className={cx(styles['list'], short && styles['short'])}
    >
      {choices.map((choice, index) => (
        <div
          key={choice.key}
          id={choiceId(id, index)}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          aria-checked={marks?.has(choice)}
          className={cx(styles['choice'], index === active && styles['active'])}
          onPointerMove={() => onActive(index)}
          onClick={(event) => {
            const within = (part: string): boolean =>
              event.target instanceof Element && event.target.closest(part) !== null;
            if (within('[data-variants]')) onVariants(choice);
            else if (marks && within('[data-mark]')) marks.toggle(choice);
            else onPick(choice);
          }}
          onKeyDown={onKeyDown}
        >
          {marks ? (
            <span
              className={styles['mark']}
              data-mark=""
              title={text(marks.has(choice) ? 'review.unmarkTarget' : 'review.markTarget')}
            >
              <span className={cx(styles['box'], marks.has(choice) && styles['checked'])}>
                {marks.has(choice) ? <Check size={12} strokeWidth={3} aria-hidden /> : null}
              </span>
            </span>
          ) : null}
          <span className={cx(line['thumb'], styles['thumb'])}>
            <Picture src={choice.thumbnail} alt="" fit="contain" iconSize={14} />
          </span>
          <span className={line['text']}>
            <span className={line['name']}>{choice.name}</span>
            <span className={line['detail']}>{choice.detail}</span>
          </span>
          {choice.variants.length === 0 ? null : (
            <span className={styles['variants']} data-variants="">
              {text('review.variants', { count: choice.variants.length })}
              <ChevronRight size={14} aria-hidden />
            </span>
          )}
          {index === active ? <CornerDownLeft size={14} aria-hidden className={styles['enter']} /> : null}
        </div>
      ))}
    </div>
  );
}
