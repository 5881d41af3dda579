import { cx } from './cx.ts';
import styles from './fact-line.module.css';

interface Props {
  /** Most important first; empty ones are left out. */
  facts: readonly (string | false | null | undefined)[];
  /** A fact that asks for a look: it is the last that goes. */
  warning?: string | undefined;
  className?: string | undefined;
}

/** Facts in one line, each whole or not at all, since half of one says something else. */
export function FactLine({ facts, warning, className }: Props) {
  const shown = facts.filter((fact) => typeof fact === 'string').filter(Boolean);
  return (
    <span className={cx(styles['line'], className)} title={[warning ?? [], shown].flat().join(' · ')}>
      {warning === undefined ? null : <span className={styles['warning']}>{warning}</span>}
      {shown.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </span>
  );
}
