import { randomBytes } from 'node:crypto';
import { newImageBody } from '../image-calls.ts';
import { ok, type Outcome } from '../../../shared/outcome.ts';
import type { Failure } from '../failure.ts';
import type { NewImageFile, PictureFile } from '../image-api.ts';
import { openPicture, type Upload, type UploadWatch } from './picture-bytes.ts';

/**
 * Opens the file and frames it, with its fields, as `multipart/form-data`. `local` if it is gone or has another size
 * than expected; nothing was sent then.
 */
export async function openUpload(
  image: NewImageFile,
  signal?: AbortSignal,
  boundary: string = `packshot-${randomBytes(18).toString('hex')}`,
): Promise<Outcome<Upload, Failure>> {
  const fields = Object.entries(newImageBody(image)).map(([name, value]) => [name, String(value)] as const);
  return framed(image, fields, boundary, signal);
}

/** A picture alone, without fields. */
export async function openBareUpload(
  picture: PictureFile,
  signal?: AbortSignal,
): Promise<Outcome<Upload, Failure>> {
  return framed(picture, [], `packshot-${randomBytes(18).toString('hex')}`, signal);
}

async function framed(
  picture: PictureFile,
  fields: readonly (readonly [string, string])[],
  boundary: string,
  signal: AbortSignal | undefined,
): Promise<Outcome<Upload, Failure>> {
  const opened = await openPicture(picture, signal);
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

function headOf(
  picture: PictureFile,
  fields: readonly (readonly [string, string])[],
  boundary: string,
): string {
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
