import { MoveHorizontal } from 'lucide-react';
import { useRef, useState, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { text } from '../../../shared/messages/text.ts';
import type { DrawnRecipe } from '../../../shared/recipe-views.ts';
import { photoAddress } from '../../ui/photo-address.ts';
import styles from './divided-picture.module.css';

/** Percent that an arrow key moves the divider. */
const step = 5;

interface Props {
  drawn: DrawnRecipe;
  isDrawing: boolean;
  /** Percent of the padding, while it is being set; else null. */
  padding: number | null;
}

/** A picture before and after, parted by a divider: left is the file on disk, right what is sent. */
export function DividedPicture({ drawn: { before, after }, isDrawing, padding }: Props) {
  const [at, setAt] = useState(50);
  const box = useRef<HTMLDivElement>(null);

  function onKeyDown(event: KeyboardEvent): void {
    const to = keyed(event.key, at);
    if (to === null) return;
    event.preventDefault();
    setAt(to);
  }

  function follow(event: PointerEvent): void {
    const area = box.current?.getBoundingClientRect();
    if (area === undefined || area.width === 0) return;
    setAt(within(((event.clientX - area.left) / area.width) * 100));
  }

  return (
    <div className={styles['room']}>
      <div
        ref={box}
        className={styles['box']}
        style={{ '--shape': after.width / after.height, '--at': `${at}%` } as CSSProperties}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
        }}
      >
        <img src={photoAddress(after.preview) ?? ''} alt={text('recipe.after')} />
        {padding === null ? null : (
          <span className={styles['padding']} style={{ inset: `${padding}%` }} aria-hidden />
        )}
        <div className={styles['before']}>
          <img src={photoAddress(before.preview) ?? ''} alt={text('recipe.before')} />
        </div>
        <span className={styles['badge']} data-side="before" aria-hidden>
          {text('recipe.before')}
        </span>
        <span className={styles['badge']} data-side="after" aria-hidden>
          {text('recipe.after')}
        </span>
        <input
          type="range"
          className={styles['range']}
          aria-label={text('recipe.divider')}
          aria-valuetext={text('recipe.percent', { percent: Math.round(at) })}
          value={Math.round(at)}
          onChange={(event) => setAt(Number(event.target.value))}
          onKeyDown={onKeyDown}
        />
        <span className={styles['divider']} aria-hidden>
          <span className={styles['knob']}>
            <MoveHorizontal size={16} />
          </span>
        </span>
        {isDrawing ? <output className={styles['progress']} aria-label={text('recipe.drawing')} /> : null}
      </div>
    </div>
  );
}

function keyed(key: string, at: number): number | null {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowDown':
      return within(at - step);
    case 'ArrowRight':
    case 'ArrowUp':
      return within(at + step);
    case 'Home':
      return 0;
    case 'End':
      return 100;
    default:
      return null;
  }
}

function within(at: number): number {
  return Math.min(100, Math.max(0, at));
}
