import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import { limits } from '../../shared/limits.ts';
import { cx } from './cx.ts';
import { EmptyState } from './empty-state.tsx';
import styles from './zoom-picture.module.css';
import type { Zoom } from './use-zoom.ts';

interface Props {
  src: string | null;
  standIn: string | undefined;
  alt: string;
  zoom: Zoom;
  /** Places the window onto the picture. */
  className: string | undefined;
  /** Receives the picture's own size in pixels. */
  onSize: (size: { width: number; height: number }) => void;
}

/** A picture that can be zoomed. The smaller one is shown until it loads, or if it fails to load. */
export function ZoomPicture({ src, standIn, alt, zoom, className, onSize }: Props) {
  const [loaded, setLoaded] = useState(false);
  const [missing, setMissing] = useState(src === null);
  const [standInMissing, setStandInMissing] = useState(false);
  const source = missing ? standIn : src;
  const { view, fit, onRoom, handlers } = zoom;
  const style = {
    width: fit.width || '100%',
    height: fit.height || '100%',
    transform: `translate(-50%, -50%) translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
  };
  const size = (image: HTMLImageElement): void =>
    onSize({ width: image.naturalWidth, height: image.naturalHeight });
  if (source == null || (missing && standInMissing)) {
    return (
      <div ref={onRoom} className={className}>
        <EmptyState
          icon={ImageOff}
          title={text('viewer.thisPictureCantBeShown')}
          detail={text('viewer.itWasNotLookedAt')}
        />
      </div>
    );
  }
  return (
    <div
      ref={onRoom}
      className={cx(className, view.scale > 1 && styles['near'])}
      data-scale={view.scale.toFixed(2)}
      {...handlers}
    >
      {standIn !== undefined && !loaded && !missing ? (
        <img
          src={standIn}
          alt=""
          draggable={false}
          className={styles['image']}
          style={style}
          onLoad={(event) => onSize(asLarge(event.currentTarget))}
          onError={() => setStandInMissing(true)}
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

/** Estimated size of the large picture from its smaller stand-in, so that nothing jumps when it loads. */
function asLarge({ naturalWidth, naturalHeight }: HTMLImageElement): { width: number; height: number } {
  const by = limits.zoomEdge / Math.max(naturalWidth, naturalHeight, 1);
  return { width: naturalWidth * by, height: naturalHeight * by };
}
