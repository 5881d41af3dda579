import { nativeImage, type WebContents } from 'electron';
import type { FilesToDrag } from '../gallery/tile-files.ts';

/**
 * Starts the system's drag of files from a page. Electron wants an icon that is not empty (`docs/api/web-contents.md`);
 * `icon`: for files that can't be drawn.
 */
export function startDrag(contents: WebContents, { paths, icon }: FilesToDrag, fallback: string): void {
  const drawn = nativeImage.createFromPath(icon ?? fallback);
  contents.startDrag({
    file: paths[0] ?? '',
    files: [...paths],
    icon: drawn.isEmpty() ? nativeImage.createFromPath(fallback) : drawn,
  });
}
