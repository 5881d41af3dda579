/** Red of `renderer/ui`, as blue, green, red and opacity. */
const red = [0x1c, 0x1c, 0xb9, 0xff] as const;

/** A filled circle that stands on the app's button in Windows' taskbar while something has failed. */
export function failureDot(size: number): Buffer {
  const pixels = Buffer.alloc(size * size * 4);
  const centre = (size - 1) / 2;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (Math.hypot(x - centre, y - centre) <= size / 2 - 1) pixels.set(red, (y * size + x) * 4);
    }
  }
  return pixels;
}
