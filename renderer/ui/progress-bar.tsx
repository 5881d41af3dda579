import { cx } from './cx.ts';
import styles from './progress-bar.module.css';

interface Props {
  label: string;
  /** 0 to 1; null when the total is unknown. */
  fraction: number | null;
  tone?: 'accent' | 'still' | undefined;
}

/** Plain elements, and a fill that only the compositor moves: dozens of these change ten times a second. */
export function ProgressBar({ label, fraction, tone = 'accent' }: Props) {
  const percent = fraction === null ? null : Math.round(Math.min(Math.max(fraction, 0), 1) * 1000) / 10;
  return (
    <div
      // A <progress> can't have a custom fill.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      className={cx(styles['track'], styles[tone])}
    >
      <span
        className={cx(styles['fill'], percent === null && styles['unknown'])}
        style={percent === null ? undefined : { transform: `translateX(${percent - 100}%)` }}
      />
    </div>
  );
}
