import { readFile } from 'node:fs/promises';
import { pictureSizes, type PictureSize } from '../catalog/picture-paths.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Pictures } from '../catalog/pictures.ts';
import type { Staging } from '../staging/staging.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { PastedPictures } from './pasted-files.ts';
import { StagedPhotos } from './previews.ts';
import type { Stores } from '../stores/stores.ts';
import { NewestFirst } from '../util/newest-first.ts';

/** A request of the window for bytes, over the app's own protocol. */
export interface AssetRequest {
  method: string;
  path: string;
  body: ReadableStream<Uint8Array> | null;
  headers: Headers;
}

interface AssetsPorts {
  catalog: Catalog;
  pictures: Pictures;
  stores: Stores;
  staging: Staging;
  pasted: PastedPictures;
  picturePool: Pick<PicturePool, 'render'>;
  /** App-owned folder for unfinished pictures. */
  drawing: string;
}

const pictureRoute = /^\/picture\/([a-z0-9-]{1,64})\/(\d{1,15})\/(\d{1,15})\/([a-z]+)\?/;
const previewRoute = /^\/preview\/([0-9a-f]{64})$/;
const photoRoute = /^\/photo\/([0-9a-f]{64})$/;
// Addresses contain the picture's date or fingerprint, so their content never changes.
const keepForever = 'private, max-age=31536000, immutable';

/** Chromium limits parallel requests only for HTTP, so it requests all previews at once. */
const previewsAtOnce = 8;

/** Serves the window pictures of the store, staged photos and previews, and accepts pasted pictures. */
export function createAssets(ports: AssetsPorts): (request: AssetRequest) => Promise<Response | null> {
  const photos = new StagedPhotos({
    staging: ports.staging,
    pictures: ports.picturePool,
    folder: ports.drawing,
  });
  // The latest request is for what is on the screen now. None is refused, because the page would not ask again.
  const turns = new NewestFirst(previewsAtOnce, Infinity);
  return async ({ method, path, body, headers }) => {
    if (path === '/pasted') {
      const name = headers.get('x-file-name');
      const token = method === 'POST' && body ? await ports.pasted.keep(body, name) : null;
      return token === null ? new Response(null, { status: 413 }) : Response.json({ pasted: token });
    }
    const preview = previewRoute.exec(path);
    if (preview?.[1]) return servePreview(ports.staging, preview[1], turns);
    const photo = photoRoute.exec(path);
    if (photo?.[1]) return servePhoto(photos, photo[1]);
    const picture = pictureRoute.exec(path);
    if (picture) return servePicture(ports, picture);
    return null;
  };
}

async function servePreview(staging: Staging, sha256: string, turns: NewestFirst): Promise<Response | null> {
  await turns.turn();
  try {
    const bytes = await readFile(staging.previewPathOf(sha256)).catch(() => null);
    return bytes && answer(bytes, 'image/webp');
  } finally {
    turns.done();
  }
}

async function servePhoto(photos: StagedPhotos, sha256: string): Promise<Response | null> {
  const rendition = await photos.get(sha256);
  return rendition && answer(rendition.bytes, rendition.mediaType);
}

async function servePicture(ports: AssetsPorts, route: RegExpExecArray): Promise<Response | null> {
  const [, storeId = '', productId, imageId, size] = route;
  const apiOrigin = ports.stores.apiOrigin(storeId);
  const image = ports.catalog.image(storeId, Number(productId), Number(imageId));
  if (!apiOrigin || !image || !isSize(size)) return null;
  const picture = await ports.pictures.get(image, size, apiOrigin);
  return picture && answer(picture.bytes, picture.mediaType);
}

function isSize(text: string | undefined): text is PictureSize {
  return (pictureSizes as readonly string[]).includes(text ?? '');
}

function answer(bytes: Uint8Array, mediaType: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: { 'content-type': mediaType, 'cache-control': keepForever },
  });
}
