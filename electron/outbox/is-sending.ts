import type { OutboxSummary, StoreState } from '../../shared/model.ts';

/** Whether a store's outbox sends something now or will soon. Paused, offline and signed-out stores don't. */
export function isSending(
  {
    sending,
    verifying,
    waiting,
    retrying,
  }: Pick<OutboxSummary, 'sending' | 'verifying' | 'waiting' | 'retrying'>,
  state: StoreState['type'],
): boolean {
  if (sending + verifying > 0) return true;
  return (state === 'ready' || state === 'throttled') && waiting + retrying > 0;
}
