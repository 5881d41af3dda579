/** The least height of the drawer, and what is left of the window above it. Pixels. */
const limits = { min: 200, above: 280 };
/** How far an arrow key moves the handle. */
const step = 24;

/** The nearest height that a window allows. */
export function allowedHeight(height: number, windowHeight: number): number {
  const max = Math.max(160, windowHeight - limits.above);
  return Math.round(Math.min(Math.max(height, Math.min(limits.min, max)), max));
}

/** The height after a key on the handle; null for a key that does nothing. */
export function heightAfterKey(key: string, height: number, windowHeight: number): number | null {
  switch (key) {
    case 'ArrowUp':
      return allowedHeight(height + step, windowHeight);
    case 'ArrowDown':
      return allowedHeight(height - step, windowHeight);
    case 'Home':
      return allowedHeight(Infinity, windowHeight);
    case 'End':
      return allowedHeight(0, windowHeight);
    default:
      return null;
  }
}
