import { typeFacts } from '../../shared/limits.ts';
import { markedName } from '../../shared/mark.ts';
import type { OutboxEntry, UploadEntry } from './entry.ts';
import type { Lane } from './lane.ts';
import { recordCreated } from './record-created.ts';

/** Sends one photo. The attempt is on record before this is called; the outcome is on record before it is told. */
export async function send(lane: Lane, entry: UploadEntry, signal: AbortSignal): Promise<void> {
  const { api, bytes, effects } = lane.ports;
  const facts = typeFacts[entry.photo.type];
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
      { lane: 'batch', signal, onProgress: (sent) => lane.ports.onProgress(entry.id, sent) },
    ),
  );
  if (lane.isClosed) return;
  if (recordCreated(lane, entry, answer)) freeBytes(lane, entry);
}

/** Staged bytes go once no entry needs them; a crash before that leaves them for the sweep at the next start. */
export function freeBytes(lane: Lane, entry: OutboxEntry): void {
  const { entries, bytes, effects } = lane.ports;
  if (entry.kind !== 'upload' || entries.needsBytes(entry.photo.sha256)) return;
  effects.do('free-bytes', () => bytes.release(entry.photo.sha256));
}
