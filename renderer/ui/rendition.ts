/** What BigCommerce makes of an image, by the pixels that it has either way: 220 x 290, 386 x 513 and 1280 x 1280. */
export type Rendition = 'thumbnail' | 'standard' | 'zoom';

/** The smallest rendition that is sharp where a picture may be `edge` device pixels wide. */
export function renditionFor(edge: number): Rendition {
  if (edge <= 220) return 'thumbnail';
  return edge <= 386 ? 'standard' : 'zoom';
}

/** A tile's picture at another rendition than the usual one. Any other address stays. */
export function atRendition(picture: string, rendition: Rendition): string {
  return picture.replace(/^(\/picture\/.*\/)standard\?/, `$1${rendition}?`);
}
