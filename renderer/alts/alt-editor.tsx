import { maxAltLength } from '../../shared/alts.ts';
import { text } from '../../shared/messages/text.ts';
import { useAltField, type AltThen } from '../ui/use-alt-field.ts';
import type { AltRow } from './alt-table.ts';
import styles from './alts.module.css';

interface Props {
  row: AltRow;
  alt: string;
  onType: (typed: string) => void;
  /** `alt` is null if it stays as it was. */
  onEnd: (key: string, alt: string | null, then: AltThen) => void;
}

export function AltEditor({ row, alt, onType, onEnd }: Props) {
  const field = useAltField({ alt, breaksLines: true, onEnd: (next, then) => onEnd(row.key, next, then) });
  return (
    <textarea
      {...field}
      rows={1}
      className={styles['editor']}
      aria-label={text('common.altTextOf', { file: row.file })}
      maxLength={maxAltLength}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
