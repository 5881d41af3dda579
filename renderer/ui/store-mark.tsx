import styles from './store-mark.module.css';

/** A store's colour with its first letter. Only a sign: its name stands beside it. */
export function StoreMark({ name, colour }: { name: string; colour: number }) {
  return (
    <span className={styles['mark']} data-colour={colour} aria-hidden>
      {String.fromCodePoint(name.trim().codePointAt(0) ?? 32).toUpperCase()}
    </span>
  );
}
