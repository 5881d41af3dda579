export interface Paint {
  /** The `<defs>` with its gradients; their ids are unique within a picture. */
  defs: string;
  /** Fills in names of colours and gradients, and keeps the chosen groups marked `data-pattern="n/of"`. */
  fill(drawing: string): string;
}

type Stop = readonly [offset: number, colour: string, opacity?: number];

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

export function gradient(id: string, stops: readonly Stop[], vertical = false): string {
  const drawn = stops.map(
    ([offset, colour, opacity = 1]) =>
      `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
  );
  const [x2, y2] = vertical ? [0, 1] : [1, 0];
  return `<linearGradient id="${id}" x1="0" y1="0" x2="${x2}" y2="${y2}">${drawn.join('')}</linearGradient>`;
}

function cylinder(colour: string): Stop[] {
  return [
    [0, mix(colour, '#1a1220', 0.34)],
    [0.12, mix(colour, '#1a1220', 0.1)],
    [0.3, mix(colour, '#ffffff', 0.3)],
    [0.5, colour],
    [0.82, mix(colour, '#1a1220', 0.36)],
    [1, mix(colour, '#1a1220', 0.22)],
  ];
}

function cloth(colour: string): Stop[] {
  return [
    [0, mix(colour, '#ffffff', 0.2)],
    [0.45, colour],
    [1, mix(colour, '#1a1220', 0.2)],
  ];
}

const glass: Stop[] = [
  [0, '#ffffff', 0.5],
  [0.2, '#ffffff', 0.12],
  [0.75, '#2a3440', 0.1],
  [1, '#2a3440', 0.28],
];

/** `pattern` chooses a decoration, from 0. */
export function makePaint(id: string, colour: string, accent: string, pattern: number): Paint {
  const dark = mix(colour, '#1a1220', 0.3);
  const deep = mix(colour, '#140d18', 0.58);
  const colours: Record<string, string> = {
    base: colour,
    light: mix(colour, '#ffffff', 0.28),
    pale: mix(colour, '#ffffff', 0.55),
    dark,
    deep,
    accent,
    'accent-dark': mix(accent, '#1a1220', 0.35),
  };
  return {
    defs: [
      gradient(`${id}-round`, cylinder(colour)),
      gradient(`${id}-soft`, cloth(colour), true),
      gradient(`${id}-accent-round`, cylinder(accent)),
      gradient(`${id}-accent-soft`, cloth(accent), true),
      gradient(`${id}-metal`, cylinder('#b9a37c')),
      gradient(`${id}-wood`, cylinder('#b98a5b')),
      gradient(`${id}-glass`, glass),
      gradient(
        `${id}-inside`,
        [
          [0, deep],
          [0.7, dark],
          [1, colour],
        ],
        true,
      ),
    ].join(''),
    fill: (drawing) =>
      drawing
        .replace(
          /<g data-pattern="(\d+)\/(\d+)">(.*?)<\/g>/gs,
          (_group, n: string, of: string, parts: string) => (pattern % Number(of) === Number(n) ? parts : ''),
        )
        .replace(/(fill|stroke)="([a-z-]+)"/g, (same, what: string, name: string) =>
          name in colours ? `${what}="${colours[name]}"` : same,
        )
        .replaceAll('url(#', `url(#${id}-`),
  };
}
