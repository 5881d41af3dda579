import type { PhotoRecipe } from '../../shared/recipe.ts';
import type { ClockJump } from './fast-time.ts';

/** A defect that the harness must detect; planted around the app, never in it. */
export type Plant = 'look-finds-nothing' | 'announce-before-commit' | 'forget-the-attempt';

/** What a faulty process does to itself. Effects are numbered from 1 in the order of their beginning. */
export interface Plan {
  what:
    | { is: 'record' }
    /**
     * `at`: an effect's number, or the first effect of a name. `during` kills the process some milliseconds
     * after the effect began, or right after a synchronous one. `from`: numbers count from the first effect of
     * this name.
     */
    | { is: 'kill'; at: number | string; from?: string; when: 'before' | 'during' | 'after'; ms: number }
    /** Effects `at` to `at + times - 1` fail; with `disk`, only those that write to disk. */
    | { is: 'fail'; at: number; times: number; disk: boolean };
  /** Files below it count as effects. */
  dataDir: string;
  speed: number;
  clockJump?: ClockJump;
  /** File for the names of all effects, one per line. */
  recordTo: string | null;
  plant: Plant | null;
  /** Seed by which picture processes are killed; left out: none is. */
  killPictures?: number;
}

/** One intent of a scene, with the number by which the process reports that it is queued. */
export type Step = { id: number; productId: number } & (
  | { kind: 'files'; paths: string[]; recipe?: PhotoRecipe }
  | { kind: 'url'; url: string }
  | { kind: 'clear' }
  | { kind: 'edit'; edit: Edit }
  /**
   * Photos named by SKU, for any products; `queue` is pressed once they are read. `recipes`: applied one after the
   * other before that, while copies by the one before may be under way.
   */
  | { kind: 'review'; path: string; recipes: PhotoRecipe[] }
  /** A folder dropped on the product, which is undone once `after` of its photos have arrived. */
  | { kind: 'undone-drop'; path: string; after: number }
);

/** A person's edit of a gallery. Images are named by their files, without extension. */
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
  | { is: 'drop'; before: string; orBefore?: string[]; paths: string[] };
