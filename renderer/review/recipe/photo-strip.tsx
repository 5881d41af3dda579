import { Lock } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { text } from '../../../shared/messages/text.ts';
import type { RecipePhoto } from '../../../shared/recipe-views.ts';
import styles from './photo-strip.module.css';

interface Props {
  photos: readonly RecipePhoto[];
  /** More than those that are listed. */
  total: number;
  activeId: number | null;
  onGo: (itemId: number) => void;
}

/** The photos that a recipe is for. Arrow keys show another of them. */
export function PhotoStrip({ photos, total, activeId, onGo }: Props) {
  const active = photos.findIndex(({ id }) => id === activeId);
  return (
    <div className={styles['strip']}>
      <ListBox
        aria-label={text('recipe.photosWithIt')}
        orientation="horizontal"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={activeId === null ? [] : [activeId]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          if (key !== undefined) onGo(Number(key));
        }}
        className={styles['list'] ?? ''}
      >
        {photos.map(({ id, fileName, preview, asIs }) => (
          <ListBoxItem
            key={id}
            id={id}
            textValue={asIs ? text('recipe.photoAsIs', { file: fileName }) : fileName}
            aria-label={asIs ? text('recipe.photoAsIs', { file: fileName }) : fileName}
            className={styles['photo'] ?? ''}
            data-as-is={asIs || undefined}
          >
            {preview === null ? null : <img src={preview} alt="" loading="lazy" />}
            {asIs ? (
              <span className={styles['lock']} aria-hidden>
                <Lock size={12} />
              </span>
            ) : null}
          </ListBoxItem>
        ))}
      </ListBox>
      <span className={styles['place']}>
        {photos.length === 0 ? '' : text('recipe.place', { position: Math.max(0, active) + 1, count: total })}
      </span>
    </div>
  );
}
