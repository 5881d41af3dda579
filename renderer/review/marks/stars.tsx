import { Star } from 'lucide-react';
import { text } from '../../../shared/messages/text.ts';
import { maxStars } from '../../../shared/review.ts';
import { cx } from '../../ui/cx.ts';
import styles from './stars.module.css';

interface Props {
  stars: number;
  /** Whether the buttons are in the tab order. */
  isReachable: boolean;
  size?: 'small' | 'large';
  /** Without ratings of their own, as for a selection. */
  isPlain?: boolean;
  onRate: (stars: number) => void;
}

const places = Array.from({ length: maxStars }, (_, at) => at + 1);

/** Five stars to press. The one that is set clears the rating. */
export function Stars({ stars, isReachable, size = 'small', isPlain = false, onRate }: Props) {
  return (
    <span
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="group"
      aria-label={text('review.rating', { stars })}
      className={cx(styles['stars'], styles[size])}
    >
      {places.map((place) => {
        const isOn = place <= stars;
        return (
          <button
            key={place}
            type="button"
            tabIndex={isReachable ? 0 : -1}
            className={cx(styles['star'], isOn && styles['on'])}
            title={text('review.stars', { stars: place })}
            aria-label={text('review.stars', { stars: place })}
            aria-pressed={isPlain ? undefined : place === stars}
            onClick={() => onRate(place === stars ? 0 : place)}
          >
            {isOn || isPlain || size === 'large' ? (
              <Star size={size === 'large' ? 16 : 13} fill={isOn ? 'currentColor' : 'none'} aria-hidden />
            ) : (
              <span className={styles['dot']} />
            )}
          </button>
        );
      })}
    </span>
  );
}
