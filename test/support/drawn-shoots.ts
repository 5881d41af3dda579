import sharp, { type Sharp } from 'sharp';
import { drawProduct, subjectNames, type DrawingRecipe, type View } from '../../electron/practice/drawing.ts';
import { seededRandom } from '../../electron/practice/random.ts';

/** Shoots of drawn articles, as a studio makes them: to measure what is found out about them. */

const colours = [
  '#e2c176', '#66707c', '#b06a4d', '#2b3a55', '#1f2024', '#7a8f62',
  '#c24a3f', '#3b7f80', '#d9cfc1', '#8a5a83', '#f2f0ea', '#4f6fae',
] as const; // prettier-ignore
const accents = ['#3b7f80', '#c9d2da', '#f0d9c0', '#222222', '#c24a3f'] as const;
/** The first photos of an article show its front. */
export const drawnViews = ['front', 'turned', 'front', 'detail', 'turned', 'pair', 'scene'] as const;

export type DrawnArticle = Omit<DrawingRecipe, 'view'>;

export function drawnArticles(count: number, seed: number): DrawnArticle[] {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: count }, (_, at) => ({
    subject: subjectNames[at % subjectNames.length] ?? 'mug',
    colour: pick(colours),
    accent: pick(accents),
    backdrop: '#e9e4dc',
    pattern: Math.floor(random() * 3),
  }));
}

/** Drawings by article, view and width: drawing takes longer than framing. */
const drawings = new Map<string, Promise<Buffer>>();

function drawn(recipe: DrawingRecipe, width: number, height: number): Promise<Buffer> {
  const key = JSON.stringify([recipe, width]);
  const made = drawings.get(key) ?? drawProduct(recipe, { width, height, type: 'png' });
  drawings.set(key, made);
  return made;
}

/** A photo of an article: no two of one view are framed and lit alike. `random`: 0 to 1. */
export async function photograph(
  article: DrawnArticle,
  view: View,
  random: () => number,
  width = 80,
): Promise<Sharp> {
  const height = width * 1.25;
  const [left, top] = [Math.floor(random() * width * 0.06), Math.floor(random() * width * 0.07)];
  const framed = sharp(await drawn({ ...article, view }, width, height)).extract({
    left,
    top,
    width: Math.floor(width * 0.93),
    height: Math.floor(height * 0.93),
  });
  return framed.modulate({ brightness: 0.94 + random() * 0.12 });
}

export interface Taken {
  article: number;
  /** Among the photos of its article, from 0. */
  frame: number;
  fileName: string;
  /** As the camera's clock said, milliseconds. */
  capturedAt: number;
}

const start = Date.UTC(2026, 2, 4, 9, 0);

/** Who takes an article: one camera; either of two; or both, each frame by either, or the last by the second. */
type Cameras = 'one' | 'either' | 'both' | 'details';

/**
 * When each photo was taken: 3 to 12 of an article, 1 to 30 seconds apart, and pauses of 25 seconds and more between
 * articles. Two cameras have names of one pattern or of two, and the clock of one is an hour off.
 */
export function shootTimes(articles: number, seed: number, cameras: Cameras = 'either'): Taken[] {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const between = (low: number, high: number): number => low + random() * (high - low);
  const second = random() < 0.5 ? 'IMG_' : 'DSC0';
  const takers = [
    { seconds: 0, off: 0, count: 100 + Math.floor(random() * 900), prefix: 'IMG_' },
    {
      seconds: 0,
      off: random() < 0.5 ? 3_600 : -3_600,
      count: 5_000 + Math.floor(random() * 3_000),
      prefix: second,
    },
  ];
  return Array.from({ length: articles }).flatMap((_, article) => {
    const isSecond = cameras === 'either' && random() < 0.4;
    // Either works at its own speed.
    const clock = takers[isSecond ? 1 : 0];
    if (clock === undefined) return [];
    clock.seconds += Math.max(25, 60 * Math.exp(0.5 * normal())) + (random() < 0.04 ? between(60, 1_200) : 0);
    const frames = Math.floor(between(3, 13));
    const hasDetails = cameras === 'details' && random() < 0.5;
    return Array.from({ length: frames }, (_, frame): Taken => {
      const pause =
        random() < 0.02 ? between(12, 30) : Math.min(25, Math.max(1, 5 * Math.exp(0.5 * normal())));
      if (frame > 0) clock.seconds += pause;
      const isOther = cameras === 'both' ? random() < 0.4 : hasDetails && frame >= frames - 2;
      const camera = takers[isSecond || isOther ? 1 : 0] ?? clock;
      // Some photos were deleted on the camera.
      camera.count += random() < 0.03 ? 2 : 1;
      const fileName = `${camera.prefix}${String(camera.count).padStart(4, '0')}.jpg`;
      return { article, frame, fileName, capturedAt: start + Math.floor(clock.seconds + camera.off) * 1_000 };
    });
  });
}
