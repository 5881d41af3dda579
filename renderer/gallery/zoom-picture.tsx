import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { cx } from '../ui/cx.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import styles from './detail-viewer.module.css';
import type { Zoom } from './use-zoom.ts';

interface Props {
  /** Null when there is none. */
  src: string | null;
  /** A smaller one, which is here sooner. */
  standIn: string | undefined;
  alt: string;
  zoom: Zoom;
  /** Told the picture's own size, in pixels. */
  onSize: (size: { width: number; height: number }) => void;
}

/** A picture to look at from near. Until it is here, and where it can't be had, the smaller one is shown. */
export function ZoomPicture({ src, standIn, alt, zoom, onSize }: Props) {
  const [loaded, setLoaded] = useState(false);
  const [missing, setMissing] = useState(src === null);
  const [standInMissing, setStandInMissing] = useState(false);
  const source = missing ? standIn : src;
  const { view, fit } = zoom;
  const style = {
    width: fit.width || '100%',
    height: fit.height || '100%',
    transform: `translate(-50%, -50%) translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
  };
  const size = (image: HTMLImageElement): void =>
    onSize({ width: image.naturalWidth, height: image.naturalHeight });
  if (source == null || (missing && standInMissing)) {
    return (
      <div ref={zoom.room} className={styles['frame']}>
        <EmptyState
          icon={ImageOff}
          title="This picture can’t be shown now"
          detail="It was not looked at before, and the store can’t be reached."
        />
      </div>
    );
  }
  return (
    <div
      ref={zoom.room}
      className={cx(styles['frame'], view.scale > 1 && styles['near'])}
      data-scale={view.scale.toFixed(2)}
      {...zoom.handlers}
    >
      {standIn !== undefined && !loaded && !missing ? (
        <img
          src={standIn}
          alt=""
          draggable={false}
          className={styles['image']}
          style={style}
          onLoad={(event) => size(event.currentTarget)}
        />
      ) : null}
      <img
        src={source}
        alt={alt}
        draggable={false}
        className={cx(styles['image'], !loaded && !missing && styles['coming'])}
        style={style}
        onLoad={(event) => {
          setLoaded(true);
          size(event.currentTarget);
        }}
        onError={() => {
          if (missing) setStandInMissing(true);
          else setMissing(true);
        }}
      />
    </div>
  );
}
