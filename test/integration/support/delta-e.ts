/**
 * Difference of two colours: CIEDE2000, where 1 is about what an eye can see side by side. Source: Sharma,
 * Wu, Dalal, "The CIEDE2000 Color-Difference Formula", 2005.
 */

type Lab = readonly [lightness: number, a: number, b: number];

export interface Difference {
  mean: number;
  /** The 99th percentile of the pixels. */
  nearlyWorst: number;
  worst: number;
}

/** Compares red, green and blue of two pictures of one size, 8 bits each, in sRGB. */
export function differenceOf(one: Uint8Array, other: Uint8Array): Difference {
  if (one.length !== other.length)
    throw new Error(`${one.length} bytes can't be compared with ${other.length}`);
  const differences = new Float64Array(one.length / 3);
  for (let pixel = 0; pixel < differences.length; pixel += 1) {
    differences[pixel] = deltaE(labAt(one, pixel * 3), labAt(other, pixel * 3));
  }
  differences.sort();
  return {
    mean: differences.reduce((sum, value) => sum + value, 0) / differences.length,
    nearlyWorst: differences[Math.floor(differences.length * 0.99)] ?? 0,
    worst: differences.at(-1) ?? 0,
  };
}

const linear = Float64Array.from({ length: 256 }, (_, value) => {
  const part = value / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

function labAt(rgb: Uint8Array, at: number): Lab {
  const [r = 0, g = 0, b = 0] = [rgb[at], rgb[at + 1], rgb[at + 2]].map((value) => linear[value ?? 0] ?? 0);
  const x = bent((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = bent(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = bent((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function bent(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : (value * (24389 / 27) + 16) / 116;
}

export function deltaE([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const chroma = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7)));
  const [p1, p2] = [a1 * (1 + g), a2 * (1 + g)];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const [h1, h2] = [hue(p1, b1), hue(p2, b2)];
  const isGrey = c1 * c2 === 0;
  const turn = isGrey ? 0 : shortest(h2 - h1);
  const lightness = (l1 + l2) / 2;
  const meanC = (c1 + c2) / 2;
  const meanH = isGrey
    ? h1 + h2
    : Math.abs(h1 - h2) <= 180
      ? (h1 + h2) / 2
      : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
  const t =
    1 -
    0.17 * cos(meanH - 30) +
    0.24 * cos(2 * meanH) +
    0.32 * cos(3 * meanH + 6) -
    0.2 * cos(4 * meanH - 63);
  const byL = (l2 - l1) / (1 + (0.015 * (lightness - 50) ** 2) / Math.sqrt(20 + (lightness - 50) ** 2));
  const byC = (c2 - c1) / (1 + 0.045 * meanC);
  const byH = (2 * Math.sqrt(c1 * c2) * Math.sin(radians(turn) / 2)) / (1 + 0.015 * meanC * t);
  const rotation =
    -2 *
    Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)) *
    Math.sin(radians(60 * Math.exp(-(((meanH - 275) / 25) ** 2))));
  return Math.sqrt(byL ** 2 + byC ** 2 + byH ** 2 + rotation * byC * byH);
}

function hue(a: number, b: number): number {
  return a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
}

function shortest(turn: number): number {
  return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function cos(degrees: number): number {
  return Math.cos(radians(degrees));
}
