import { useState } from 'react';
import { text } from '../../../shared/messages/text.ts';
import { announce } from '../../state/actions.ts';
import { targetKey, type Choice } from './picker-choices.ts';

export interface Marks {
  readonly all: readonly Choice[];
  has: (choice: Choice) => boolean;
  toggle: (choice: Choice) => void;
}

/** Products and variants that are chosen together. They stay marked while others are searched. */
export function useMarks(): Marks {
  const [all, setAll] = useState<readonly Choice[]>([]);
  const has = (choice: Choice): boolean => all.some((one) => targetKey(one) === targetKey(choice));
  return {
    all,
    has,
    toggle(choice) {
      const others = all.filter((one) => targetKey(one) !== targetKey(choice));
      const next = has(choice) ? others : [...others, choice];
      setAll(next);
      announce(
        text('review.targetsMarked', {
          name: choice.name,
          marked: has(choice) ? 'no' : 'yes',
          count: next.length,
        }),
      );
    },
  };
}
