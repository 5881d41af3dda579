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
  /** Seed by which picture processes are killed; left out: none is. */
  killPictures?: number;
}

/** One intent of a scene, with the number by which the process tells that it is queued. */
export type Step = { id: number; productId: number } & (
  | { kind: 'files'; paths: string[] }
  | { kind: 'url'; url: string }
  | { kind: 'clear' }
  | { kind: 'edit'; edit: Edit }
  /** Photos named by SKU, for whichever products they are of; `queue` is pressed once they are read. */
  | { kind: 'review'; path: string }
);

/** What a person does to a gallery. Its images go by the names of their files, without extension. */
export type Edit =
  | { is: 'open' }
  | { is: 'pause' }
  | { is: 'resume' }
  | { is: 'arrange'; order: string[] }
  | { is: 'describe'; alts: { name: string; alt: string }[] }
  | { is: 'thumbnail'; name: string }
  | { is: 'remove'; names: string[] }
  | { is: 'keep'; names: string[] }
  | { is: 'replace'; name: string; path: string }
  | { is: 'drop'; before: string; paths: string[] };
