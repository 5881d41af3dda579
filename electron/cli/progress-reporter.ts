import type { App } from '../app.ts';
import { ignoredNote, type Reporter, wordsOf } from './reporter.ts';
import { nameOf } from '../outbox/views/entry-view.ts';
import { creates, type OutboxEntry } from '../outbox/entry.ts';
import { shownState } from '../outbox/shown-state.ts';
import { satisfiedCodes } from '../batches/batch-messages.ts';
import { text } from '../../shared/messages/text.ts';
import { Waits } from '../intake/waits.ts';
import type { WaitingFor } from '../../shared/model.ts';
import type { Reason } from '../../shared/outcome.ts';

type Ending = 'done' | 'failed' | 'cancelled';

/** Reports the entries of a store while a command runs, each outcome once, and counts the outcomes. */
export class ProgressReporter {
  readonly #reporter: Reporter;
  readonly #endings = new Map<number, Ending>();
  readonly #edits = new Set<number>();

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  entryChanged(entry: OutboxEntry): void {
    const { progress } = entry;
    const state = shownState(entry);
    switch (state.type) {
      case 'done':
        return this.#ended(entry, state.type, text(isPicture(entry) ? 'cli.inTheStore' : 'cli.done'), {
          imageId: state.imageId,
        });
      case 'failed':
        return this.#ended(entry, state.type, text('cli.failed'), {}, state.reason);
      case 'cancelled':
        return this.#ended(entry, state.type, text('cli.cancelled'), {});
      // Each failed attempt is reported, so that a store in trouble doesn't look like a command that hangs.
      case 'retrying':
        return this.#tell(entry, 'retrying', text('cli.retrying'), {}, state.reason);
      case 'verifying':
        if (progress.type === 'verifying' && progress.inDoubt && progress.looks === 0) {
          this.#tell(entry, 'looking', text('cli.verifying'), {}, progress.reason);
        }
        return;
      case 'waiting':
      case 'sending':
        // A retried entry may end once more.
        this.#endings.delete(entry.id);
    }
  }

  count(...endings: Ending[]): number {
    return [...this.#endings.values()].filter((ending) => endings.includes(ending)).length;
  }

  /** Photos and images that arrived, without what was changed in a gallery. */
  get inTheStore(): number {
    return [...this.#endings].filter(([id, ending]) => ending === 'done' && !this.#edits.has(id)).length;
  }

  #ended(
    entry: OutboxEntry,
    ending: Ending,
    label: string,
    more: Record<string, unknown>,
    reason?: Reason,
  ): void {
    if (this.#endings.get(entry.id) === ending) return;
    this.#endings.set(entry.id, ending);
    if (!isPicture(entry)) this.#edits.add(entry.id);
    this.#tell(entry, ending, label, more, reason);
  }

  #tell(
    entry: OutboxEntry,
    event: string,
    label: string,
    more: Record<string, unknown>,
    reason?: Reason,
  ): void {
    const { id: entryId, productId } = entry;
    const file = nameOf(entry);
    this.#reporter.event(
      { event, entryId, productId, file, ...more, ...(reason ? { reason } : {}) },
      `${label} ${file}${reason ? `: ${wordsOf(reason)}` : ''}`,
    );
  }
}

/** Whether an entry brings a picture to the store; the others change what is there. */
function isPicture(entry: OutboxEntry): boolean {
  return creates(entry) || entry.type === 'variant-image';
}

/** Reports the files of a batch that were not queued. Returns how many leave the user without what they wanted. */
export function reportBatch(app: App, batchId: number, reporter: Reporter): number {
  const batch = app.batches.view(batchId);
  if (!batch) return 0;
  reporter.event(
    { event: 'queued', queued: batch.queued, refused: batch.refused.length, ignored: batch.ignored },
    `${text('cli.queuedOf', { photos: batch.queued, uploads: 0, found: batch.found })}${ignoredNote(batch.ignored)}`,
  );
  let refused = 0;
  for (const { fileName: file, folder, reason } of batch.refused) {
    const satisfied = satisfiedCodes.has(reason.code);
    if (!satisfied) refused++;
    reporter.event(
      { event: satisfied ? 'skipped' : 'refused', file, folder, reason },
      `${text(satisfied ? 'cli.skipped' : 'cli.refused')} ${folder ? `${folder}/` : ''}${file}: ${wordsOf(reason)}`,
    );
  }
  if (batch.problem) {
    refused++;
    reporter.problem(batch.problem);
  }
  return refused;
}

/** Reports what files wait for, so that the command doesn't look as if it hangs. */
export function reportWait(waitingFor: WaitingFor, reporter: Reporter): void {
  reporter.event({ event: 'waiting', waitingFor }, `${text('batches.waiting', { waitingFor })} …`);
}

/** The same for a list, which is read before the batch exists. */
export function reportWaits(reporter: Reporter): (waitingFor: WaitingFor) => () => void {
  const waits = new Waits((waitingFor) => {
    if (waitingFor !== undefined) reportWait(waitingFor, reporter);
  });
  return waits.begin;
}
