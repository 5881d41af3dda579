import type { ClockJump } from './fast-time.ts';

/** A defect that the harness must notice; planted around the application, never in it. */
export type Plant = 'look-finds-nothing' | 'announce-before-commit' | 'forget-the-attempt';

/** What a faulty process does to itself. Effects are numbered from 1 in the order in which they begin. */
export interface Plan {
  what:
    | { is: 'record' }
    /**
     * `at`: an effect's number, or the first effect of a name. `during` ends the process some milliseconds after the effect
     * began, or right after one that takes no time.
     */
    | { is: 'kill'; at: number | string; when: 'before' | 'during' | 'after'; ms: number }
    /** Effects `at` to `at + times - 1` fail; with `disk`, only what writes to the disk does. */
    | { is: 'fail'; at: number; times: number; disk: boolean };
  /** Below it files count as effects. */
  dataDir: string;
  /** How many times faster than real the process's time goes by. */
  speed: number;
  clockJump?: ClockJump;
  /** Where the names of all effects go at the end, one a line. */
  recordTo: string | null;
  plant: Plant | null;
}

/** One intent of a scene, with the number by which the process tells that it is queued. */
export type Step = { id: number; productId: number } & (
  { kind: 'files'; paths: string[] } | { kind: 'url'; url: string } | { kind: 'clear' }
);
