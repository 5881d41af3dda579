/** BigCommerce's renditions of an image, at most 220 x 290, 386 x 513 and 1280 x 1280 pixels. */
export type Rendition = 'thumbnail' | 'standard' | 'zoom';

/** The smallest rendition that is sharp at a width of `edge` device pixels. */
export function renditionFor(edge: number): Rendition {
  if (edge <= 220) return 'thumbnail';
  return edge <= 386 ? 'standard' : 'zoom';
}

/** Address of a tile's picture in another rendition. Other addresses don't change. */
export function atRendition(picture: string, rendition: Rendition): string {
  return picture.replace(/^(\/picture\/.*\/)standard\?/, `$1${rendition}?`);
}
