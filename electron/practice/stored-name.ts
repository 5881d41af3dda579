export interface StoredName {
  /** With the five digits: `mug-front__62714`. */
  stem: string;
  /** Without the dot, case unchanged. */
  extension: string;
  /** `r/057/mug-front__62714.jpg`: the `image_file` of an image. */
  path: string;
}

export const renditionSizes = {
  zoom: [1280, 1280],
  standard: [386, 513],
  thumbnail: [220, 290],
  tiny: [44, 58],
} as const;
export type RenditionSize = keyof typeof renditionSizes;

/**
 * BigCommerce's renaming: spaces are removed; letters, digits, hyphen, underscore, dot and case stay. Five
 * digits are appended to the stem, and the path is one letter and three digits. Seen in recorded answers,
 * such as `p/709/Snip2024-06-2415.56.52__54874.jpg`. That other characters are treated like spaces is our
 * interpretation.
 *
 * @param fileName from the client, perhaps with folders
 * @param extension for a name without one
 * @param random numbers from 0 to 1, 1 excluded
 * @param spaces their replacement
 */
export function storedName(
  fileName: string,
  extension: string,
  random: () => number,
  spaces: '' | '_' = '',
): StoredName {
  const base = (fileName.split(/[/\\]/).at(-1) ?? '').replaceAll(' ', spaces);
  const dot = base.lastIndexOf('.');
  const ownExtension = dot < 0 ? '' : kept(base.slice(dot + 1));
  const name = {
    stem: `${kept(dot < 0 ? base : base.slice(0, dot))}__${digits(5, random)}`,
    extension: ownExtension === '' ? extension : ownExtension,
  };
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  return { ...name, path: `${letter}/${digits(3, random)}/${name.stem}.${name.extension}` };
}

/**
 * Path of a rendition on the CDN, with its query:
 * `/s-{hash}/products/{pid}/images/{id}/{stem}.{seconds}.{w}.{h}.{ext}?c=1`.
 */
export function renditionPath(
  storeHash: string,
  image: { id: number; productId: number; imageFile: string; stampedAt: number },
  size: RenditionSize,
): string {
  const file = image.imageFile.split('/').at(-1) ?? '';
  const dot = file.lastIndexOf('.');
  const [width, height] = renditionSizes[size];
  return (
    `/s-${storeHash}/products/${image.productId}/images/${image.id}/` +
    `${file.slice(0, dot)}.${image.stampedAt}.${width}.${height}.${file.slice(dot + 1)}?c=1`
  );
}

/** Parses the last segment of a rendition's URL; null if no store would make it. */
export function readRenditionName(
  name: string,
): { file: string; stampedAt: number; size: RenditionSize } | null {
  const match = /^(.*)\.(\d{1,12})\.(\d{1,5})\.(\d{1,5})\.([A-Za-z0-9_-]+)$/.exec(name);
  if (match === null) return null;
  const [, stem, stampedAt, width, height, extension] = match;
  const sizes = Object.entries(renditionSizes) as [RenditionSize, readonly [number, number]][];
  const size = sizes.find(([, [w, h]]) => w === Number(width) && h === Number(height));
  return size === undefined
    ? null
    : { file: `${stem}.${extension}`, stampedAt: Number(stampedAt), size: size[0] };
}

function kept(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]/g, '');
}

function digits(count: number, random: () => number): string {
  return String(Math.floor(random() * 10 ** count)).padStart(count, '0');
}
