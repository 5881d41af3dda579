import { expect, vi } from 'vitest';
import { joinMain } from '../../../../renderer/state/actions.ts';
import { useWindow } from '../../../../renderer/state/store.ts';
import type { Change, Delta, Snapshot } from '../../../../shared/model.ts';
import { ok } from '../../../../shared/outcome.ts';

/** The page's state joined to a main process that has this snapshot, and a way to say what changes there. */
export async function join(snapshot: Snapshot): Promise<{ change(change: Change): void; leave(): void }> {
  let deliver: (delta: Delta) => void = () => {};
  vi.stubGlobal('location', { hash: '' });
  vi.stubGlobal('window', {
    addEventListener() {},
    removeEventListener() {},
    packshot: {
      app: { snapshot: () => Promise.resolve(ok(snapshot)) },
      onDelta(listener: (delta: Delta) => void) {
        deliver = listener;
        return () => {};
      },
    },
  });
  let { revision } = snapshot;
  const leave = joinMain();
  await expect.poll(() => useWindow.getState().main).not.toBeNull();
  return { change: (change) => deliver({ revision: ++revision, changes: [change] }), leave };
}
