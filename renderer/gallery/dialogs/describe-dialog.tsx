import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { text } from '../../../shared/messages/text.ts';
import { checkAltTemplate } from '../../../shared/alt-template.ts';
import type { Product } from '../../../shared/model.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Picture } from '../../ui/picture.tsx';
import { ReasonNote } from '../../ui/reason-note.tsx';
import styles from './describe-dialog.module.css';
import { altPreviews } from './describe-fields.ts';
import type { GalleryRow } from '../gallery-rows.ts';
import { tileFile } from '../../wording/gallery-messages.ts';

interface Props {
  rows: readonly GalleryRow[];
  /** Position in the gallery by row id, from 1. */
  places: ReadonlyMap<string, number>;
  product: Product;
  onDescribe: (alts: ReadonlyMap<string, string>) => void;
  onClose: () => void;
}

const placeholders: readonly (readonly [string, string])[] = [
  ['{product}', text('gallery.name')],
  ['{sku}', text('gallery.sku')],
  ['{view}', text('gallery.view')],
  ['{number}', text('gallery.number')],
  ['{file}', text('gallery.fileName')],
];
const shown = 60;

export function DescribeDialog({ rows, places, product, onDescribe, onClose }: Props) {
  const [template, setTemplate] = useState('{product}, {view}');
  const [onlyMissing, setOnlyMissing] = useState(rows.some(({ tile }) => tile.alt === ''));
  const affected = onlyMissing ? rows.filter(({ tile }) => tile.alt === '') : rows;
  const checked = checkAltTemplate(template);
  const previews = checked.ok ? altPreviews(affected, template, places, product) : [];
  const changes = previews.filter(({ row, alt }) => alt !== row.tile.alt);
  const has = rows.some(({ tile }) => tile.alt !== '');

  function save(): void {
    onDescribe(new Map(changes.map(({ row, alt }) => [row.id, alt])));
    onClose();
  }

  return (
    <Dialog
      title={text('gallery.altTextsFor', { count: rows.length })}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button look="primary" isDisabled={changes.length === 0} onPress={save}>
            {changes.length === 0
              ? text('gallery.nothingChanges')
              : text('gallery.changeAltTexts', { count: changes.length })}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (changes.length > 0) save();
        }}
      >
        <Field
          // The dialog was opened to write this.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          label={text('gallery.template')}
          value={template}
          maxLength={500}
          onChange={setTemplate}
        />
        <fieldset className={styles['chips']} aria-label={text('gallery.putIntoTheTemplate')}>
          {placeholders.map(([code, words]) => (
            <Button
              key={code}
              size="small"
              onPress={() => setTemplate((before) => `${before}${/\S$/.test(before) ? ' ' : ''}${code}`)}
            >
              {words}
            </Button>
          ))}
          {has ? (
            <Checkbox className={styles['check'] ?? ''} isSelected={onlyMissing} onChange={setOnlyMissing}>
              <span className={styles['box']} aria-hidden />
              {text('gallery.onlyWhereItIsMissing')}
            </Checkbox>
          ) : null}
        </fieldset>
      </form>
      {checked.ok ? null : <ReasonNote tone="warning" shape="box" reason={checked.reason} said="soon" />}
      {/* A scrolling area must be reachable by keyboard (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={styles['list']} aria-label={text('gallery.whatTheyWillBe')} tabIndex={0}>
        {previews.slice(0, shown).map(({ row, alt }) => (
          <li key={row.id} className={styles['item']}>
            <span className={styles['thumb']}>
              <Picture
                src={row.tile.type === 'image' ? row.tile.picture : row.tile.entry.preview}
                alt=""
                iconSize={14}
              />
            </span>
            <span className={styles['words']}>
              <span className={alt === '' ? styles['none'] : styles['alt']}>
                {alt || text('common.noAltText')}
              </span>
              <span className={styles['was']}>
                {row.tile.alt === alt
                  ? text('gallery.staysAsItIs')
                  : row.tile.alt === ''
                    ? tileFile(row.tile)
                    : text('gallery.was', { alt: row.tile.alt })}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {previews.length > shown ? (
        <p className={styles['rest']}>{text('common.andMore', { count: previews.length - shown })}</p>
      ) : null}
    </Dialog>
  );
}
