import { ImageOff, type LucideIcon } from 'lucide-react';
import { useEffect, useState } from 'react';
import { cx } from './cx.ts';
import { waitBeforeTry } from './picture-tries.ts';
import styles from './picture.module.css';

interface Props {
  /** Same-origin path; null when there is none. */
  src: string | null;
  alt: string;
  fit?: 'contain' | 'cover';
  icon?: LucideIcon;
  iconSize?: number;
  /** A picture that has loaded already, shown until `src` has loaded and if it fails. */
  standIn?: string | undefined;
}

type Loading = { src: string | null; type: 'loading' | 'missing'; failures: number };

/** Pictures that load sooner are shown without a fade, which costs more than the picture itself. */
const atOnceMs = 150;

/** A picture that reserves its space while loading, shows a failure, and is then requested again. */
export function Picture({ src, alt, fit = 'contain', icon: Icon = ImageOff, iconSize = 20, standIn }: Props) {
  const [loading, setLoading] = useState<Loading>({ src, type: 'loading', failures: 0 });
  const current: Loading = loading.src === src ? loading : { src, type: 'loading', failures: 0 };
  const { type: state, failures } = current;

  useEffect(() => {
    if (src === null || state !== 'missing') return undefined;
    const tryAgain = (): void => setLoading({ src, type: 'loading', failures });
    const startOver = (): void => setLoading({ src, type: 'loading', failures: 0 });
    const wait = waitBeforeTry(failures);
    const timer = wait === null ? undefined : setTimeout(tryAgain, wait);
    window.addEventListener('online', startOver);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('online', startOver);
    };
  }, [src, state, failures]);

  if (standIn !== undefined && state === 'missing') {
    return <img src={standIn} alt={alt} draggable={false} className={cx(styles['standing'], styles[fit])} />;
  }
  if (src === null || state === 'missing') {
    return (
      <span className={styles['none']} role={alt ? 'img' : undefined} aria-label={alt || undefined}>
        <Icon size={iconSize} strokeWidth={1.5} aria-hidden />
      </span>
    );
  }
  return (
    <>
      <img
        key={src}
        ref={(element) => {
          if (element === null) return;
          if (!askedAt.has(element)) askedAt.set(element, performance.now());
          if (element.complete && element.naturalWidth > 0) show(element);
        }}
        src={src}
        alt={alt}
        decoding={standIn === undefined ? 'async' : 'sync'}
        draggable={false}
        className={cx(styles['picture'], styles[fit])}
        onLoad={(event) => show(event.currentTarget)}
        onError={() => setLoading({ src, type: 'missing', failures: failures + 1 })}
      />
      {standIn === undefined ? (
        <span className={styles['skeleton']} aria-hidden />
      ) : (
        <img src={standIn} alt="" draggable={false} className={cx(styles['standing'], styles[fit])} />
      )}
    </>
  );
}

const askedAt = new WeakMap<HTMLImageElement, number>();

/** Bypasses React: scrolling a gallery loads a hundred pictures a second. */
function show(element: HTMLImageElement): void {
  const waited = performance.now() - (askedAt.get(element) ?? 0);
  element.dataset['shown'] ??= waited < atOnceMs ? 'at-once' : 'slowly';
}
