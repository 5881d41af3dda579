import { ArrowDownToLine, ChevronDown } from 'lucide-react';
import type { RefObject } from 'react';
import { MenuTrigger } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { TextKey } from '../../shared/messages/en/texts.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { Button } from '../ui/button.tsx';
import { FilterButtons } from '../ui/filter-buttons.tsx';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { useMedia } from '../ui/use-media.ts';
import { ReasonNote } from '../ui/reason-note.tsx';
import { formatNumber } from '../wording/format.ts';
import { altFilters, altOrders, type AltFilter, type AltOrder } from './alt-table.ts';
import styles from './alts.module.css';

const fieldWords: Readonly<Record<string, TextKey & `alts.field${string}`>> = {
  product: 'alts.fieldProduct',
  sku: 'alts.fieldSku',
  brand: 'alts.fieldBrand',
  category: 'alts.fieldCategory',
  view: 'alts.fieldView',
  number: 'alts.fieldNumber',
  file: 'alts.fieldFile',
};

/** What a field is called; an option by its own name. */
function fieldName(field: string): string {
  const known = fieldWords[field];
  return known === undefined
    ? field.charAt(0).toUpperCase() + field.slice(1)
    : text(known as 'alts.fieldProduct');
}

interface FillProps {
  template: string;
  fields: readonly string[];
  checked: Outcome<null>;
  /** Rows that filling changes, and whether they are selected ones. */
  count: number;
  isSelection: boolean;
  onTemplate: (template: string) => void;
  onFill: () => void;
  onLeave: () => void;
}

/** The template, its fields, and the button that fills. */
export function FillBar(props: FillProps) {
  const { template, fields, checked, count, isSelection, onTemplate, onFill, onLeave } = props;
  const isWide = useMedia('(width >= 1200px)');
  const insert = (field: string): void =>
    onTemplate(`${template}${/\S$/.test(template) ? ' ' : ''}{${field}}`);
  return (
    <>
      <div className={styles['bar']}>
        <span className={styles['label']}>{text('alts.fill')}</span>
        <input
          className={styles['template']}
          aria-label={text('gallery.template')}
          aria-invalid={!checked.ok}
          placeholder={text('alts.templateHint')}
          value={template}
          maxLength={500}
          spellCheck={false}
          onChange={(event) => onTemplate(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onFill();
            if (event.key === 'Escape') onLeave();
          }}
        />
        {isWide ? (
          <fieldset className={styles['fields']} aria-label={text('gallery.putIntoTheTemplate')}>
            {fields.map((field) => (
              <Button key={field} size="small" onPress={() => insert(field)}>
                {fieldName(field)}
              </Button>
            ))}
          </fieldset>
        ) : (
          <MenuTrigger>
            <Button size="small">
              {text('alts.field')}
              <ChevronDown size={12} aria-hidden />
            </Button>
            <Menu aria-label={text('gallery.putIntoTheTemplate')}>
              {fields.map((field) => (
                <MenuItem key={field} onAction={() => insert(field)}>
                  {fieldName(field)}
                </MenuItem>
              ))}
            </Menu>
          </MenuTrigger>
        )}
        {isWide ? null : <span className={styles['gap']} />}
        <Button
          icon={ArrowDownToLine}
          aria-keyshortcuts="Control+D"
          isDisabled={count === 0}
          onPress={onFill}
        >
          {isSelection ? text('alts.fillSelected', { count }) : text('alts.fillMissing', { count })}
        </Button>
      </div>
      {checked.ok ? null : <ReasonNote tone="warning" reason={checked.reason} said="soon" />}
    </>
  );
}

interface FindProps {
  find: string;
  by: string;
  count: number;
  field: RefObject<HTMLInputElement | null>;
  onFind: (find: string) => void;
  onBy: (by: string) => void;
  onReplace: () => void;
  onNext: () => void;
  onLeave: () => void;
}

/** What is searched for, and what replaces it. */
export function FindBar({ find, by, count, field, onFind, onBy, onReplace, onNext, onLeave }: FindProps) {
  return (
    <div className={styles['find']}>
      <span className={styles['label']}>{text('alts.find')}</span>
      <input
        ref={field}
        className={styles['word']}
        aria-label={text('alts.find')}
        placeholder={text('alts.find')}
        value={find}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => onFind(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onNext();
          if (event.key === 'Escape') onLeave();
        }}
      />
      <span className={styles['between']}>{text('alts.replaceWith')}</span>
      <input
        className={styles['word']}
        aria-label={text('alts.replaceWith')}
        placeholder={text('alts.replaceWith')}
        value={by}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => onBy(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onReplace();
          if (event.key === 'Escape') onLeave();
        }}
      />
      <Button isDisabled={count === 0} onPress={onReplace}>
        {text('alts.replaceIn', { count })}
      </Button>
    </div>
  );
}

const filterNames: Readonly<Record<AltFilter, string>> = {
  all: text('alts.all'),
  missing: text('alts.missing'),
  changed: text('alts.changed'),
  long: text('alts.long'),
  failed: text('alts.notSaved'),
};
const orderNames: Readonly<Record<AltOrder, string>> = {
  'missing-first': text('alts.missingFirst'),
  product: text('alts.byProduct'),
};

interface ShowProps {
  filter: AltFilter;
  order: AltOrder;
  counts: Readonly<Record<AltFilter, number>>;
  /** Also called with what is shown already: the rows are sorted anew. */
  onShow: (filter: AltFilter, order: AltOrder) => void;
}

/** Which rows are shown, and in which order. */
export function ShowBar({ filter, order, counts, onShow }: ShowProps) {
  const isNarrow = useMedia('(width < 760px)');
  const shownFilters = altFilters.filter(
    (name) => name !== 'failed' || counts.failed > 0 || filter === 'failed',
  );
  const filterWords = (name: AltFilter): string => `${filterNames[name]} ${formatNumber(counts[name])}`;
  return (
    <div className={styles['show']}>
      {isNarrow ? (
        <MenuTrigger>
          <Button size="small" look="quiet">
            {filterWords(filter)}
            <ChevronDown size={12} aria-hidden />
          </Button>
          <Menu aria-label={text('common.show')} selectionMode="single" selectedKeys={[filter]}>
            {shownFilters.map((name) => (
              <MenuItem key={name} id={name} onAction={() => onShow(name, order)}>
                {filterWords(name)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      ) : (
        <FilterButtons
          filters={shownFilters.map((id) => ({
            id,
            name: filterNames[id],
            count: formatNumber(counts[id]),
          }))}
          chosen={filter}
          onChoose={(name) => onShow(name, order)}
        />
      )}
      <MenuTrigger>
        <Button size="small" look="quiet">
          {orderNames[order]}
          <ChevronDown size={12} aria-hidden />
        </Button>
        <Menu aria-label={text('alts.order')} selectionMode="single" selectedKeys={[order]}>
          {altOrders.map((one) => (
            <MenuItem key={one} id={one} onAction={() => onShow(filter, one)}>
              {orderNames[one]}
            </MenuItem>
          ))}
        </Menu>
      </MenuTrigger>
    </div>
  );
}
