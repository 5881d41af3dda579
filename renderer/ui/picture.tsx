import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { cx } from './cx.ts';
import styles from './picture.module.css';

interface Props {
  /** Same-origin path; null when there is none. */
  src: string | null;
  alt: string;
  fit?: 'contain' | 'cover';
  iconSize?: number;
}

type Loading = { src: string | null; is: 'loading' | 'shown' | 'missing' };

/** A picture that keeps its place while it loads and says so when it can't be had. */
export function Picture({ src, alt, fit = 'contain', iconSize = 20 }: Props) {
  const [loading, setLoading] = useState<Loading>({ src, is: 'loading' });
  const state = loading.src === src ? loading.is : 'loading';
  if (src === null || state === 'missing') {
    return (
      <span className={styles['none']} role={alt ? 'img' : undefined} aria-label={alt || undefined}>
        <ImageOff size={iconSize} strokeWidth={1.5} aria-hidden />
      </span>
    );
  }
  return (
    <img
      ref={(element) => {
        // One that the browser has already: shown at once, without the fade.
        if (element?.complete && element.naturalWidth > 0 && state === 'loading')
          setLoading({ src, is: 'shown' });
      }}
      src={src}
      alt={alt}
      decoding="async"
      draggable={false}
      className={cx(styles['picture'], styles[fit], state === 'shown' && styles['shown'])}
      onLoad={() => setLoading({ src, is: 'shown' })}
      onError={() => setLoading({ src, is: 'missing' })}
    />
  );
}
