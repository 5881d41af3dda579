import { randomBytes } from 'node:crypto';
import { ok, type Outcome } from '../../../shared/outcome.ts';
import type { Failure } from '../failure.ts';
import type { NewImage, NewImageFile, PictureFile } from '../image-api.ts';
import { openPicture, type Upload, type UploadWatch } from './picture-bytes.ts';

/** The fields of V3's "Create a Product Image". What is absent means the store's default, so false and empty are left out. */
export function uploadFields(image: NewImage): [name: string, value: string][] {
  const fields: [string, string][] = [];
  if (image.sortOrder !== null) fields.push(['sort_order', String(image.sortOrder)]);
  if (image.isThumbnail) fields.push(['is_thumbnail', 'true']);
  if (image.description !== '') fields.push(['description', image.description]);
  return fields;
}

/**
 * Opens the file and frames it, with its fields, as `multipart/form-data`. `local` when it is gone or has another size than
 * told: nothing has left then.
 */
export async function openUpload(
  image: NewImageFile,
  boundary: string = `packshot-${randomBytes(18).toString('hex')}`,
): Promise<Outcome<Upload, Failure>> {
  return framed(image, uploadFields(image), boundary);
}

/** A picture alone, without fields. */
export async function openBareUpload(picture: PictureFile): Promise<Outcome<Upload, Failure>> {
  return framed(picture, [], `packshot-${randomBytes(18).toString('hex')}`);
}

async function framed(
  picture: PictureFile,
  fields: readonly [string, string][],
  boundary: string,
): Promise<Outcome<Upload, Failure>> {
  const opened = await openPicture(picture);
  if (!opened.ok) return opened;
  const content = opened.value;
  const head = Buffer.from(headOf(picture, fields, boundary));
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);

  async function* body(watch: UploadWatch): AsyncGenerator<Uint8Array, void, void> {
    yield head;
    yield* content.body(watch);
    yield tail;
  }

  return ok({
    contentType: `multipart/form-data; boundary=${boundary}`,
    contentLength: head.length + content.contentLength + tail.length,
    body,
    close: content.close,
  });
}

function headOf(picture: PictureFile, fields: readonly [string, string][], boundary: string): string {
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const file =
    `--${boundary}\r\nContent-Disposition: form-data; name="image_file"; filename="${escapeName(picture.fileName)}"\r\n` +
    `Content-Type: ${picture.mediaType}\r\n\r\n`;
  return parts.join('') + file;
}

/** As browsers do (HTML, "multipart/form-data encoding algorithm"): raw UTF-8, only quotes and line ends escaped. */
function escapeName(name: string): string {
  return name.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
