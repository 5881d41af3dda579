import type { Stage } from './stage.ts';

export interface ImageInStore {
  id: number;
  sortOrder: number;
  alt: string;
  thumbnail: boolean;
  name: string;
}

/** Requests the store directly, as another client would; `path` is below `v3/catalog/`. */
export async function askStore(
  stage: Stage,
  path: string,
  { method = 'GET', body }: { method?: string; body?: object } = {},
): Promise<unknown> {
  const answer = await fetch(`${stage.address}/v3/catalog/${path}`, {
    method,
    headers: {
      'x-auth-token': stage.store.accessToken,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** Found before, by name: tests ask for the images of a product until they are as expected. */
const knownIds = new WeakMap<Stage, Map<string, number>>();

export async function productId(stage: Stage, name: string): Promise<number> {
  const known = knownIds.get(stage) ?? new Map<string, number>();
  knownIds.set(stage, known);
  const id = known.get(name);
  if (id !== undefined) return id;
  const found = (await askStore(stage, `products?name=${encodeURIComponent(name)}`)) as {
    data: { id: number }[];
  };
  const [first] = found.data;
  if (first === undefined) throw new Error(`The store has no ${name}`);
  known.set(name, first.id);
  return first.id;
}

interface StoredImage {
  id: number;
  sort_order: number;
  description: string;
  is_thumbnail: boolean;
  image_file: string;
}

const pageLimit = 250;

export async function imagesOf(stage: Stage, product: string): Promise<ImageInStore[]> {
  const id = await productId(stage, product);
  const images: StoredImage[] = [];
  for (let page = 1; images.length === (page - 1) * pageLimit; page += 1) {
    const path = `products/${id}/images?limit=${pageLimit}&page=${page}`;
    const answer = (await askStore(stage, path)) as { data: StoredImage[] } | null;
    images.push(...(answer?.data ?? []));
  }
  return images
    .toSorted((a, b) => a.sort_order - b.sort_order || a.id - b.id)
    .map((image) => ({
      id: image.id,
      sortOrder: image.sort_order,
      alt: image.description,
      thumbnail: image.is_thumbnail,
      name: image.image_file,
    }));
}

/** Makes the store copy pictures of a product up to a number; returns all in the store's order. */
export async function fillGallery(stage: Stage, product: string, count: number): Promise<ImageInStore[]> {
  const path = `products/${await productId(stage, product)}/images`;
  const { data } = (await askStore(stage, `${path}?limit=250`)) as { data: { url_zoom: string }[] };
  const missing = Array.from({ length: count - data.length }, (_, n) => data.length + n);
  for (const n of missing) {
    const image_url = data[n % data.length]?.url_zoom;
    const body = { image_url, sort_order: n + 10, description: `Picture ${n + 1}` };
    await askStore(stage, path, { method: 'POST', body });
  }
  return imagesOf(stage, product);
}
