import type { WaitingFor } from '../../../shared/model.ts';
import { reason } from '../../../shared/messages/reason.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { withArchives } from '../../pictures/archives/archive-disk.ts';
import { patiently } from '../../pictures/patience.ts';
import { changed, notAFile, unreadable } from '../../pictures/picture-messages.ts';
import { sourceDrives, type SourceDisk, type SourceDrives } from '../../pictures/source-drives.ts';
import { systemClock, type Clock } from '../../util/clock.ts';
import { decodeList } from './list-text.ts';

/** A larger file can't be a list of photos or products. */
const maxBytes = 50_000_000;

interface ReadListOptions {
  drives?: SourceDrives;
  clock?: Clock;
  /** Called with what is waited for; the function it returns is called when the wait is over. */
  onWaiting?: ((waitingFor: WaitingFor) => () => void) | undefined;
}

/**
 * The text of a list on this computer, with the waits and limits of its drive. Anything but a plain file (a device, a
 * named pipe) and a file that is too large is refused before it is opened: opening a pipe would wait, and reading a
 * device might never end.
 */
export async function readList(
  path: string,
  { drives = sourceDrives, clock = systemClock, onWaiting }: ReadListOptions = {},
): Promise<Outcome<string>> {
  const disk = withArchives(drives.diskFor([path], onWaiting));
  const patience = { clock, signal: neverAborted, since: null, onWaiting };
  try {
    return await patiently(patience, async () => readWhole(await disk.realpath(path), disk));
  } catch (error) {
    return no(unreadable(error));
  } finally {
    await disk.close();
  }
}

async function readWhole(path: string, disk: SourceDisk): Promise<Outcome<string>> {
  const facts = await disk.stat(path);
  const { size } = facts;
  if (!facts.isFile()) return no(notAFile());
  // An empty file, or one of a pseudo file system such as /proc, whose reads may fail like a drive's.
  if (size === 0) return ok('');
  if (size > maxBytes) return no(reason('list-too-large', { megabytes: maxBytes / 1_000_000 }));
  const file = await disk.open(path, 'r');
  try {
    // One more byte shows whether the file grew.
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size + 1), 0, size + 1, 0);
    if (bytesRead !== size) return no(changed());
    return ok(decodeList(buffer.subarray(0, bytesRead)));
  } finally {
    await file.close();
  }
}

const neverAborted = new AbortController().signal;
