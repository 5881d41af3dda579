import { assertNever, no, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { reasons } from '../bigcommerce/errors.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import { backoffMs } from './entry.ts';
import type { QueueRunnerPorts, StoreApi } from './jobs/job-context.ts';
import { tokenVerdict, withVerdict, type TokenVerdict } from './token-verdict.ts';

/** Why nothing is sent. `suspect`: answer after answer was of no use, and the store is being asked whether it is there at all. */
type Hold =
  | { is: 'none' }
  | { is: 'suspect'; reason: Reason }
  /** `reason`: something answers, but nothing of use; null when nothing does. */
  | { is: 'offline'; since: number; probes: number; nextProbeAt: number; reason: Reason | null }
  | { is: 'sign-in'; reason: Reason };

/**
 * So many answers of no use one after the other, whatever was asked, and the store is asked whether it is there before more photos use up
 * their attempts: a network's sign-in page, a gateway without a store behind it. Twice the usual parallelism, so that one
 * short trouble in the middle of as many requests is not enough.
 */
const maxInARow = 8;
/** So many changes answered 403 in a row, with none accepted between: then it is the token, whatever it may read. */
const maxForbiddenInARow = 3;
const longestProbeWaitMs = 30_000;
/** Probes that meet trouble before it is tried whether everything else works: about a minute. */
const patientProbes = 6;

/** Whether a store can be had. Holds its lane back while it can't, and asks it from time to time until it answers. */
export class ConnectivityMonitor {
  readonly #ports: Pick<QueueRunnerPorts, 'api' | 'clock' | 'effects' | 'log' | 'random'>;
  readonly #signal: AbortSignal;
  readonly #changed: () => void;
  #hold: Hold = { is: 'none' };
  #inARow = 0;
  #heardAt: number;
  #probing = false;
  #forbiddenInARow = 0;
  /** The check of the token that is under way: all requests answered 403 meanwhile share it. */
  #tokenCheck: Promise<TokenVerdict> | null = null;

  /** `changed` is called after every change of the hold. */
  constructor(
    ports: Pick<QueueRunnerPorts, 'api' | 'clock' | 'effects' | 'log' | 'random'>,
    signal: AbortSignal,
    changed: () => void,
  ) {
    this.#ports = ports;
    this.#signal = signal;
    this.#changed = changed;
    this.#heardAt = ports.clock.now();
  }

  get hold(): Readonly<Hold> {
    return this.#hold;
  }

  /** When the store last gave an answer of use or took bytes, or when the lane was opened: epoch milliseconds. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /** What an answer says about the store as a whole, whatever it means for an entry. */
  note(answer: Outcome<unknown, Failure>): void {
    if (answer.ok) this.#heard();
    else this.#heed(answer.reason);
  }

  /**
   * Records the answer to a change, and finds out what a 403 that names no scope is about: this one thing, where the store accepts the
   * token for a small request, or else the token. Three in a row with nothing accepted between are about the token too, but for
   * those of `repeated` changes, which are tried again by themselves. Answers what to act on.
   */
  async recordChange<T>(
    answer: Outcome<T, Failure>,
    { repeated = false } = {},
  ): Promise<Outcome<T, Failure>> {
    if (this.#signal.aborted) return answer;
    if (answer.ok) this.#forbiddenInARow = 0;
    else if (answer.reason.mayBeToken === true && !repeated) {
      this.#forbiddenInARow += 1;
      if (this.#forbiddenInARow >= maxForbiddenInARow) this.needSignIn(reasons.allForbidden);
    }
    return this.recordReading(answer);
  }

  /** The same for what was only read: it doesn't count in the row, as a store may allow it without allowing changes. */
  async recordReading<T>(answer: Outcome<T, Failure>): Promise<Outcome<T, Failure>> {
    if (this.#signal.aborted) return answer;
    if (answer.ok || answer.reason.mayBeToken !== true) {
      this.note(answer);
      return answer;
    }
    return no(withVerdict(answer.reason, await this.#verdict()));
  }

  /** A token was given. */
  signedIn(): void {
    this.#forbiddenInARow = 0;
    if (this.#hold.is === 'sign-in') this.#set({ is: 'none' });
  }

  needSignIn(reason: Reason): void {
    this.#set({ is: 'sign-in', reason });
  }

  /** The system says that there is no network: believed once the store does not answer. */
  doubt(): void {
    if (this.#hold.is !== 'none') return;
    this.#set({ is: 'suspect', reason: noNetwork });
    void this.probe();
  }

  /** Offline is over when the store itself answers, whatever the system says of the network. */
  async probe(): Promise<void> {
    if (this.#probing || (this.#hold.is !== 'offline' && this.#hold.is !== 'suspect')) return;
    this.#probing = true;
    const { api, clock, effects, log, random } = this.#ports;
    let answer: Awaited<ReturnType<StoreApi['summary']>> | null = null;
    try {
      answer = await effects.do('probe', () => api.summary({ lane: 'person', signal: this.#signal }));
    } catch (error) {
      log('the store could not be asked', { error: String(error) });
    }
    this.#probing = false;
    const hold = this.#hold;
    if (this.#signal.aborted || (hold.is !== 'offline' && hold.is !== 'suspect')) return;
    const probes = hold.is === 'offline' ? hold.probes + 1 : 1;
    if (answer === null || (!answer.ok && !isThere(answer.reason, hold.reason, probes))) {
      const now = clock.now();
      const failure = answer?.ok === false ? answer.reason : null;
      this.#set({
        is: 'offline',
        since: hold.is === 'offline' ? hold.since : now,
        probes,
        nextProbeAt: now + Math.min(longestProbeWaitMs, backoffMs(probes + 1, random())),
        reason: failure === null || failure.class === 'offline' ? null : failure.reason,
      });
      return;
    }
    this.#set({ is: 'none' });
    this.note(answer);
  }

  /** The store took some bytes of an upload. */
  moved(): void {
    this.#heardAt = this.#ports.clock.now();
  }

  #heard(): void {
    this.#inARow = 0;
    this.#heardAt = this.#ports.clock.now();
  }

  async #verdict(): Promise<TokenVerdict> {
    if (this.#hold.is === 'sign-in') return { type: 'bad', reason: this.#hold.reason };
    this.#tokenCheck ??= this.#checkToken().finally(() => {
      this.#tokenCheck = null;
    });
    return this.#tokenCheck;
  }

  /** Asks the store for something small, as when it was connected. */
  async #checkToken(): Promise<TokenVerdict> {
    const { api, effects, log } = this.#ports;
    try {
      const answer = await effects.do('probe', () => api.summary({ lane: 'person', signal: this.#signal }));
      const verdict = tokenVerdict(answer);
      if (this.#signal.aborted) return verdict;
      if (verdict.type === 'unclear') this.#forbiddenInARow = 0;
      if (verdict.type === 'bad') this.needSignIn(verdict.reason);
      else this.note(answer);
      return verdict;
    } catch (error) {
      log('the token could not be checked', { error: String(error) });
      return { type: 'unclear', isOffline: false };
    }
  }

  #heed(failure: Failure): void {
    if (failure.mayBeToken === true) void this.#verdict();
    switch (failure.class) {
      case 'offline':
        if (this.#hold.is === 'none') {
          const { clock, random } = this.#ports;
          const since = clock.now();
          const nextProbeAt = since + backoffMs(1, random());
          this.#set({ is: 'offline', since, probes: 0, nextProbeAt, reason: null });
        }
        return;
      case 'sign-in':
        this.#heard();
        this.#set({ is: 'sign-in', reason: failure.reason });
        return;
      case 'transient':
      case 'unknown':
        if (++this.#inARow < maxInARow || this.#hold.is !== 'none') return;
        this.#set({ is: 'suspect', reason: failure.reason });
        void this.probe();
        return;
      case 'not-found':
      case 'refused':
        this.#heard();
        return;
      case 'throttled': // The governor holds requests back by itself.
      case 'local':
        return;
      default:
        assertNever(failure.class);
    }
  }

  #set(hold: Hold): void {
    this.#hold = hold;
    this.#inARow = 0;
    this.#changed();
  }
}

const noNetwork: Reason = reason('no-network');

/**
 * Whether a failed probe tells that the store is there. A server's trouble does where nothing answered before; where trouble is what
 * held the lane, it does only after a while, as it may be this one question that the store can't answer. Pure.
 */
export function isThere(failure: Failure, heldFor: Reason | null, probes: number): boolean {
  if (failure.class === 'offline' || failure.class === 'unknown' || failure.class === 'local') return false;
  if (failure.class !== 'transient') return true;
  return failure.reason.code === 'store-trouble' && (heldFor === null || probes >= patientProbes);
}
