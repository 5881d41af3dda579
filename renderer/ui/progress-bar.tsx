import { ProgressBar as AriaProgressBar } from 'react-aria-components';
import { cx } from './cx.ts';
import styles from './progress-bar.module.css';

interface Props {
  label: string;
  /** 0 to 1; null while nobody knows how much there is. */
  fraction: number | null;
  tone?: 'accent' | 'still' | undefined;
}

export function ProgressBar({ label, fraction, tone = 'accent' }: Props) {
  const width = fraction === null ? 30 : Math.min(Math.max(fraction, 0), 1) * 100;
  return (
    <AriaProgressBar
      aria-label={label}
      value={width}
      isIndeterminate={fraction === null}
      className={cx(styles['track'], styles[tone])}
    >
      <span
        className={cx(styles['fill'], fraction === null && styles['unknown'])}
        style={{ width: `${width}%` }}
      />
    </AriaProgressBar>
  );
}
