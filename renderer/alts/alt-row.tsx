import { CircleAlert, Images, Pencil, RotateCcw, TriangleAlert } from 'lucide-react';
import { memo, useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import { sentencesOf } from '../../shared/messages/reason.ts';
import { IconButton } from '../ui/button.tsx';
import { Cell } from '../ui/cell.tsx';
import { cx } from '../ui/cx.ts';
import { FactLine } from '../ui/fact-line.tsx';
import type { AltThen } from '../ui/use-alt-field.ts';
import { Picture } from '../ui/picture.tsx';
import { formatNumber } from '../wording/format.ts';
import { isLong, lengthOf, type AltRow as Row } from './alt-table.ts';
import { AltEditor } from './alt-editor.tsx';
import { markedParts } from './find.ts';
import styles from './alts.module.css';

export interface AltRowEvents {
  readonly onEdited: (key: string, alt: string | null, then: AltThen) => void;
  readonly onRevert: (row: Row) => void;
  readonly onOpen: (row: Row) => void;
}

interface Props {
  row: Row;
  /** As typed, saved or not. */
  alt: string;
  change: 'none' | 'changed' | 'changed-by-others';
  /** What filling would write; null for nothing. */
  preview: string | null;
  find: string;
  /** The row above is of the same product. */
  isSameProduct: boolean;
  isEditing: boolean;
  isSelected: boolean;
  events: AltRowEvents;
}

/** The cells of one image. */
export const AltRow = memo(function AltRow(props: Props) {
  const { row, alt, change, preview, find, isSameProduct, isEditing, isSelected, events } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = preview ?? (isEditing ? (typed ?? alt) : alt);
  const { state } = row;
  const canRevert = change !== 'none' || state.type === 'failed';
  return (
    <>
      <Cell className={styles['mark']} data-mark>
        <span className={cx(styles['box'], isSelected && styles['checked'])} aria-hidden />
      </Cell>
      <Cell className={styles['thumb']}>
        <Picture src={row.picture} alt="" iconSize={14} />
      </Cell>
      <Cell className={styles['who']}>
        <span className={isSameProduct ? styles['soft'] : styles['name']} title={row.product}>
          {row.product}
        </span>
        <FactLine className={styles['file']} facts={[row.file, formatNumber(row.place), row.sku]} />
      </Cell>
      <Cell className={styles['text']} data-text>
        {isEditing ? (
          <AltEditor
            row={row}
            alt={alt}
            onType={setTyped}
            onEnd={(...ended) => {
              setTyped(null);
              events.onEdited(...ended);
            }}
          />
        ) : (
          <span
            className={cx(
              styles['cell'],
              preview !== null && styles['preview'],
              state.type === 'failed' && change === 'none' && styles['failed'],
            )}
            title={shown}
          >
            {shown === '' ? (
              <span className={styles['none']}>{text('common.noAltText')}</span>
            ) : preview === null ? (
              <Marked text={alt} find={find} />
            ) : (
              preview
            )}
          </span>
        )}
      </Cell>
      <Cell className={styles['state']}>
        <State row={row} alt={alt} change={change} isFilled={preview !== null} isEditing={isEditing} />
      </Cell>
      <Cell className={cx(styles['length'], isLong(shown) && styles['warn'])}>
        {isLong(shown) ? <TriangleAlert size={12} aria-label={text('alts.longHint')} /> : null}
        {shown === '' ? '–' : formatNumber(lengthOf(shown))}
      </Cell>
      <Cell>
        {canRevert ? (
          <IconButton
            icon={RotateCcw}
            size="small"
            label={text('alts.revert', { file: row.file })}
            onPress={() => events.onRevert(row)}
          />
        ) : (
          <IconButton
            icon={Images}
            size="small"
            label={text('alts.openGallery', { product: row.product })}
            onPress={() => events.onOpen(row)}
          />
        )}
      </Cell>
    </>
  );
});

function Marked({ text: alt, find }: { text: string; find: string }) {
  return markedParts(alt, find).map((part, index) =>
    part.isMatch ? (
      // The parts of a text have no identity but their index.
      // oxlint-disable-next-line react/no-array-index-key
      <mark key={index}>{part.text}</mark>
    ) : (
      part.text
    ),
  );
}

interface StateProps {
  row: Row;
  alt: string;
  change: Props['change'];
  isFilled: boolean;
  isEditing: boolean;
}

function State({ row, alt, change, isFilled, isEditing }: StateProps) {
  if (isEditing) return <span className={styles['soft']}>{text('alts.editing')}</span>;
  if (isFilled) return <span className={styles['soft']}>{text('alts.willBeFilled')}</span>;
  if (change === 'changed-by-others')
    return (
      <span className={styles['warn']} title={text('alts.storeHas', { alt: row.alt })}>
        <TriangleAlert size={12} aria-hidden />
        {text('alts.changedByOthers')}
      </span>
    );
  if (change === 'changed')
    return (
      <span className={styles['changed']}>
        <Pencil size={12} aria-hidden />
        {text('alts.changed')}
      </span>
    );
  if (row.state.type === 'failed')
    return (
      <span className={styles['bad']} title={sentencesOf(row.state.reason)}>
        <CircleAlert size={12} aria-hidden />
        {text('alts.notSaved')}
      </span>
    );
  if (row.state.type === 'saving') return <span className={styles['soft']}>{text('alts.saving')}</span>;
  if (isLong(alt)) return <span className={styles['warn']}>{text('alts.long')}</span>;
  return null;
}
