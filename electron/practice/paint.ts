/** The colours and gradients that one drawn thing is painted with. Ids are unique within a picture. */
export interface Paint {
  /** Hex colours, `#rrggbb`. */
  base: string;
  light: string;
  pale: string;
  dark: string;
  deep: string;
  accent: string;
  accentDark: string;
  /** Fills: round as a cylinder lit from the left, or soft as cloth lit from above. */
  round: string;
  soft: string;
  accentRound: string;
  accentSoft: string;
  metal: string;
  wood: string;
  glass: string;
  sheen: string;
  inside: string;
  /** Which of its decorations a thing wears, from 0. */
  pattern: number;
  /** The `<defs>` that the fills name. */
  defs: string;
}

function channel(hex: string, at: number): number {
  return Number.parseInt(hex.slice(at, at + 2), 16);
}

/** Mixes two hex colours; `share` of the second, 0 to 1. */
export function mix(first: string, second: string, share: number): string {
  const mixed = [1, 3, 5].map((at) =>
    Math.round(channel(first, at) * (1 - share) + channel(second, at) * share)
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${mixed.join('')}`;
}

export function makePaint(id: string, colour: string, accent: string, pattern: number): Paint {
  const shades = {
    base: colour,
    light: mix(colour, '#ffffff', 0.28),
    pale: mix(colour, '#ffffff', 0.55),
    dark: mix(colour, '#1a1220', 0.3),
    deep: mix(colour, '#140d18', 0.58),
    accent,
    accentDark: mix(accent, '#1a1220', 0.35),
  };
  const across = (name: string, stops: [number, string, number?][], vertical = false) =>
    `<linearGradient id="${id}-${name}" x1="0" y1="0" x2="${vertical ? 0 : 1}" y2="${vertical ? 1 : 0}">` +
    stops
      .map(
        ([at, shade, opacity]) =>
          `<stop offset="${at}" stop-color="${shade}" stop-opacity="${opacity ?? 1}"/>`,
      )
      .join('') +
    '</linearGradient>';
  const cylinder = (shade: string): [number, string][] => [
    [0, mix(shade, '#1a1220', 0.34)],
    [0.12, mix(shade, '#1a1220', 0.1)],
    [0.3, mix(shade, '#ffffff', 0.3)],
    [0.5, shade],
    [0.82, mix(shade, '#1a1220', 0.36)],
    [1, mix(shade, '#1a1220', 0.22)],
  ];
  const cloth = (shade: string): [number, string][] => [
    [0, mix(shade, '#ffffff', 0.2)],
    [0.45, shade],
    [1, mix(shade, '#1a1220', 0.2)],
  ];
  const fill = (name: string) => `url(#${id}-${name})`;
  return {
    ...shades,
    pattern,
    round: fill('round'),
    soft: fill('soft'),
    accentRound: fill('accent-round'),
    accentSoft: fill('accent-soft'),
    metal: fill('metal'),
    wood: fill('wood'),
    glass: fill('glass'),
    sheen: fill('sheen'),
    inside: fill('inside'),
    defs:
      across('round', cylinder(colour)) +
      across('soft', cloth(colour), true) +
      across('accent-round', cylinder(accent)) +
      across('accent-soft', cloth(accent), true) +
      across('metal', cylinder('#b9a37c')) +
      across('wood', cylinder('#b98a5b')) +
      across('glass', [
        [0, '#ffffff', 0.5],
        [0.2, '#ffffff', 0.12],
        [0.75, '#2a3440', 0.1],
        [1, '#2a3440', 0.28],
      ]) +
      across('sheen', [
        [0, '#ffffff', 0],
        [0.5, '#ffffff', 0.5],
        [1, '#ffffff', 0],
      ]) +
      across(
        'inside',
        [
          [0, shades.deep],
          [0.7, shades.dark],
          [1, colour],
        ],
        true,
      ),
  };
}
