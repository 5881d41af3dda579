import { SlidersHorizontal } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Destination, Placement, ReviewSummary } from '../../shared/review.ts';
import { announce } from '../state/actions.ts';
import { askQuietly, tell } from '../state/asking.ts';
import { useRestedAnswer } from '../state/use-answer.ts';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { Options } from '../ui/options.tsx';
import styles from './batch-options.module.css';
import { destinationNames, placementNames } from '../wording/review-messages.ts';
import { sentencesOf } from '../../shared/messages/reason.ts';

interface Props {
  batchId: number;
  summary: ReviewSummary;
  onDone: () => void;
  onRecipe: () => void;
}

export function BatchOptions({ batchId, summary, onDone, onRecipe }: Props) {
  return (
    <div className={styles['bar']}>
      <AltTemplate key={summary.altTemplate} batchId={batchId} kept={summary.altTemplate} onDone={onDone} />
      <label className={styles['option']}>
        <span className={styles['label']}>{text('review.newPhotos')}</span>
        <select
          className={summary.placement === 'replace' ? styles['warn'] : undefined}
          value={summary.placement}
          onChange={(event) => {
            const placement = event.target.value as Placement;
            tell(window.packshot.review.changeBatch({ batchId, change: { placement } }));
            announce(text('review.placementForEvery', { placement: placementNames[placement] }));
          }}
        >
          <Options names={placementNames} />
        </select>
      </label>
      <label className={styles['option']}>
        <span className={styles['label']}>{text('review.variantsPhotos')}</span>
        <select
          value={summary.destination}
          onChange={(event) => {
            const destination = event.target.value as Destination;
            tell(window.packshot.review.changeBatch({ batchId, change: { destination } }));
            announce(text('review.destinationForEvery', { destination: destinationNames[destination] }));
          }}
        >
          <Options names={destinationNames} />
        </select>
      </label>
      <Button size="small" look="quiet" icon={SlidersHorizontal} onPress={onRecipe}>
        {text('recipe.open')}
      </Button>
    </div>
  );
}

const fields = ['product', 'sku', 'view', 'number', 'file'] as const;
/** Pause in typing before the main process is asked for previews. */
const restMs = 120;

/** The template for alt texts, with previews for the first photos while typing. */
function AltTemplate({ batchId, kept, onDone }: { batchId: number; kept: string; onDone: () => void }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [template, setTemplate] = useState(kept);
  const [focused, setFocused] = useState(false);
  /** Enter and Escape have decided already when the field loses the focus. */
  const isDecided = useRef(false);
  const tried = useRestedAnswer(focused ? `${batchId}/${template}` : null, restMs, () =>
    askQuietly(window.packshot.review.tryTemplate({ batchId, altTemplate: template })),
  )?.answer;
  const problem = tried?.problem ?? null;

  function keep(): void {
    if (template === kept || problem !== null) return;
    tell(window.packshot.review.changeBatch({ batchId, change: { altTemplate: template } }));
    announce(text('review.altTextsFollowTheNew'));
  }

  function insert(field: string): void {
    const at = input.current?.selectionStart ?? template.length;
    const to = input.current?.selectionEnd ?? at;
    setTemplate(`${template.slice(0, at)}{${field}}${template.slice(to)}`);
    input.current?.focus();
  }

  return (
    <div
      className={styles['template']}
      onFocus={() => {
        setFocused(true);
        isDecided.current = false;
      }}
      onBlur={(event) => {
        if (event.currentTarget.contains(event.relatedTarget)) return;
        setFocused(false);
        if (!isDecided.current) keep();
      }}
    >
      <label className={styles['label']} htmlFor={id}>
        {text('review.altTextLabel')}
      </label>
      <input
        id={id}
        ref={input}
        className={cx(styles['input'], problem !== null && styles['wrong'])}
        value={template}
        maxLength={500}
        spellCheck={false}
        placeholder={text('review.templatePlaceholder', { example: '{product} - {view}' })}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-preview`}
        onChange={(event) => {
          setTemplate(event.target.value);
          isDecided.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTemplate(kept);
          else if (event.key === 'Enter' && problem === null) keep();
          else return;
          isDecided.current = true;
          onDone();
        }}
      />
      {focused ? (
        <div className={styles['preview']} id={`${id}-preview`}>
          <p className={styles['fields']}>
            {fields.map((field) => (
              <button
                key={field}
                type="button"
                className={styles['field']}
                // The click must not take the focus from the field: this panel would close.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => insert(field)}
              >
                {`{${field}}`}
              </button>
            ))}
          </p>
          {problem === null ? (
            <ul>
              {(tried?.samples ?? []).slice(0, 4).map(({ fileName, alt }) => (
                <li key={fileName} className={styles['sample']}>
                  <span className={styles['from']}>{fileName}</span>
                  <span className={styles['to']}>{alt === '' ? text('common.noAltText') : alt}</span>
                </li>
              ))}
            </ul>
          ) : (
            <p className={styles['problem']} role="alert">
              {sentencesOf(problem)}
            </p>
          )}
        </div>
      ) : null}
    </div>
  );
}
