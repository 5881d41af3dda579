import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import type { Response } from '../../shared/contract.ts';
import type { Settings } from '../../shared/model.ts';
import { photoRoles, readRoleOrder } from '../../shared/photo-roles.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf, tell } from '../state/asking.ts';
import { useCurrentStore } from '../state/selectors.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { TextBlock } from '../ui/field.tsx';
import box from '../ui/text-box.module.css';
import styles from './matching-section.module.css';
import { Section, SettingRow } from './section.tsx';
import { Switch } from '../ui/switch.tsx';
import { sentencesOf } from '../../shared/messages/reason.ts';

type Tried = Response<'matching.tryPatterns'>;

/** Limit of the contract. */
const maxPatterns = 20;
/** Pause in typing before the main process is asked, in ms. */
const restMs = 150;

/** The user's own patterns for file names, which come before the built-in rules, and a trial of both. */
export function MatchingSection({
  match,
  galleryOrder,
  readLabels,
}: Pick<Settings, 'match' | 'galleryOrder' | 'readLabels'>) {
  const [patterns, setPatterns] = useState<readonly string[]>(match.patterns);
  const [names, setNames] = useState('');
  const typed = patterns.map((pattern) => pattern.trim()).filter(Boolean);
  const tried = useTried(typed, namesOf(names));
  const problems = tried?.problems ?? [];

  /** Saves the patterns once all of them are valid. */
  function keep(next: readonly string[]): void {
    const wanted = next.map((pattern) => pattern.trim()).filter(Boolean);
    if (JSON.stringify(wanted) === JSON.stringify(match.patterns)) return;
    if (problems.some(({ pattern }) => wanted.includes(pattern))) return;
    tell(window.packshot.app.changeSettings({ match: { patterns: wanted } }));
  }

  function put(next: readonly string[], words: string): void {
    setPatterns(next);
    keep(next);
    announce(words);
  }

  function swap(index: number, to: number): void {
    const next = [...patterns];
    const [moved] = next.splice(index, 1);
    if (moved !== undefined) next.splice(to, 0, moved);
    put(next, text('settings.patternMoved', { number: to + 1 }));
  }

  return (
    <Section title={text('settings.findingProductsByFileNames')}>
      <SettingRow
        name={text('settings.yourOwnPatterns')}
        help={text('settings.patternsHelp', {
          sku: '{sku}',
          id: '{id}',
          view: '{view}',
          number: '{number}',
          date: '{date}',
          anything: '{anything}',
          folder: '{folder:sku}',
        })}
      />
      <ul className={styles['patterns']} aria-label={text('settings.patternsFirstToLast')}>
        {patterns.map((pattern, index) => {
          const problem = problems.find((each) => each.pattern === pattern.trim());
          return (
            // A pattern has no identity but its index.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className={styles['pattern']}>
              <div className={styles['line']}>
                <input
                  className={cx(box['box'], styles['input'], problem && styles['wrong'])}
                  aria-label={text('settings.pattern', { number: index + 1 })}
                  aria-invalid={problem !== undefined}
                  aria-describedby={problem ? `pattern-problem-${index}` : undefined}
                  placeholder="{sku}_{view}"
                  spellCheck={false}
                  maxLength={200}
                  value={pattern}
                  onChange={(event) => setPatterns(patterns.with(index, event.target.value))}
                  onBlur={() => keep(patterns)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter') keep(patterns);
                  }}
                />
                <IconButton
                  icon={ArrowUp}
                  label={text('settings.patternEarlier', { number: index + 1 })}
                  size="small"
                  isDisabled={index === 0}
                  onPress={() => swap(index, index - 1)}
                />
                <IconButton
                  icon={ArrowDown}
                  label={text('settings.patternLater', { number: index + 1 })}
                  size="small"
                  isDisabled={index === patterns.length - 1}
                  onPress={() => swap(index, index + 1)}
                />
                <IconButton
                  icon={Trash2}
                  label={text('settings.removePattern', { number: index + 1 })}
                  size="small"
                  onPress={() =>
                    put(
                      patterns.filter((_, at) => at !== index),
                      text('settings.patternRemoved'),
                    )
                  }
                />
              </div>
              {problem ? (
                <p id={`pattern-problem-${index}`} className={styles['problem']}>
                  {sentencesOf(problem.reason)}
                </p>
              ) : null}
            </li>
          );
        })}
      </ul>
      <div>
        <Button
          size="small"
          icon={Plus}
          isDisabled={patterns.length >= maxPatterns}
          onPress={() => setPatterns([...patterns, ''])}
        >
          {text('settings.addAPattern')}
        </Button>
      </div>
      <TextBlock
        label={text('settings.tryNamesOneOnEach')}
        rows={3}
        value={names}
        onChange={setNames}
        placeholder="shoot/ALD-1000_front.jpg"
      />
      {tried === null || tried.results.length === 0 ? null : <Results results={tried.results} />}
      <GalleryOrder order={galleryOrder} />
      <SettingRow name={text('settings.labels')} help={text('settings.labelsHelp')}>
        <Switch
          label={text('settings.readLabels')}
          isSelected={readLabels}
          onChange={(reads) => tell(window.packshot.app.changeSettings({ readLabels: reads }))}
        />
      </SettingRow>
    </Section>
  );
}

