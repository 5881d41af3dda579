import { Image, ImageUpscale } from 'lucide-react';
import { create } from 'zustand';
import { text } from '../../../shared/messages/text.ts';
import styles from './tile-size.module.css';

/** Width of a picture on the contact sheet, in pixels. */
export const tileSizes = { min: 96, max: 320, usual: 160, step: 16 };

const useSize = create<{ readonly size: number }>()(() => ({ size: tileSizes.usual }));

/** The size of tiles, and how it is changed: the one place where the sheet asks for it. */
export function useTileSize(): readonly [size: number, setSize: (size: number) => void] {
  const size = useSize((state) => state.size);
  return [size, setTileSize];
}

function setTileSize(size: number): void {
  useSize.setState({ size: Math.min(Math.max(size, tileSizes.min), tileSizes.max) });
}

export function TileSizeSlider() {
  const [size, setSize] = useTileSize();
  return (
    <span className={styles['size']}>
      <Image size={12} aria-hidden />
      <input
        type="range"
        min={tileSizes.min}
        max={tileSizes.max}
        step={tileSizes.step}
        value={size}
        aria-label={text('review.tileSize')}
        onChange={(event) => setSize(Number(event.target.value))}
      />
      <ImageUpscale size={16} aria-hidden />
    </span>
  );
}
