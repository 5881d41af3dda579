import type { Activity, Batch, Entry } from '../../shared/model.ts';
import { entryChoices } from '../wording/entry-messages.ts';

/** What may be done at once with a part of the outbox: a product's, or a batch's. */
export interface PartChoices {
  sendFirst: boolean;
  retryFailed: boolean;
  cancel: boolean;
}

/** What a person may do with an entry, in the list: as in the gallery, and put it before others. */
export function rowChoices({ type, state, goesFirst }: Entry): ReturnType<typeof entryChoices> & {
  sendFirst: boolean;
} {
  const waits = state.type === 'waiting' || state.type === 'retrying';
  // What changes a gallery has its own place in the order.
  const isPicture = type === 'upload' || type === 'import' || type === 'variant-image';
  return { ...entryChoices(state), sendFirst: waits && !goesFirst && isPicture };
}

/** `activity`: null where the outbox has nothing left to do for the product. */
export function productChoices(activity: Activity | null): PartChoices {
  return {
    sendFirst: (activity?.waiting ?? 0) > 0,
    retryFailed: (activity?.failed ?? 0) > 0,
    cancel: (activity?.waiting ?? 0) + (activity?.sending ?? 0) > 0,
  };
}

/** `batch`: null once its panel was dismissed; nobody counts what of it is left then, and asking does no harm. */
export function batchChoices(batch: Pick<Batch, 'open'> | null): PartChoices {
  const some = batch === null || batch.open > 0;
  return { sendFirst: some, retryFailed: some, cancel: some };
}
