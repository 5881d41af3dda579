import type { Through } from './direct-queue.ts';
import type { Photo } from '../intake/intake.ts';
import type { Preparer } from '../intake/preparer.ts';
import type { StagedFiles } from '../staging/staged-files.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import { markOf } from '../../shared/mark.ts';
import type { Reason } from '../../shared/outcome.ts';

/** The photo as it is to be sent: prepared where the store can't take it, or would spoil it. */
export async function directPhoto(
  { bytes, preparer }: { bytes: StagedFiles; preparer: Preparer },
  photo: Photo,
  signal: AbortSignal,
): Promise<Through> {
  const { fileName, folder, facts, sha256 } = photo;
  const refuse = (reason: Reason): Through => {
    bytes.releaseAndDelete(sha256);
    return { kind: 'refused', refused: { fileName, folder, reason } };
  };
  const plan = preparer.plan(facts, 'prepared');
  if (!plan.ok) return refuse(plan.reason);
  const mark = markOf(sha256);
  if (plan.value.is === 'as-is') {
    const type = facts.type as AcceptedType;
    return { kind: 'photo', folder, photo: { fileName, type, bytes: photo.bytes, sha256, mark } };
  }
  const made = await preparer.make(sha256, facts, plan.value, signal);
  if (!made.ok) return refuse(made.reason);
  bytes.releaseAndDelete(sha256);
  const copy = made.value;
  return {
    kind: 'photo',
    folder,
    photo: { fileName, type: copy.type, bytes: copy.bytes, sha256: copy.sha256, mark },
  };
}
