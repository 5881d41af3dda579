import type { AltList } from '../../shared/alts.ts';
import { text } from '../../shared/messages/text.ts';
import type { Drafts } from '../state/alt-drafts.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Picture } from '../ui/picture.tsx';
import { formatList } from '../wording/format.ts';
import { textOf, type AltRow } from './alt-table.ts';
import styles from './alts.module.css';

interface Props {
  list: AltList;
  rows: ReadonlyMap<string, AltRow>;
  drafts: Drafts;
  onTake: (texts: ReadonlyMap<string, string>) => void;
  onClose: () => void;
}

/** Changes that are listed; the rest is counted. */
const shown = 200;

/** What a CSV file changes, before anything is taken from it. */
export function ImportDialog({ list, rows, drafts, onTake, onClose }: Props) {
  const changes = list.changes.flatMap(({ imageId, alt }) => {
    const row = rows.get(`image-${imageId}`);
    return row === undefined || textOf(row, drafts) === alt ? [] : [{ row, alt }];
  });
  const facts = formatList([
    list.same > 0 && text('alts.importSame', { count: list.same }),
    list.unknown > 0 && text('alts.importUnknown', { count: list.unknown }),
    list.unreadable > 0 && text('alts.importUnreadable', { count: list.unreadable }),
    list.tooLong > 0 && text('alts.importTooLong', { count: list.tooLong }),
  ]);
  return (
    <Dialog
      title={text('alts.importTitle', { count: changes.length })}
      width="medium"
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text('common.cancel')}</Button>
          <Button
            look="primary"
            isDisabled={changes.length === 0}
            onPress={() => {
              onTake(new Map(changes.map(({ row, alt }) => [row.key, alt])));
              onClose();
            }}
          >
            {text('alts.importTake', { count: changes.length })}
          </Button>
        </>
      }
    >
      <p>{text('alts.importDetail')}</p>
      {facts === '' ? null : <p className={styles['soft']}>{facts}</p>}
      {changes.length === 0 ? null : (
        // A scrolling area must be reachable by keyboard (WCAG 2.1.1).
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <ul className={styles['changes']} aria-label={text('alts.importChanges')} tabIndex={0}>
          {changes.slice(0, shown).map(({ row, alt }) => (
            <li key={row.key} className={styles['change']}>
              <span className={styles['thumb']}>
                <Picture src={row.picture} alt="" iconSize={14} />
              </span>
              <span className={styles['who']}>
                <span className={alt === '' ? styles['none'] : styles['wraps']}>
                  {alt || text('common.noAltText')}
                </span>
                <span className={styles['file']}>
                  {textOf(row, drafts) === ''
                    ? `${row.product} · ${row.file}`
                    : text('gallery.was', { alt: textOf(row, drafts) })}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {changes.length > shown ? (
        <p className={styles['soft']}>{text('common.andMore', { count: changes.length - shown })}</p>
      ) : null}
    </Dialog>
  );
}
