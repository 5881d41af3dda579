import type { Clock } from '../../util/clock.ts';
import type { FailureClass } from '../failure.ts';
import { begun, ended, initialParallel, type ParallelState } from './parallel-plan.ts';

/** Is told of uploads as they come and go. */
export interface UploadObserver {
  /** An upload takes its place. */
  begun(): ObservedUpload;
}

export interface ObservedUpload {
  /** The governor let it go, with so many bytes to send. */
  granted(bytes: number): void;
  /** It is over; `failure` null when it arrived. Must be called once. */
  ended(failure: FailureClass | null): void;
}

/** How many uploads go at the same time, store by store: as many as the user chose, or as many as turn out to be fastest. */
export interface Parallelism {
  of(storeId: string): number;
  /** What the store's uploads are told to. */
  watch(storeId: string): UploadObserver;
}

/** `setting` is asked each time, so that it may change at any time. */
export function createParallelism(parts: { clock: Clock; setting: () => 'auto' | number }): Parallelism {
  const { clock, setting } = parts;
  const states = new Map<string, ParallelState>();
  const stateOf = (storeId: string): ParallelState => states.get(storeId) ?? initialParallel(clock.now());

  return {
    of(storeId) {
      const chosen = setting();
      return chosen === 'auto' ? stateOf(storeId).level : chosen;
    },
    watch: (storeId) => ({
      begun() {
        const beganAt = clock.now();
        const { state, upload } = begun(stateOf(storeId), beganAt);
        states.set(storeId, state);
        const sent = { bytes: 0, heldMs: 0 };
        return {
          granted(bytes) {
            sent.bytes = bytes;
            sent.heldMs = clock.now() - beganAt;
          },
          ended(failure) {
            states.set(storeId, ended(stateOf(storeId), upload, { ...sent, failure }, clock.now()));
          },
        };
      },
    }),
  };
}
