import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { OverlayOptions } from 'sharp';
import { gradient, makePaint, mix } from './paint.ts';
import type { Paint } from './paint.ts';
import { seededRandom } from './random.ts';

/** What a picture shows. The same recipe always gives the same picture, except for grain. */
export interface DrawingRecipe {
  subject: Subject;
  colour: string;
  accent: string;
  backdrop: string;
  view: View;
  pattern: number;
}

/** Each is drawn in `drawings/NAME.svg`, standing on or hanging over y = 0, centred at x = 0. */
const subjects = {
  mug: { width: 330, height: 310, focus: [40, -230], lies: false, scale: 1.55 },
  plate: { width: 480, height: 235, focus: [-130, -150], lies: false, scale: 1.36 },
  vase: { width: 270, height: 560, focus: [0, -300], lies: false, scale: 1.14 },
  bottle: { width: 190, height: 490, focus: [0, -380], lies: false, scale: 1.36 },
  candle: { width: 250, height: 335, focus: [0, -230], lies: false, scale: 1.5 },
  notebook: { width: 370, height: 490, focus: [60, -320], lies: true, scale: 1.32 },
  shirt: { width: 560, height: 530, focus: [-30, -430], lies: true, scale: 1.14 },
  bag: { width: 380, height: 510, focus: [70, -290], lies: false, scale: 1.26 },
  shoe: { width: 510, height: 255, focus: [-60, -150], lies: false, scale: 1.34 },
  lamp: { width: 370, height: 565, focus: [40, -380], lies: false, scale: 1.14 },
  chair: { width: 370, height: 560, focus: [-60, -330], lies: false, scale: 1.16 },
  cushion: { width: 480, height: 430, focus: [-120, -320], lies: false, scale: 1.16 },
} as const satisfies Record<
  string,
  {
    width: number;
    height: number;
    focus: readonly [number, number];
    /** Photographed from above, so its shadow is on all sides. */
    lies: boolean;
    scale: number;
  }
>;
export type Subject = keyof typeof subjects;
export const subjectNames = Object.keys(subjects) as Subject[];

export const views = ['front', 'turned', 'detail', 'pair', 'scene'] as const;
export type View = (typeof views)[number];

/** Units of the drawing; pictures of any size keep this aspect ratio. */
const canvas = { width: 800, height: 1000 };
/** Size of a drawn original. */
export const seedPixels = { width: 1200, height: 1500 };

export interface DrawOptions {
  /** Maximum size in pixels. */
  width: number;
  height: number;
  type: 'jpeg' | 'png' | 'webp' | 'gif';
  quality?: number;
  /** Strength of sensor noise, 0 to 1: files then have the size of real photographs. */
  grain?: number;
}

export async function drawProduct(recipe: DrawingRecipe, options: DrawOptions): Promise<Buffer> {
  const scale = Math.min(options.width / canvas.width, options.height / canvas.height);
  const width = Math.max(1, Math.round(canvas.width * scale));
  const height = Math.max(1, Math.round(canvas.height * scale));
  let picture = sharp(Buffer.from(productSvg(recipe, width, height))).removeAlpha();
  if (options.grain) picture = picture.composite([await grainOverlay(options.grain, width, height)]);
  return await picture.toFormat(options.type, encodings[options.type](options.quality ?? 84)).toBuffer();
}

/** Fast rather than small: someone waits for these pictures. */
const encodings = {
  jpeg: (quality: number) => ({ quality }),
  png: () => ({ compressionLevel: 3 }),
  webp: (quality: number) => ({ quality, effort: 1 }),
  gif: () => ({ effort: 2 }),
} as const;

async function grainOverlay(strength: number, width: number, height: number): Promise<OverlayOptions> {
  const size = { width: Math.min(width, 512), height: Math.min(height, 512) };
  const noise = { type: 'gaussian', mean: 128, sigma: 48 * strength } as const;
  const { data, info } = await sharp({ create: { ...size, channels: 3, background: '#808080', noise } })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: 3 as const };
  return { input: data, raw, tile: true, blend: 'soft-light' };
}

/** The drawing as SVG of `width` x `height` pixels. */
export function productSvg(recipe: DrawingRecipe, width: number, height: number): string {
  const paint = makePaint('a', recipe.colour, recipe.accent, recipe.pattern);
  const other = makePaint('b', recipe.accent, recipe.colour, recipe.pattern + 1);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${canvas.width} ${canvas.height}">` +
    `<defs>${paint.defs}${other.defs}${lights}</defs>` +
    studio(recipe) +
    arrange(recipe, paint, other) +
    '<rect width="800" height="1000" fill="url(#vignette)"/></svg>'
  );
}

const lights =
  '<radialGradient id="vignette" cx=".46" cy=".44" r=".78"><stop offset=".55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#1c1420" stop-opacity=".2"/></radialGradient>' +
  '<radialGradient id="shadow"><stop offset="0" stop-color="#1c1420" stop-opacity=".55"/><stop offset=".45" stop-color="#1c1420" stop-opacity=".26"/><stop offset="1" stop-color="#1c1420" stop-opacity="0"/></radialGradient>' +
  '<radialGradient id="glow" cx=".4" cy=".36" r=".6"><stop offset="0" stop-color="#fff" stop-opacity=".75"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>';

