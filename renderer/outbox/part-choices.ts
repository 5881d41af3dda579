import type { Activity, Batch, Entry } from '../../shared/model.ts';
import { entryChoices } from '../wording/entry-messages.ts';

export interface PartChoices {
  sendFirst: boolean;
  retryFailed: boolean;
  cancel: boolean;
}

/** Actions for an entry in the list: those of the gallery, and sending it first. */
export function rowChoices({ type, state, goesFirst }: Entry): ReturnType<typeof entryChoices> & {
  sendFirst: boolean;
} {
  const waits = state.type === 'waiting' || state.type === 'retrying';
  // Edits of a gallery must keep their order.
  const isPicture = type === 'upload' || type === 'import' || type === 'variant-image';
  return { ...entryChoices({ type, state }), sendFirst: waits && !goesFirst && isPicture };
}

/** `activity`: null when the outbox has nothing left for the product. */
export function productChoices(activity: Activity | null): PartChoices {
  return {
    sendFirst: (activity?.waiting ?? 0) > 0,
    retryFailed: (activity?.failed ?? 0) > 0,
    cancel: (activity?.waiting ?? 0) + (activity?.sending ?? 0) > 0,
  };
}

/** `batch`: null after its panel was dismissed. Then all actions are offered, which is harmless. */
export function batchChoices(batch: Pick<Batch, 'open' | 'failed'> | null): PartChoices {
  const isGoing = batch === null || batch.open > 0;
  return { sendFirst: isGoing, retryFailed: batch === null || batch.failed > 0, cancel: isGoing };
}
