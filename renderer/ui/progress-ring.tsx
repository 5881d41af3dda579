import styles from './progress-ring.module.css';

const radius = 7;
const around = 2 * Math.PI * radius;

/** Decorative ring beside a text. `fraction`: 0 to 1. */
export function ProgressRing({ fraction }: { fraction: number }) {
  const shown = Math.min(Math.max(fraction, 0.03), 1);
  return (
    <svg className={styles['ring']} width={18} height={18} viewBox="0 0 18 18" aria-hidden>
      <circle cx={9} cy={9} r={radius} className={styles['track']} />
      <circle
        cx={9}
        cy={9}
        r={radius}
        className={styles['fill']}
        strokeDasharray={around}
        strokeDashoffset={around * (1 - shown)}
      />
    </svg>
  );
}
