import { readableName } from '../catalog/overlay.ts';
import { portableFileName } from '../util/portable-file-name.ts';

const pictureExtension = /\.(?:jpe?g|png|gif|webp|bmp)$/i;
/** Leaves room for the extension in what `portableFileName` lets be. */
const maxLetters = 100;

/**
 * A name for the file of a store's picture, with the extension of its content: the store's own may be that of a
 * program, and a file that begins like a picture may be one.
 */
export function pictureName(imageFile: string, mediaType: string): string {
  const name = readableName(imageFile);
  const extension = mediaType === 'image/jpeg' ? '.jpg' : `.${mediaType.replace('image/', '')}`;
  const own = pictureExtension.exec(name)?.[0] ?? '';
  const stem = portableFileName(name.slice(0, name.length - own.length)).slice(0, maxLetters) || 'image';
  const isOfContent = own.toLowerCase().replace('jpeg', 'jpg') === extension;
  return `${stem}${isOfContent ? own : extension}`;
}
