/** Zoom and pan: `scale` 1 fits the picture into the window, `x` and `y` are pixels from the centre. */
export interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Pixels: the window, and the picture when it fits into it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly pictureWidth: number;
  readonly pictureHeight: number;
}

export const fitted: View = { scale: 1, x: 0, y: 0 };
export const maxScale = 8;

/** Zooms by `factor` around a fixed point, given from the centre of the window. */
export function zoomed(view: View, factor: number, point: { x: number; y: number }, frame: Frame): View {
  const scale = Math.min(Math.max(view.scale * factor, 1), maxScale);
  const by = scale / view.scale;
  return within({ scale, x: point.x - (point.x - view.x) * by, y: point.y - (point.y - view.y) * by }, frame);
}

export function panned(view: View, x: number, y: number, frame: Frame): View {
  return within({ ...view, x: view.x + x, y: view.y + y }, frame);
}

/** A view with its place in parts of the fitted picture, so that pictures of other sizes can show the same place. */
export function relativeView({ scale, x, y }: View, { pictureWidth, pictureHeight }: Frame): View {
  return {
    scale,
    x: pictureWidth === 0 ? 0 : x / pictureWidth,
    y: pictureHeight === 0 ? 0 : y / pictureHeight,
  };
}

/** The view of a picture at a relative place, as far as the picture allows. */
export function viewAt({ scale, x, y }: View, frame: Frame): View {
  return within({ scale, x: x * frame.pictureWidth, y: y * frame.pictureHeight }, frame);
}

/** Limits panning to the part that exceeds the window, so that the picture stays visible. */
function within({ scale, x, y }: View, frame: Frame): View {
  const spareX = Math.max(0, (frame.pictureWidth * scale - frame.width) / 2);
  const spareY = Math.max(0, (frame.pictureHeight * scale - frame.height) / 2);
  return { scale, x: clamp(x, spareX), y: clamp(y, spareY) };
}

function clamp(value: number, max: number): number {
  return Math.min(Math.max(value, -max), max) || 0;
}

/** Size of a picture that fits into the window and is not enlarged. */
export function fittedSize(
  natural: { width: number; height: number },
  room: { width: number; height: number },
): { width: number; height: number } {
  if (natural.width === 0 || natural.height === 0) return { width: 0, height: 0 };
  const scale = Math.min(room.width / natural.width, room.height / natural.height, 1);
  return { width: natural.width * scale, height: natural.height * scale };
}
