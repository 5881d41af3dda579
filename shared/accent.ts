/** The colours that an accent gives the window, by the names of `tokens.css`. */
interface AccentTokens {
  readonly accent: string;
  readonly 'accent-ink': string;
  readonly 'accent-soft': string;
  readonly 'accent-track': string;
  readonly fill: string;
  readonly 'fill-hover': string;
}

type Scheme = 'light' | 'dark';

/** Colours of `tokens.css` that the accent is drawn on, or is behind. */
export const surroundings = {
  light: { backgrounds: ['#e9e9e9', '#f4f4f4', '#ffffff', '#f7f7f7'], inkSoft: '#545454', fillOn: '#ffffff' },
  dark: { backgrounds: ['#181818', '#212121', '#2b2b2b', '#242424'], inkSoft: '#b6b6b6', fillOn: '#2b2b2b' },
} as const satisfies Record<Scheme, { backgrounds: readonly string[]; inkSoft: string; fillOn: string }>;

/** WCAG 1.4.3, for text. */
export const minContrast = 4.5;
/** A button must stand out from its background. */
const minFillContrast = 1.5;
const white = '#ffffff';
const nearlyBlack = '#0b0b0b';
/** Lightness that one step changes, of 1. */
const step = 0.005;

interface Hsl {
  readonly hue: number;
  readonly saturation: number;
  readonly lightness: number;
}

/**
 * What a system's accent colour becomes in one scheme: its hue stays, its lightness changes until each text has a
 * contrast of at least `minContrast`. `accent`: `#rrggbb`. Pure.
 */
export function accentTokens(accent: string, scheme: Scheme): AccentTokens {
  const { backgrounds, inkSoft, fillOn } = surroundings[scheme];
  const own = toHsl(accent);
  const [darker, lighter] = [-step, step];
  const away = scheme === 'light' ? darker : lighter;
  const soft = adjusted(
    { ...own, saturation: Math.min(own.saturation, 0.7), lightness: scheme === 'light' ? 0.92 : 0.25 },
    -away,
    (colour) => contrast(colour, inkSoft) >= minContrast,
  );
  const text = adjusted(own, away, (colour) =>
    [...backgrounds, soft].every((background) => contrast(colour, background) >= minContrast),
  );
  const seen = adjusted(own, away, (colour) => contrast(colour, fillOn) >= minFillContrast);
  const fill = adjusted(toHsl(seen), darker, (colour) => contrast(colour, white) >= minContrast);
  const { lightness, ...rest } = toHsl(fill);
  return {
    accent: text,
    'accent-ink': contrast(text, white) >= contrast(text, nearlyBlack) ? white : nearlyBlack,
    'accent-soft': soft,
    'accent-track': `${text}${scheme === 'light' ? '2e' : '38'}`,
    fill,
    'fill-hover': toHex({ ...rest, lightness: Math.max(0, lightness - 0.06) }),
  };
}

/** The first colour, from `from` on by `by`, that is good; black or white at the end. */
function adjusted(from: Hsl, by: number, isGood: (colour: string) => boolean): string {
  // Black and white have a lighter and a darker neighbour, too.
  const first = Math.min(Math.max(from.lightness, step), 1 - step);
  for (let lightness = first; lightness > 0 && lightness < 1; lightness += by) {
    const colour = toHex({ ...from, lightness });
    if (isGood(colour)) return colour;
  }
  return by < 0 ? '#000000' : white;
}

/** From 1 to 21, as WCAG defines it. */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) =>
    channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Red, green and blue from 0 to 1. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
}

function toHsl(colour: string): Hsl {
  const [red = 0, green = 0, blue = 0] = channels(colour);
  const [max, min] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const lightness = (max + min) / 2;
  const range = max - min;
  if (range === 0) return { hue: 0, saturation: 0, lightness };
  const sixth =
    max === red
      ? (green - blue) / range + 6
      : max === green
        ? (blue - red) / range + 2
        : (red - green) / range + 4;
  return { hue: (sixth % 6) / 6, saturation: range / (1 - Math.abs(2 * lightness - 1)), lightness };
}

/** See "HSL to RGB alternative" on Wikipedia. */
function toHex({ hue, saturation, lightness }: Hsl): string {
  const spread = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): string => {
    const at = (offset + hue * 12) % 12;
    const value = lightness - spread * Math.max(-1, Math.min(at - 3, 9 - at, 1));
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
