import styles from './gallery-skeleton.module.css';

export function GallerySkeleton() {
  return (
    <output className={styles['grid']} aria-busy aria-label="Getting the gallery">
      {Array.from({ length: 24 }, (_, index) => (
        <span key={index} className={styles['tile']} />
      ))}
    </output>
  );
}
