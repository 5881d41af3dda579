import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const rectangleSchema = z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() });
const savedSchema = rectangleSchema.extend({ maximized: z.boolean() });

export type Rectangle = z.infer<typeof rectangleSchema>;
type SavedWindow = z.infer<typeof savedSchema>;

export const smallestWindow = { width: 900, height: 600 };
const firstWindow = { width: 1280, height: 800 };

/** Null on the first start, or if the file can't be read. */
export function readWindow(path: string): SavedWindow | null {
  try {
    return savedSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** A disk error only loses the window's size. */
export function saveWindow(path: string, window: SavedWindow): void {
  try {
    writeFileSync(path, JSON.stringify(window));
  } catch {
    return;
  }
}

/**
 * Where to open the window: as before, if enough of its top edge is on a connected screen; otherwise without a place,
 * which centres it. It is no larger than the largest screen. `workAreas` in screen pixels, at least one.
 */
export function placeWindow(saved: SavedWindow | null, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  if (!saved) return firstWindow;
  const largest = (side: 'width' | 'height'): number => Math.max(...workAreas.map((area) => area[side]));
  const size = {
    width: Math.max(Math.min(saved.width, largest('width')), smallestWindow.width),
    height: Math.max(Math.min(saved.height, largest('height')), smallestWindow.height),
  };
  const reachable = workAreas.some((area) => {
    const overlap = Math.min(saved.x + size.width, area.x + area.width) - Math.max(saved.x, area.x);
    return overlap >= 100 && saved.y >= area.y && saved.y + 40 <= area.y + area.height;
  });
  return reachable ? { x: saved.x, y: saved.y, ...size } : size;
}
