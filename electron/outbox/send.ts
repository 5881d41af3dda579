import { typeFacts } from '../../shared/limits.ts';
import { markedName } from '../../shared/mark.ts';
import { photoOf, type OutboxEntry, type UploadEntry } from './entry.ts';
import type { Line } from './line.ts';
import { recordCreated } from './record-created.ts';

/** Sends one photo. The attempt is on record before this is called; the outcome is on record before it is told. */
export async function send(lane: Line, entry: UploadEntry, signal: AbortSignal): Promise<void> {
  const { api, bytes, effects } = lane.ports;
  const facts = typeFacts[entry.photo.type];
  const onProgress = (sent: number): void => {
    lane.reach.moved();
    lane.ports.onProgress(entry.id, sent);
  };
  const answer = await effects.do('send', () =>
    api.createFromFile(
      entry.productId,
      {
        path: bytes.pathOf(entry.photo.sha256),
        bytes: entry.photo.bytes,
        fileName: markedName(entry.photo.fileName, entry.photo.mark, facts.extension),
        mediaType: facts.mediaType,
        sortOrder: entry.sortOrder,
        isThumbnail: entry.asThumbnail,
        description: entry.alt,
      },
      { lane: 'batch', signal, onProgress },
    ),
  );
  if (lane.isClosed) return;
  if (recordCreated(lane, entry, answer)) freeBytes(lane, entry);
}

/** Staged bytes go once no entry needs them; a crash before that leaves them for the sweep at the next start. */
export function freeBytes(lane: Line, entry: OutboxEntry): void {
  const { entries, bytes, effects } = lane.ports;
  const photo = photoOf(entry);
  if (photo === null || entries.needsBytes(photo.sha256)) return;
  effects.do('free-bytes', () => bytes.release(photo.sha256));
}
