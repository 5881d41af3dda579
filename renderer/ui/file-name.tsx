import styles from './file-name.module.css';

/** Letters at the end that are always shown: enough for a view and a type, as in `_front.jpg`. */
const keptLetters = 10;

/** A file name. Without room it is cut in its middle: names of photos of one product differ at their end. */
export function FileName({ name }: { name: string }) {
  const letters = Array.from(name);
  if (letters.length <= 1.5 * keptLetters) return <bdi>{name}</bdi>;
  return (
    <bdi className={styles['name']}>
      <span className={styles['start']}>{letters.slice(0, -keptLetters).join('')}</span>
      <span className={styles['end']}>{letters.slice(-keptLetters).join('')}</span>
    </bdi>
  );
}