function GalleryOrder({ order }: { order: Settings['galleryOrder'] }) {
  const [typed, setTyped] = useState(order.join(', '));
  const { unknown } = readRoleOrder(typed);

  /** Saved while typing: a dialog that is closed by Escape takes the focus from no field. */
  function change(words: string): void {
    setTyped(words);
    const next = readRoleOrder(words);
    if (next.unknown.length > 0 || JSON.stringify(next.roles) === JSON.stringify(order)) return;
    tell(window.packshot.app.changeSettings({ galleryOrder: next.roles }));
    announce(text('settings.galleryOrderKept'));
  }

  return (
    <div>
      <TextBlock
        label={text('settings.galleryOrder')}
        rows={2}
        value={typed}
        onChange={change}
        placeholder={photoRoles.join(', ')}
      />
      {unknown.length === 0 ? null : (
        <p className={styles['problem']}>
          {text('settings.unknownRoles', { roles: unknown.join(', '), known: photoRoles.join(', ') })}
        </p>
      )}
    </div>
  );
}

function Results({ results }: { results: Tried['results'] }) {
  return (
    // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles['results']} aria-label={text('settings.whatBecomesOfTheNames')} tabIndex={0}>
      <ul>
        {results.map(({ name, match, product }) => (
          <li key={name} className={styles['result']}>
            <span className={styles['name']} title={name}>
              {name}
            </span>
            <span className={cx(styles['found'], match.type !== 'matched' && styles['soft'])}>
              {match.certainty === 'suggested'
                ? text('settings.isSuggested', { product })
                : match.type === 'matched'
                  ? product
                  : match.type === 'ambiguous'
                    ? text('settings.youWouldBeAsked')
                    : text('settings.noProduct')}
            </span>
            <span className={styles['why']}>{match.why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Results of the patterns for sample names, requested after each pause in typing. */
function useTried(patterns: readonly string[], names: readonly string[] | null): Tried | null {
  const storeId = useCurrentStore()?.id ?? null;
  const [tried, setTried] = useState<Tried | null>(null);
  const asked = JSON.stringify({ storeId, patterns, names });
  useEffect(() => {
    let stopped = false;
    const ask = async (): Promise<void> => {
      const request = JSON.parse(asked) as {
        storeId: string | null;
        patterns: string[];
        names: string[] | null;
      };
      if (request.storeId === null) return;
      const outcome = await outcomeOf(
        window.packshot.matching.tryPatterns({ ...request, storeId: request.storeId }),
      );
      if (!stopped && outcome.ok) setTried(outcome.value);
    };
    const timer = setTimeout(() => void ask(), restMs);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [asked]);
  return tried;
}

/** The typed sample names, up to the limit; null for none: the main process then uses its own samples. */
function namesOf(text: string): string[] | null {
  const names = [...new Set(text.split('\n').map((line) => line.trim()))].filter(
    (line) => line !== '' && line.length <= 500,
  );
  return names.length === 0 ? null : names.slice(0, 50);
}
