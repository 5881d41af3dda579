import { assertNever, no, type Outcome, type Reason } from '../../shared/outcome.ts';
import type { ReasonCode } from '../../shared/messages/en/reasons.ts';
import { reason } from '../../shared/messages/reason.ts';
import { reasons } from '../bigcommerce/errors.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import { backoffMs } from './entry.ts';
import type { QueueRunnerPorts, StoreApi } from './jobs/job-context.ts';
import { changeVerdict, tokenVerdict, withVerdict, type TokenVerdict } from './token-verdict.ts';

/**
 * Why sending is paused. `suspect`: several answers in a row were useless, and a probe is checking the store.
 */
type PauseReason =
  | { type: 'none' }
  | { type: 'suspect'; reason: Reason }
  /**
   * `reason`: why the answers are useless; null when there is no answer. `cause`: why there is none, if known. With
   * `uploads-forbidden` the store answers, but something refuses every upload.
   */
  | {
      type: 'offline';
      since: number;
      probes: number;
      nextProbeAt: number;
      reason: Reason | null;
      cause: Reason | null;
    }
  | { type: 'sign-in'; reason: Reason };

/**
 * After this many useless answers in a row, or one that says the store is under maintenance, the store is probed before
 * more photos use up their attempts. It is twice the usual parallelism, so one short outage does not trigger it.
 */
const maxInARow = 8;
/** After this many 403 answers to changes in a row, the store is asked whether it accepts any change. */
const maxForbiddenInARow = 3;
/**
 * After this many uploads answered 403 in a row, something refuses all of them, though the token is good: filters that
 * refuse single files by their names were seen to refuse ten.
 */
const maxUploadsForbidden = 20;
/** Only an upload shows whether uploads pass again, and one that fails is sent in vain. */
const uploadsWaitMs = 5 * 60_000;
const longestProbeWaitMs = 30_000;
/** After this many probes with server errors (about a minute), sending resumes to test other requests. */
const patientProbes = 6;

/**
 * Tracks whether the store can be reached. Pauses its runner while it can't, and probes it until it answers.
 */
export class ConnectivityMonitor {
  readonly #ports: Pick<QueueRunnerPorts, 'api' | 'clock' | 'effects' | 'log' | 'random'>;
  readonly #signal: AbortSignal;
  readonly #changed: () => void;
  #pauseReason: PauseReason = { type: 'none' };
  #inARow = 0;
  #lastContactAt: number;
  #probing = false;
  #forbiddenInARow = 0;
  #uploadsForbidden = 0;
  /** The token check in progress; all 403 answers share it. */
  #tokenCheck: Promise<TokenVerdict> | null = null;
  #changeCheck: Promise<TokenVerdict> | null = null;

  /** `changed` is called after every change of the pause reason. */
  constructor(
    ports: Pick<QueueRunnerPorts, 'api' | 'clock' | 'effects' | 'log' | 'random'>,
    signal: AbortSignal,
    changed: () => void,
  ) {
    this.#ports = ports;
    this.#signal = signal;
    this.#changed = changed;
    this.#lastContactAt = ports.clock.now();
  }

  get pauseReason(): Readonly<PauseReason> {
    return this.#pauseReason;
  }

  /**
   * When the store last gave a useful answer or took bytes, or when the runner was created. Epoch
   * milliseconds.
   */
  get lastContactAt(): number {
    return this.#lastContactAt;
  }

  /** Records what an answer says about the store as a whole. */
  recordResult(answer: Outcome<unknown, Failure>): void {
    if (answer.ok) this.#recordContact();
    else this.#recordFailure(answer.reason);
  }

