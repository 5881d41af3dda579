import styles from './gallery-skeleton.module.css';

export function GallerySkeleton() {
  return (
    <div className={styles['grid']} role="status" aria-busy aria-label="Getting the gallery">
      {Array.from({ length: 8 }, (_, index) => (
        <span key={index} className={styles['tile']} />
      ))}
    </div>
  );
}
