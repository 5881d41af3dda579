import type { Outcome } from '../../../shared/outcome.ts';
import type { Clock } from '../../util/clock.ts';
import type { Failure } from '../failure.ts';
import { begun, ended, initialParallel, signalOf, type ParallelState, type Signal } from './parallel-plan.ts';

/** Called when an upload begins. Answers what to call once when it ends. */
export type UploadObserver = () => (signal: Signal) => void;

/** Runs an upload and reports its beginning and its end to the observer. */
export async function observed<T>(
  observer: UploadObserver | undefined,
  upload: () => Promise<Outcome<T, Failure>>,
): Promise<Outcome<T, Failure>> {
  const ended = observer?.();
  let signal: Signal = 'neutral';
  try {
    const result = await upload();
    signal = signalOf(result.ok ? null : result.reason);
    return result;
  } finally {
    ended?.(signal);
  }
}

/** How many uploads run at once to each store: as many as the user chose, or as the store takes without trouble. */
interface Parallelism {
  of(storeId: string): number;
  /** What the store's uploads are reported to. */
  observer(storeId: string): UploadObserver;
}

/** Keeps the proven level of each store between sessions. */
interface LevelMemory {
  level(storeId: string): number | null;
  saveLevel(storeId: string, level: number): void;
}

const noMemory: LevelMemory = { level: () => null, saveLevel: () => undefined };

/** `setting` is read at every call, so a change holds at once. */
export function createParallelism(parts: {
  clock: Clock;
  setting: () => 'auto' | number;
  memory?: LevelMemory;
}): Parallelism {
  const { clock, setting, memory = noMemory } = parts;
  const states = new Map<string, ParallelState>();
  const stateOf = (storeId: string): ParallelState => {
    const state = states.get(storeId) ?? initialParallel(memory.level(storeId), clock.now());
    states.set(storeId, state);
    return state;
  };

  return {
    of(storeId) {
      const chosen = setting();
      return chosen === 'auto' ? stateOf(storeId).level : chosen;
    },
    observer: (storeId) => () => {
      const { era } = stateOf(storeId);
      states.set(storeId, begun(stateOf(storeId)));
      return (signal) => {
        const before = stateOf(storeId);
        const after = ended(before, era, signal, clock.now());
        states.set(storeId, after);
        if (after.proven !== before.proven) memory.saveLevel(storeId, after.proven);
      };
    },
  };
}