function fade(id: string, top: string, bottom: string): string {
  return gradient(
    id,
    [
      [0, top],
      [1, bottom],
    ],
    true,
  );
}

/** A seamless paper background, or a table in front of a wall lit by a window. */
function studio({ backdrop, view, subject }: DrawingRecipe): string {
  if (view !== 'scene' || subjects[subject].lies) {
    const wall = view === 'turned' ? mix(backdrop, '#ffffff', 0.35) : backdrop;
    return (
      `<defs>${fade('wall', mix(wall, '#1c1420', 0.05), mix(wall, '#ffffff', 0.3))}` +
      `${fade('floor', mix(wall, '#ffffff', 0.1), mix(wall, '#1c1420', 0.07))}</defs>` +
      '<rect width="800" height="1000" fill="url(#wall)"/>' +
      (subjects[subject].lies
        ? ''
        : '<path d="M0,640 Q400,600 800,640 L800,1000 L0,1000Z" fill="url(#floor)" opacity=".75"/>') +
      '<rect width="800" height="1000" fill="url(#glow)"/>'
    );
  }
  const random = seededRandom(backdrop.length * 31 + Number.parseInt(backdrop.slice(1), 16));
  const grain = Array.from({ length: 26 }, () => {
    const y = 690 + random() * 310;
    return `<path d="M${-40 + random() * 200},${y.toFixed(1)} q${(200 + random() * 200).toFixed(1)},${(-8 + random() * 16).toFixed(1)} ${(500 + random() * 340).toFixed(1)},0" fill="none" stroke="#6d4a2b" stroke-width="${(1 + random() * 2.4).toFixed(1)}" opacity="${(0.08 + random() * 0.16).toFixed(2)}"/>`;
  }).join('');
  const wall = mix(backdrop, '#a7a08f', 0.3);
  return (
    `<defs>${fade('wall', wall, mix(wall, '#ffffff', 0.22))}${fade('table', '#b98d61', '#d2ab7f')}</defs>` +
    '<rect width="800" height="1000" fill="url(#wall)"/>' +
    '<path d="M60,0 L250,0 L560,680 L330,680Z M290,0 L430,0 L760,680 L610,680Z" fill="#fff" opacity=".2"/>' +
    '<rect y="676" width="800" height="324" fill="url(#table)"/>' +
    grain +
    '<rect y="676" width="800" height="14" fill="#7d5735" opacity=".35"/>' +
    '<rect width="800" height="1000" fill="url(#glow)" opacity=".6"/>'
  );
}

function arrange({ subject, view, pattern }: DrawingRecipe, paint: Paint, other: Paint): string {
  const { lies, scale, focus, height } = subjects[subject];
  const ground = lies ? 500 + (height * scale) / 2 : Math.min(830, 560 + (height * scale) / 2);
  const one = (which: Paint, x: number, y: number, size: number, turn = '') =>
    paintAt(subject, which, x, y, size, turn);
  switch (view) {
    case 'front':
      return one(paint, 400, ground, scale);
    case 'turned':
      return one(paint, 400, ground, scale * 0.97, lies ? 'rotate(14 0 -240)' : 'scale(-0.94 1) skewX(-2)');
    case 'detail': {
      const close = scale * 2.1;
      return one(
        paint,
        400 - focus[0] * close,
        500 - focus[1] * close,
        close,
        `rotate(${pattern % 2 === 0 ? -4 : 5} ${focus[0]} ${focus[1]})`,
      );
    }
    case 'pair':
      return (
        one(other, 278, ground - (lies ? 120 : 84), scale * 0.72, lies ? 'rotate(-10 0 -240)' : '') +
        one(paint, 478, ground + (lies ? 60 : 20), scale * 0.8, lies ? 'rotate(6 0 -240)' : '')
      );
    case 'scene':
      return one(paint, 430, lies ? ground : 838, scale * 0.92, lies ? 'rotate(-12 0 -240)' : '');
  }
}

function paintAt(subject: Subject, paint: Paint, x: number, y: number, scale: number, turn: string): string {
  const { width, height, lies } = subjects[subject];
  const shadow = lies
    ? `<ellipse cx="22" cy="${-height / 2 + 26}" rx="${width * 0.64}" ry="${height * 0.62}" fill="url(#shadow)" opacity=".85"/>`
    : `<ellipse cx="${width * 0.2}" cy="2" rx="${width * 0.86}" ry="${30 + width * 0.07}" fill="url(#shadow)" opacity=".7"/>` +
      `<ellipse cx="${width * 0.03}" cy="2" rx="${width * 0.56}" ry="${14 + width * 0.035}" fill="url(#shadow)"/>`;
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)}) ${turn}">${shadow}${paint.fill(drawingOf(subject))}</g>`;
}

const drawings = new Map<Subject, string>();

/** The content of the file's `<svg>`. The build copies the folder beside the bundle. */
function drawingOf(subject: Subject): string {
  const known = drawings.get(subject);
  if (known !== undefined) return known;
  const file = readFileSync(join(import.meta.dirname, 'drawings', `${subject}.svg`), 'utf8');
  const drawing = file.slice(file.indexOf('>') + 1, file.lastIndexOf('</svg>'));
  drawings.set(subject, drawing);
  return drawing;
}
