import type { PictureFile } from '../../bigcommerce/image-api.ts';
import { typeFacts } from '../../../shared/limits.ts';
import { markedName } from '../../../shared/mark.ts';
import { photoOf, type OutboxEntry, type StagedPhoto, type UploadEntry } from '../entry.ts';
import type { JobContext, PhotoBytes } from './job-context.ts';
import { sortOrderToSend } from './assign-sort-order.ts';
import { recordCreated } from './record-created.ts';

/** Sends one photo. The attempt is saved before this call, and the outcome before anyone is notified. */
export async function send(job: JobContext, entry: UploadEntry, signal: AbortSignal): Promise<void> {
  const { api, bytes, effects } = job.ports;
  const onProgress = (sent: number): void => {
    job.connectivity.bytesSent();
    job.ports.onProgress(entry.id, sent);
  };
  const answer = await effects.do('send', () =>
    api.createFromFile(
      entry.productId,
      {
        ...pictureFile(bytes, entry.photo),
        sortOrder: sortOrderToSend(entry.sortOrder),
        isThumbnail: entry.asThumbnail,
        description: entry.alt,
      },
      { priority: 'batch', signal, onProgress },
    ),
  );
  if (job.isClosed) return;
  if (await recordCreated(job, entry, answer)) deleteUnneededBytes(job, entry);
}

/** A staged photo as a file to send, named with its mark. */
export function pictureFile(
  bytes: PhotoBytes,
  { fileName, sentAs = fileName, type, mark, ...photo }: StagedPhoto,
): PictureFile {
  const { extension, mediaType } = typeFacts[type];
  return {
    path: bytes.pathOf(photo.sha256),
    bytes: photo.bytes,
    fileName: markedName(sentAs, mark, extension),
    mediaType,
  };
}

/** Deletes staged bytes that no entry needs. After a crash, the sweep at the next start deletes them. */
export function deleteUnneededBytes(job: JobContext, entry: OutboxEntry): void {
  const { entries, bytes, effects } = job.ports;
  const photo = photoOf(entry);
  if (photo === null || entries.needsBytes(photo.sha256)) return;
  effects.do('free-bytes', () => bytes.deleteUnneeded(photo.sha256));
}
