import { Lock } from 'lucide-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
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
  const list = useRef<HTMLDivElement>(null);
  const active = Math.max(
    0,
    photos.findIndex(({ id }) => id === activeId),
  );

  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);

  function onKeyDown(event: KeyboardEvent): void {
    const to = { ArrowLeft: active - 1, ArrowRight: active + 1, Home: 0, End: photos.length - 1 }[event.key];
    const photo = to === undefined ? undefined : photos[to];
    if (to === undefined) return;
    event.preventDefault();
    if (photo) onGo(photo.id);
  }

  return (
    <div className={styles['strip']}>
      <div
        ref={list}
        className={styles['list']}
        role="listbox"
        aria-label={text('recipe.photosWithIt')}
        aria-orientation="horizontal"
        aria-activedescendant={activeId === null ? undefined : `recipe-photo-${activeId}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {photos.map(({ id, fileName, preview, asIs }) => (
          <div
            key={id}
            id={`recipe-photo-${id}`}
            role="option"
            aria-selected={id === activeId}
            aria-label={asIs ? text('recipe.photoAsIs', { file: fileName }) : fileName}
            className={styles['photo']}
            data-as-is={asIs || undefined}
            onClick={() => onGo(id)}
          >
            {preview === null ? null : <img src={preview} alt="" loading="lazy" />}
            {asIs ? (
              <span className={styles['lock']} aria-hidden>
                <Lock size={12} />
              </span>
            ) : null}
          </div>
        ))}
      </div>
      <span className={styles['place']}>
        {photos.length === 0 ? '' : text('recipe.place', { place: active + 1, count: total })}
      </span>
    </div>
  );
}
