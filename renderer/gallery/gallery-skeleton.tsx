import { text } from '../../shared/messages/text.ts';
import styles from './gallery-skeleton.module.css';

export function GallerySkeleton() {
  return (
    <output className={styles['grid']} aria-busy aria-label={text('gallery.gettingTheGallery')}>
      {Array.from({ length: 24 }, (_, index) => (
        <span key={index} className={styles['tile']} />
      ))}
    </output>
  );
}
