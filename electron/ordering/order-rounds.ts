import { planAgain, type Put, type Standing } from './arrange.ts';
import { RenumberingWatch } from './renumbering.ts';

/** The rounds of list, plan and send in which one order is brought about. */
export class OrderRounds {
  readonly #watch = new RenumberingWatch();
  #round = 0;
  #planned = Number.POSITIVE_INFINITY;

  /** Rounds so far; one that goes on after a fresh list, with less to do, is the same. */
  get count(): number {
    return this.#round;
  }

  /**
   * The requests to send before the images are listed again; none when they are in order. `unanswered`: earlier ones that may still
   * be carried out.
   */
  next(images: readonly Standing[], order: readonly number[], unanswered: readonly Put[] = []): Put[] {
    const planned = planAgain(images, order, this.#round, unanswered);
    const puts = this.#watch.next(images, planned);
    if (puts.length === planned.length || planned.length >= this.#planned) this.#round++;
    this.#planned = planned.length;
    return puts;
  }
}
