import { ChevronLeft } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Destination } from '../../../shared/review.ts';
import { afterKey } from '../../ui/list-keys.ts';
import { Options } from '../../ui/options.tsx';
import { Button } from '../../ui/button.tsx';
import { ComboField } from '../../ui/combo-field.tsx';
import { ChoiceList, choiceId } from './choice-list.tsx';
import { variantChoices, type Choice } from './picker-choices.ts';
import type { Marks } from './use-marks.ts';
import picker from './product-picker.module.css';
import type { ChosenTarget } from '../chosen-target.ts';
import { destinationNames } from '../../wording/review-messages.ts';
import styles from './variant-step.module.css';

interface Props {
  product: Choice;
  destination: Destination;
  marks?: Marks | undefined;
  onPick: (target: ChosenTarget) => void;
  onBack: () => void;
}

/** Chooses a variant and the destination of its photos. Left returns to the products. */
export function VariantStep({ product, destination: usual, marks, onPick, onBack }: Props) {
  const list = useId();
  const [destination, setDestination] = useState(usual);
  const [query, setQuery] = useState('');
  const [moved, setMoved] = useState<number | null>(null);
  const choices = variantChoices(product, query.trim());
  // The user asked for a variant: start at the first match, not at the whole product.
  const active = Math.min(moved ?? 1, choices.length - 1);

  function pick(choice: Choice): void {
    onPick(aimed(choice));
  }

  function aimed(choice: Choice): Choice {
    return choice.variantId === null && choice.variantIds === undefined ? choice : { ...choice, destination };
  }

  const marksHere = marks && { has: marks.has, toggle: (choice: Choice) => marks.toggle(aimed(choice)) };

  function onKeyDown(event: KeyboardEvent): void {
    const choice = choices[active];
    const next = afterKey(event.key, { active, total: choices.length, fit: 6 });
    if (event.key === 'Enter') {
      if (choice === undefined) return;
      if (event.shiftKey && marksHere) marksHere.toggle(choice);
      else pick(choice);
    } else if (query === '' && (event.key === 'ArrowLeft' || event.key === 'Backspace')) onBack();
    else if (event.key === 'Home' || event.key === 'End' || event.key === ' ' || next === null) return;
    else setMoved(next);
    event.preventDefault();
  }

  return (
    <>
      <div className={styles['head']}>
        <Button size="small" look="quiet" icon={ChevronLeft} onPress={onBack}>
          {text('review.allProducts')}
        </Button>
        <strong className={styles['name']}>{product.name}</strong>
      </div>
      <ComboField
        label={text('review.chooseVariantOf', { product: product.name })}
        placeholder={text('review.typeAPartOfIts')}
        list={list}
        active={choiceId(list, active)}
        value={query}
        onChange={(value) => {
          setQuery(value);
          setMoved(null);
        }}
        onKeyDown={onKeyDown}
      />
      <ChoiceList
        id={list}
        label={text('review.variantsToChoose')}
        short
        choices={choices}
        active={active}
        onActive={setMoved}
        onPick={pick}
        onVariants={pick}
        marks={marksHere}
        onKeyDown={onKeyDown}
      />
      <label className={styles['option']}>
        <span className={picker['sum']}>{text('review.useItFor')}</span>
        <select value={destination} onChange={(event) => setDestination(event.target.value as Destination)}>
          <Options names={destinationNames} />
        </select>
      </label>
      <output className={picker['sum']}>
        {choices.length === 1
          ? text('review.noVariantFitsTryFewer')
          : text('review.variants', { count: choices.filter(({ variantId }) => variantId !== null).length })}
      </output>
    </>
  );
}
