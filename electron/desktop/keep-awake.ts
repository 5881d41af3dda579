import type { PowerSaveBlocker } from 'electron';
import type { Delta } from '../../shared/model.ts';

/**
 * Keeps the computer awake while something is being sent; the screen may turn off. Call the returned function with
 * every delta.
 */
export function createKeepAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): (delta: Delta) => void {
  const sending = new Set<string>();
  let held: number | null = null;
  return ({ changes }) => {
    for (const change of changes) {
      if (change.of === 'stores') {
        // A store disconnected during an upload sends no more deltas.
        const connected = new Set(change.stores.map(({ id }) => id));
        for (const storeId of sending) if (!connected.has(storeId)) sending.delete(storeId);
      }
      if (change.of !== 'outbox') continue;
      const { storeId, sending: now, verifying } = change.summary;
      if (now + verifying > 0) sending.add(storeId);
      else sending.delete(storeId);
    }
    if (sending.size > 0) held ??= blocker.start('prevent-app-suspension');
    else if (held !== null) {
      blocker.stop(held);
      held = null;
    }
  };
}
