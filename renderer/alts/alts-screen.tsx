import { ArrowLeft, CircleCheck, Download, Keyboard, Upload, type LucideIcon } from 'lucide-react';
import { memo, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { checkTemplate } from '../../shared/alt-template.ts';
import type { AltList } from '../../shared/alts.ts';
import { text } from '../../shared/messages/text.ts';
import { ok } from '../../shared/outcome.ts';
import { Notices } from '../notices.tsx';
import { announce, choose, showAlts, showDialog } from '../state/actions.ts';
import { ask, tell } from '../state/asking.ts';
import { useSurface } from '../state/surface.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { isModalOpen } from '../ui/focus.ts';
import { ReasonNote } from '../ui/reason-note.tsx';
import { FactLine } from '../ui/fact-line.tsx';
import { UndoButtons } from '../ui/undo-buttons.tsx';
import { useMedia } from '../ui/use-media.ts';
import type { AltThen } from '../ui/use-alt-field.ts';
import { useStable } from '../ui/use-stable.ts';
import { useWindowKeys } from '../ui/use-window-keys.ts';
import type { SteadyStore } from '../wording/store-messages.ts';
import { FillBar, FindBar, ShowBar } from './alt-bars.tsx';
import { AltGrid } from './alt-grid.tsx';
import type { AltRowEvents } from './alt-row.tsx';
import { altKeys, altWindowCommand, type AltCommand, type AltPaletteCommand } from './alt-keys.ts';
import { goTo, noAltSelection, toggle, toggleAll } from './alt-selection.ts';
import {
  countsOf,
  fieldNames,
  keptOrder,
  listed,
  textOf,
  type AltFilter,
  type AltOrder,
  type AltRow,
} from './alt-table.ts';
import styles from './alts.module.css';
import { chosenForActive, fillPlan } from './fill.ts';
import { hasMatch, replacePlan } from './find.ts';
import { ImportDialog } from './import-dialog.tsx';
import { useAltEdits } from './use-alt-edits.ts';
import { useAltRows } from './use-alt-rows.ts';

const noRows: readonly AltRow[] = [];
const noPlan: ReadonlyMap<string, string> = new Map();

interface Shown {
  filter: AltFilter;
  order: AltOrder;
  keys: readonly string[];
  /** The rows from which the keys were made. */
  of: readonly AltRow[];
}

/** The alt texts of all images of a store in one table. */
export const AltsScreen = memo(function AltsScreen({ store }: { store: SteadyStore }) {
  const storeId = store.id;
  const { rows: read, read: readSoFar, problem, reload } = useAltRows(storeId);
  const rows = read ?? noRows;
  const byKey = useMemo(() => new Map(rows.map((row) => [row.key, row])), [rows]);
  const edits = useAltEdits(storeId, byKey, reload);
  const { drafts } = edits;
  const [held, setShown] = useState<Shown>({ filter: 'all', order: 'missing-first', keys: [], of: noRows });
  const shown = held.of === rows ? held : withRows(held, rows, byKey);
  if (shown !== held) setShown(shown);
  const list = useMemo(() => shown.keys.flatMap((key) => byKey.get(key) ?? []), [shown.keys, byKey]);

  const [selection, setSelection] = useState(noAltSelection);
  const [editing, setEditing] = useState<string | null>(null);
  const [typedTemplate, setTemplate] = useState('');
  const template = useDeferredValue(typedTemplate);
  const [find, setFind] = useState('');
  const [by, setBy] = useState('');
  const [dialog, setDialog] = useState<AltList | null>(null);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const findField = useRef<HTMLInputElement>(null);

  const active = Math.min(Math.max(0, shown.keys.indexOf(selection.active ?? '')), list.length - 1);
  const counts = useMemo(() => countsOf(rows, drafts), [rows, drafts]);
  const fields = useMemo(() => fieldNames(rows), [rows]);
  const checked = useMemo(
    () => (template.trim() === '' ? ok(null) : checkTemplate(template, fields)),
    [template, fields],
  );
  const { chosen } = selection;
  const plan = useMemo(
    () => (checked.ok ? fillPlan({ shown: list, drafts, chosen, template }) : noPlan),
    [checked, list, drafts, chosen, template],
  );
  const replacing = useMemo(() => replacePlan(list, drafts, find, by), [list, drafts, find, by]);
  const products = useMemo(() => new Set(rows.map(({ productId }) => productId)).size, [rows]);

  useEffect(() => {
    // The screen was opened to write: its keys work at once.
    if (
      scroller !== null &&
      (document.activeElement === document.body || document.activeElement?.tagName === 'MAIN')
    )
      scroller.focus();
  }, [scroller]);

  useWindowKeys((event) => {
    if (isModalOpen()) return false;
    const command = altWindowCommand(event);
    if (command === 'save') {
      // What is being typed belongs to it.
      if (editing !== null && document.activeElement instanceof HTMLElement) document.activeElement.blur();
      queueMicrotask(() => void latestSave.current());
    } else if (command === 'fill') fill();
    else if (command === 'find') {
      findField.current?.focus();
      findField.current?.select();
    }
    return command !== null;
  });
  const latestSave = useRef(edits.save);
  useEffect(() => {
    latestSave.current = edits.save;
  });

  useSurface(altKeys, runByName);

  function runByName(command: AltPaletteCommand): void {
    if (command === 'save') void edits.save();
    else if (command === 'find') findField.current?.focus();
    else onCommand({ type: command });
  }

  function fill(): void {
    if (!checked.ok) return;
    const texts =
      chosen.size > 0
        ? plan
        : fillPlan({ shown: list, drafts, chosen: chosenForActive(list, active, template), template });
    write(texts, text('alts.editFilling', { count: texts.size }));
    announce(text('alts.filled', { count: texts.size }));
  }

  function fillByButton(): void {
    write(plan, text('alts.editFilling', { count: plan.size }));
    announce(text('alts.filled', { count: plan.size }));
  }

  function write(texts: ReadonlyMap<string, string>, words: string): void {
    if (texts.size > 0) edits.write(words, texts);
  }

  function edit(index: number): void {
    const row = list[index];
    if (row === undefined) return;
    setSelection((before) => goTo(before, shown.keys, index, 'alone'));
    setEditing(row.key);
  }

  function onEdited(key: string, alt: string | null, then: AltThen): void {
    if (alt !== null) edits.write(text('gallery.editAlts', { count: 1 }), new Map([[key, alt]]));
    const next = shown.keys.indexOf(key) + then;
    setEditing(null);
    if (then !== 0 && list[next] !== undefined) edit(next);
    else if (document.activeElement?.tagName === 'TEXTAREA') scroller?.focus();
  }

  function onCommand(command: AltCommand): void {
    switch (command.type) {
      case 'go':
        setSelection(goTo(selection, shown.keys, command.to, command.how));
        break;
      case 'edit':
        edit(active);
        break;
      case 'toggle':
        if (list[active] !== undefined) setSelection(toggle(selection, list[active].key));
        break;
      case 'all':
        setSelection(toggleAll(selection, shown.keys));
        break;
      case 'fill':
        fill();
        break;
      case 'keys':
        showDialog({ type: 'keys' });
        break;
      case 'escape':
        if (chosen.size > 0) setSelection({ ...selection, chosen: new Map() });
        else showAlts(false);
        break;
    }
  }

  function onPress(index: number, how: 'alone' | 'extend' | 'toggle' | 'edit'): void {
    const row = list[index];
    if (row === undefined) return;
    if (how === 'toggle') setSelection(toggle(selection, row.key));
    else if (how === 'edit') edit(index);
    else setSelection(goTo(selection, shown.keys, index, how));
    if (how !== 'edit') scroller?.focus();
  }

  function goToMatch(): void {
    const after = [...list.keys()].map((step) => (active + 1 + step) % list.length);
    const next = after.find((index) => {
      const row = list[index];
      return row !== undefined && hasMatch(textOf(row, drafts), find);
    });
    if (next !== undefined) setSelection(goTo(selection, shown.keys, next, 'alone'));
  }

  async function importList(): Promise<void> {
    const answer = await ask(window.packshot.alts.readList({ storeId }));
    if (answer?.list) setDialog(answer.list);
  }

  async function exportList(): Promise<void> {
    const asked = list.map((row) => ({
      productId: row.productId,
      imageId: row.imageId,
      alt: textOf(row, drafts),
    }));
    const answer = await ask(window.packshot.alts.writeList({ storeId, rows: asked }));
    if (answer?.rows != null) announce(text('alts.exported', { count: answer.rows }));
  }

  const events = useStable<AltRowEvents>({
    onEdited,
    onRevert: revert,
    onOpen: (row) => choose(storeId, { id: row.productId, name: row.product }),
  });

  function revert(row: AltRow): void {
    if (drafts.has(row.key)) edits.write(text('alts.editReverting'), new Map([[row.key, row.alt]]));
    else if (row.state.type === 'failed')
      tell(window.packshot.outbox.dismiss({ entryIds: [row.state.entryId] }));
    scroller?.focus();
  }

  const isAll = shown.keys.length > 0 && shown.keys.every((key) => chosen.has(key));
  const focusTable = (): void => scroller?.focus();
  return (
    <main className={styles['screen']} tabIndex={-1}>
      <Notices />
      <header className={styles['header']}>
        <IconButton icon={ArrowLeft} label={text('alts.back')} onPress={() => showAlts(false)} />
        <div className={styles['words']}>
          <h1 className={styles['title']}>{text('alts.title')}</h1>
          <FactLine
            className={styles['facts']}
            warning={counts.missing > 0 ? text('alts.missingCount', { count: counts.missing }) : undefined}
            facts={[
              read === null
                ? text('alts.reading', { count: readSoFar })
                : text('alts.facts', { images: rows.length, products }),
            ]}
          />
        </div>
        <UndoButtons
          undoSteps={edits.undoSteps}
          redoStep={edits.redoStep}
          onUndo={edits.undo}
          onRedo={() => void edits.redo()}
        />
        <HeaderButton
          icon={Upload}
          isDisabled={read === null}
          label={text('alts.importCsv')}
          onPress={() => void importList()}
        />
        <HeaderButton
          icon={Download}
          isDisabled={list.length === 0}
          label={text('alts.exportCsv')}
          onPress={() => void exportList()}
        />
        <Button
          look="primary"
          aria-keyshortcuts="Control+Enter"
          isDisabled={counts.changed === 0 || edits.isSaving}
          onPress={() => void edits.save()}
        >
          {text('alts.save', { count: counts.changed })}
        </Button>
      </header>
      {problem === null ? null : <ReasonNote tone="danger" reason={problem} />}
      <FillBar
        template={typedTemplate}
        fields={fields}
        checked={checked}
        count={plan.size}
        isSelection={chosen.size > 0 || typedTemplate.trim() === ''}
        onTemplate={setTemplate}
        onFill={fillByButton}
        onLeave={focusTable}
      />
      <div className={styles['bar']}>
        <FindBar
          find={find}
          by={by}
          count={replacing.size}
          field={findField}
          onFind={setFind}
          onBy={setBy}
          onReplace={() => write(replacing, text('alts.editReplacing', { count: replacing.size }))}
          onNext={goToMatch}
          onLeave={focusTable}
        />
        <ShowBar
          filter={shown.filter}
          order={shown.order}
          counts={counts}
          onShow={(filter, order) => {
            setShown({ filter, order, keys: listed(rows, drafts, filter, order), of: rows });
            scroller?.scrollTo({ top: 0 });
          }}
        />
      </div>
      <div className={styles['columns']}>
        <Checkbox
          className={styles['all'] ?? ''}
          aria-label={text('alts.selectAll')}
          isSelected={isAll}
          isIndeterminate={chosen.size > 0 && !isAll}
          onChange={() => setSelection(toggleAll(selection, shown.keys))}
        >
          <span className={styles['box']} aria-hidden />
        </Checkbox>
        <span />
        <span>{text('alts.productAndFile')}</span>
        <span>{text('alts.altText')}</span>
        <span />
        <span className={styles['length']}>{text('alts.length')}</span>
        <span />
      </div>
      {read !== null && list.length === 0 ? (
        <Empty filter={shown.filter} hasImages={rows.length > 0} />
      ) : (
        <AltGrid
          rows={list}
          drafts={drafts}
          chosen={chosen}
          plan={plan}
          find={find}
          active={active}
          editing={editing}
          events={events}
          scroller={scroller}
          onScroller={setScroller}
          onCommand={onCommand}
          onPress={onPress}
        />
      )}
      <footer className={styles['foot']}>
        <p className={styles['why']}>{footWords(list[active], chosen.size)}</p>
        <Button
          size="small"
          look="quiet"
          icon={Keyboard}
          aria-keyshortcuts="?"
          onPress={() => showDialog({ type: 'keys' })}
        >
          {text('common.keys')}
        </Button>
      </footer>
      {dialog === null ? null : (
        <ImportDialog
          list={dialog}
          rows={byKey}
          drafts={drafts}
          onTake={(texts) => edits.write(text('alts.editImporting', { count: texts.size }), texts)}
          onClose={() => setDialog(null)}
        />
      )}
    </main>
  );

  function withRows(before: Shown, now: readonly AltRow[], there: ReadonlyMap<string, AltRow>): Shown {
    const keys = listed(now, drafts, before.filter, before.order);
    const isFirst = before.of.length === 0;
    return { ...before, keys: isFirst ? keys : keptOrder(before.keys, there, keys), of: now };
  }
});

interface HeaderButtonProps {
  icon: LucideIcon;
  label: string;
  isDisabled: boolean;
  onPress: () => void;
}

/** A button that has no room for its words in a narrow window. */
function HeaderButton({ label, ...rest }: HeaderButtonProps) {
  return useMedia('(width < 900px)') ? (
    <IconButton label={label} {...rest} />
  ) : (
    <Button {...rest}>{label}</Button>
  );
}

/** What the row has to say, or what the next press does. */
function footWords(row: AltRow | undefined, selected: number): string {
  if (row?.state.type === 'failed') return text('alts.footFailed');
  return selected > 0 ? text('alts.footSelected', { count: selected }) : text('alts.foot');
}

function Empty({ filter, hasImages }: { filter: AltFilter; hasImages: boolean }) {
  if (!hasImages) return <EmptyState icon={CircleCheck} title={text('alts.noImages')} />;
  return (
    <EmptyState
      icon={CircleCheck}
      title={filter === 'missing' ? text('alts.noneMissing') : text('alts.noneOfThese')}
    />
  );
}
