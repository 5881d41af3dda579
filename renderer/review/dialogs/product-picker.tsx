import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { Product } from '../../../shared/model.ts';
import type { Candidate, Destination } from '../../../shared/review.ts';
import { afterKey } from '../../ui/list-keys.ts';
import { useCatalogVersion } from '../../state/selectors.ts';
import type { SteadyStore } from '../../wording/store-messages.ts';
import { usePages } from '../../state/use-pages.ts';
import { Button } from '../../ui/button.tsx';
import { ComboField } from '../../ui/combo-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ReasonNote } from '../../ui/reason-note.tsx';
import { ChoiceList, choiceId } from './choice-list.tsx';
import { choicesFor, type Choice } from './picker-choices.ts';
import styles from './product-picker.module.css';
import type { ChosenTarget } from '../chosen-target.ts';
import { useMarks } from './use-marks.ts';
import { useVariants } from './use-variants.ts';
import { VariantStep } from './variant-step.tsx';

interface Props {
  /** Default: which product the photos belong to. */
  title?: string;
  store: SteadyStore;
  /** A product that can't be chosen. */
  except?: number;
  count: number;
  /** Suggestions, shown first. */
  candidates: readonly Candidate[];
  /** Default destination of variants' photos. Without it variants can't be chosen. */
  destination?: Destination;
  onPick: (target: ChosenTarget) => void;
  /** Without it, only one product can be chosen. */
  onPickSeveral?: ((targets: readonly ChosenTarget[]) => void) | undefined;
  onClose: () => void;
}

/** Maximum number of rows; the search narrows the rest. */
const shown = 50;

/** Assigns photos to a product: type a few letters, Enter takes the first. */
export function ProductPicker(props: Props) {
  const {
    title,
    store,
    except,
    count,
    candidates,
    destination,
    onPick: pickOne,
    onPickSeveral,
    onClose,
  } = props;
  const marked = useMarks();
  const marks = onPickSeveral ? marked : undefined;
  const list = useId();
  const version = useCatalogVersion(store.id);
  const [query, setQuery] = useState('');
  const [moved, setMoved] = useState(0);
  /** Keys that were pressed before their answer was there. */
  const early = useRef<('Enter' | 'Shift+Enter')[]>([]);
  const [opensEarly, setOpensEarly] = useState(false);
  const [opened, setOpened] = useState<Choice | null>(null);
  const words = query.trim();

  /** Takes what is marked; without marks, the choice itself. */
  function onPick(choice: ChosenTarget): void {
    if (onPickSeveral && marked.all.length > 0) onPickSeveral(marked.all);
    else pickOne(choice);
  }
  const key = `${store.id}/${words}`;
  const pages = usePages<Product>({
    key,
    version: String(version),
    load: async (offset, limit) => {
      const asked = { storeId: store.id, query: words, filter: 'all' as const, offset, limit };
      const outcome = await window.packshot.products.search(asked);
      if (!outcome.ok) return outcome;
      return { ok: true, value: { total: outcome.value.total, rows: outcome.value.products } };
    },
  });
  const total = pages.total ?? 0;
  const found = Array.from({ length: Math.min(total, shown) }, (_, index) => pages.rowAt(index)).flatMap(
    (product) => (product === undefined || product.id === except ? [] : [product]),
  );
  const { variants, areLoaded } = useVariants(
    store.id,
    found.map(({ id }) => id),
    destination !== undefined,
  );
  const choices = choicesFor(words, candidates, found, variants);
  const active = Math.min(moved, choices.length - 1);

  const isHere = pages.key === key;
  const first = choices[0];
  // Early keys apply to the answer they were meant for, one after the other.
  useEffect(() => {
    if (!isHere || first === undefined) return;
    const next = early.current.shift();
    if (next === 'Enter') onPick(first);
    else if (next !== undefined) marked.toggle(first);
  });

  function open(choice: Choice | undefined): void {
    if (choice !== undefined && choice.variants.length > 0) setOpened(choice);
  }

  const hasVariants = isHere && areLoaded;
  const wanted = opened ?? (opensEarly && hasVariants ? choices[active] : undefined);
  const whole = wanted !== undefined && wanted.variants.length > 0 ? wanted : null;

  function forget(): void {
    early.current = [];
    setOpensEarly(false);
  }

  function moveTo(index: number): void {
    setMoved(index);
    forget();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      const choice = choices[active];
      const isMark = event.shiftKey && marks !== undefined;
      if (!isHere && (isMark || early.current.length > 0 || marked.all.length === 0)) {
        setOpensEarly(false);
        early.current.push(isMark ? 'Shift+Enter' : 'Enter');
      } else if (choice && isMark) marks.toggle(choice);
      else if (choice) onPick(choice);
      return;
    }
    if (event.key === 'ArrowRight' && isAtEnd(event.currentTarget)) {
      if (hasVariants) open(choices[active]);
      else setOpensEarly(true);
      return;
    }
    if (event.key === 'Home' || event.key === 'End' || event.key === ' ') return;
    const next = afterKey(event.key, { active, total: choices.length, fit: 8 });
    if (next === null) return;
    event.preventDefault();
    moveTo(next);
  }

  return (
    <Dialog
      title={title ?? text('review.whichProduct', { count })}
      width="medium"
      onClose={onClose}
      actions={
        onPickSeveral && marked.all.length > 0 ? (
          <>
            <span className={styles['marked']}>{formatNames(marked.all.map(({ name }) => name))}</span>
            <Button look="primary" onPress={() => onPickSeveral(marked.all)}>
              {text('review.assignToMarked', { count: marked.all.length })}
            </Button>
          </>
        ) : undefined
      }
    >
      {whole !== null && destination !== undefined ? (
        <VariantStep
          product={whole}
          destination={destination}
          marks={marks}
          onPick={onPick}
          onBack={() => {
            setOpened(null);
            forget();
          }}
        />
      ) : (
        <>
          <ComboField
            label={text('review.searchProductsToChoose')}
            placeholder={text('common.searchNameOrSku')}
            list={list}
            active={choices.length > 0 ? choiceId(list, active) : undefined}
            value={query}
            onChange={(value) => {
              setQuery(value);
              setMoved(0);
              forget();
            }}
            onKeyDown={onKeyDown}
          />
          {pages.problem ? <ReasonNote tone="danger" shape="box" reason={pages.problem} said="now" /> : null}
          <ChoiceList
            id={list}
            label={text('review.productsToChoose')}
            choices={choices}
            active={active}
            onActive={moveTo}
            onPick={onPick}
            onVariants={open}
            marks={marks}
            onKeyDown={onKeyDown}
          />
          <output className={styles['sum']}>
            {pages.total === null
              ? text('review.lookingLabel')
              : choices.length === 0
                ? text('review.noProductFitsTryFewer')
                : total > shown
                  ? text('review.firstOf', { shown, count: total })
                  : text('common.products', { count: total })}
            {(choices[active]?.variants.length ?? 0) > 0 ? text('review.rightArrowHint') : ''}
            {marks ? text('review.shiftEnterHint') : ''}
          </output>
        </>
      )}
    </Dialog>
  );
}

/** The first few by name. */
function formatNames(names: readonly string[]): string {
  return text('review.markedNames', {
    names: names.slice(0, 3).join(', '),
    more: Math.max(0, names.length - 3),
  });
}

function isAtEnd(field: EventTarget): boolean {
  return !(field instanceof HTMLInputElement) || field.selectionEnd === field.value.length;
}
