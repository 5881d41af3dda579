import { seededRandom } from '../../electron/practice/random.ts';
import { labelPhoto, timed } from './codes.ts';
import { drawnArticles, drawnViews, photograph, shootTimes } from './drawn-shoots.ts';

export interface CameraShoot {
  /** By file name, in the order they were taken. */
  files: Record<string, Buffer>;
  /** The article of each photo, by file name; labels are in none. */
  articleOf: Map<string, number>;
}

/** Photos of articles by one camera, one for each SKU. `hasLabel`: articles with a label frame before them. */
export async function cameraShoot(
  skus: readonly string[],
  hasLabel: (article: number) => boolean,
  seed = 4,
): Promise<CameraShoot> {
  const articles = drawnArticles(skus.length, 21);
  const random = seededRandom(seed);
  const files: CameraShoot['files'] = {};
  const articleOf: CameraShoot['articleOf'] = new Map();
  let counter = 101;
  const nextName = (): string => `IMG_${String(counter++).padStart(4, '0')}.jpg`;
  for (const { article, frame, capturedAt } of shootTimes(skus.length, seed, 'one')) {
    const drawn = articles[article];
    if (drawn === undefined) continue;
    if (frame === 0 && hasLabel(article)) {
      const look = { width: 600, height: 450, capturedAt: clockTime(capturedAt - 8_000) };
      files[nextName()] = await labelPhoto(skus[article] ?? '', 'QRCode', look);
    }
    const name = nextName();
    const view = drawnViews[Math.floor(random() * drawnViews.length)] ?? 'front';
    const picture = await photograph(drawn, view, random, 160);
    files[name] = await timed(picture, clockTime(capturedAt)).jpeg().toBuffer();
    articleOf.set(name, article);
  }
  return { files, articleOf };
}

/** As a camera's clock says it, without a zone. */
function clockTime(at: number): Date {
  return new Date(at + new Date(at).getTimezoneOffset() * 60_000);
}