  /**
   * Records the answer to a change and returns the answer to act on. For a 403 that names no scope, it checks
   * the token with a small request, and after three such answers in a row whether any change is accepted; `repeated`
   * changes, which retry on their own, don't count.
   */
  async recordChange<T>(
    answer: Outcome<T, Failure>,
    { repeated = false } = {},
  ): Promise<Outcome<T, Failure>> {
    if (this.#signal.aborted) return answer;
    if (answer.ok) this.#forbiddenInARow = 0;
    else if (answer.reason.mayBeToken === true && !repeated) {
      this.#forbiddenInARow += 1;
      if (this.#forbiddenInARow >= maxForbiddenInARow) {
        const verdict = await this.#checkChanges();
        if (verdict.type === 'unclear') return no(withVerdict(answer.reason, verdict));
      }
    }
    return this.recordReading(answer);
  }

  /** Like `recordChange`, for a new image. Pauses when one after another is answered 403 while the token is good. */
  async recordUpload<T>(answer: Outcome<T, Failure>): Promise<Outcome<T, Failure>> {
    const result = await this.recordChange(answer);
    if (this.#signal.aborted) return result;
    if (changeVerdict(answer).type === 'good') this.#uploadsForbidden = 0;
    else if (!result.ok && result.reason.type === 'refused') {
      this.#uploadsForbidden += 1;
      if (this.#uploadsForbidden >= maxUploadsForbidden && this.#pauseReason.type === 'none') {
        const since = this.#ports.clock.now();
        const nextProbeAt = since + uploadsWaitMs;
        const reason = reasons.uploadsForbidden;
        this.#set({ type: 'offline', since, probes: 0, nextProbeAt, reason, cause: null });
      }
    }
    return result;
  }

  /**
   * Like `recordChange`, for reads. A 403 does not count in the row, because a store may allow reads but not
   * changes.
   */
  async recordReading<T>(answer: Outcome<T, Failure>): Promise<Outcome<T, Failure>> {
    if (this.#signal.aborted) return answer;
    if (answer.ok || answer.reason.mayBeToken !== true) {
      this.recordResult(answer);
      return answer;
    }
    return no(withVerdict(answer.reason, await this.#verdict()));
  }

  signedIn(): void {
    this.#forbiddenInARow = 0;
    if (this.#pauseReason.type === 'sign-in') this.#set({ type: 'none' });
  }

  needSignIn(reason: Reason): void {
    this.#set({ type: 'sign-in', reason });
  }

  /** The system reports no network. The store is probed before this is believed. */
  suspectOffline(): void {
    if (this.#pauseReason.type !== 'none') return;
    this.#set({ type: 'suspect', reason: noNetwork });
    void this.probe();
  }

  /** Probes a paused store. Only an answer from the store itself ends the pause. */
  async probe(): Promise<void> {
    if (this.#probing || (this.#pauseReason.type !== 'offline' && this.#pauseReason.type !== 'suspect'))
      return;
    if (this.#pauseReason.reason?.code === 'uploads-forbidden') return this.#set({ type: 'none' });
    this.#probing = true;
    const { api, clock, effects, log, random } = this.#ports;
    let answer: Awaited<ReturnType<StoreApi['summary']>> | null = null;
    try {
      answer = await effects.do('probe', () => api.summary({ priority: 'person', signal: this.#signal }));
    } catch (error) {
      log('the store could not be asked', { error: String(error) });
    }
    this.#probing = false;
    const pauseReason = this.#pauseReason;
    if (this.#signal.aborted || (pauseReason.type !== 'offline' && pauseReason.type !== 'suspect')) return;
    const probes = pauseReason.type === 'offline' ? pauseReason.probes + 1 : 1;
    if (answer === null || (!answer.ok && !isThere(answer.reason, pauseReason.reason, probes))) {
      const now = clock.now();
      const failure = answer?.ok === false ? answer.reason : null;
      this.#set({
        type: 'offline',
        since: pauseReason.type === 'offline' ? pauseReason.since : now,
        probes,
        nextProbeAt: now + Math.min(longestProbeWaitMs, backoffMs(probes + 1, random())),
        reason: failure === null || failure.type === 'offline' ? null : failure.reason,
        cause: failure?.type === 'offline' ? failure.reason : null,
      });
      return;
    }
    this.#set({ type: 'none' });
    this.recordResult(answer);
  }

  bytesSent(): void {
    this.#lastContactAt = this.#ports.clock.now();
  }

  #recordContact(): void {
    this.#inARow = 0;
    this.#lastContactAt = this.#ports.clock.now();
  }

  async #verdict(): Promise<TokenVerdict> {
    if (this.#pauseReason.type === 'sign-in') return { type: 'bad', reason: this.#pauseReason.reason };
    this.#tokenCheck ??= this.#checkToken().finally(() => {
      this.#tokenCheck = null;
    });
    return this.#tokenCheck;
  }

  /**
   * Either the token may read but not change, or a firewall refuses one photo after another. A change of an image that
   * can't exist shows which, and changes nothing. If its answer shows neither, the next 403 asks again.
   */
  async #checkChanges(): Promise<TokenVerdict> {
    this.#changeCheck ??= this.#judge((api, options) => api.update(0, 0, {}, options), changeVerdict).finally(
      () => {
        this.#changeCheck = null;
      },
    );
    const verdict = await this.#changeCheck;
    if (verdict.type === 'good' && !this.#signal.aborted) this.#forbiddenInARow = 0;
    return verdict;
  }

  async #checkToken(): Promise<TokenVerdict> {
    return await this.#judge((api, options) => api.summary(options), tokenVerdict);
  }

  /** Sends a small request, and says by its answer whether the token is good. A bad one pauses the store. */
  async #judge<T>(
    ask: (
      api: StoreApi,
      options: NonNullable<Parameters<StoreApi['summary']>[0]>,
    ) => Promise<Outcome<T, Failure>>,
    verdictOf: (answer: Outcome<T, Failure>) => TokenVerdict,
  ): Promise<TokenVerdict> {
    const { api, effects, log } = this.#ports;
    try {
      const answer = await effects.do('probe', () => ask(api, { priority: 'person', signal: this.#signal }));
      const verdict = verdictOf(answer);
      if (this.#signal.aborted) return verdict;
      if (verdict.type === 'bad') this.needSignIn(verdict.reason);
      else this.recordResult(answer);
      return verdict;
    } catch (error) {
      log('the token could not be checked', { error: String(error) });
      return { type: 'unclear', isOffline: false };
    }
  }

  #recordFailure(failure: Failure): void {
    if (failure.mayBeToken === true) {
      this.#recordContact();
      void this.#verdict();
      return;
    }
    switch (failure.type) {
      case 'offline':
        if (this.#pauseReason.type === 'none') {
          const { clock, random } = this.#ports;
          const since = clock.now();
          const nextProbeAt = since + backoffMs(1, random());
          this.#set({ type: 'offline', since, probes: 0, nextProbeAt, reason: null, cause: failure.reason });
        }
        return;
      case 'sign-in':
        this.#recordContact();
        this.#set({ type: 'sign-in', reason: failure.reason });
        return;
      case 'transient':
      case 'unknown':
        this.#inARow = failure.reason.code === 'store-maintenance' ? maxInARow : this.#inARow + 1;
        if (this.#inARow < maxInARow || this.#pauseReason.type !== 'none') return;
        this.#set({ type: 'suspect', reason: failure.reason });
        void this.probe();
        return;
      case 'not-found':
      case 'refused':
        this.#recordContact();
        return;
      case 'throttled': // The governor holds requests back by itself.
      case 'local':
        return;
      default:
        assertNever(failure.type);
    }
  }

  #set(pauseReason: PauseReason): void {
    this.#pauseReason = pauseReason;
    this.#inARow = 0;
    this.#changed();
  }
}

/** What passes by itself, such as a name that is not found, is plain "offline" in the window. */
const passing: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'unreachable',
  'name-not-found',
  'connection-refused',
  'connect-timeout',
]);

/** Of why there is no answer, what a person has to do something about. */
export function lasting(cause: Reason | null): Reason | null {
  return cause === null || passing.has(cause.code) ? null : cause;
}

const noNetwork: Reason = reason('no-network');

/**
 * Whether a failed probe shows that the store is there. A server error does if nothing answered before. If
 * server errors caused the pause, it does only after several probes, because the probe alone may be failing.
 * Pure.
 */
export function isThere(failure: Failure, pausedFor: Reason | null, probes: number): boolean {
  if (failure.type === 'offline' || failure.type === 'unknown' || failure.type === 'local') return false;
  if (failure.type !== 'transient') return true;
  // A store under maintenance refuses everything, so waiting costs nothing.
  return failure.reason.code === 'store-trouble' && (pausedFor === null || probes >= patientProbes);
}
