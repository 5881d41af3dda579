import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TimeoutError } from 'got';
import { no, ok, type Outcome, type Reason } from '../../../shared/outcome.ts';
import type { Bandwidth } from '../pacing/bandwidth.ts';
import type { Clock } from '../../util/clock.ts';
import {
  failureOfBreak,
  failureOfCancel,
  failureOfFile,
  stallCode,
  type Headers,
  type Method,
} from '../errors.ts';
import type { Failure } from '../failure.ts';
import { readAnswerText, type AnswerText } from './answer-text.ts';
import { FileChanged, type Upload } from './picture-bytes.ts';

/** What an attempt needs to know of a call. */
interface HttpAttemptPlan {
  method: Method;
  json?: unknown;
  signal?: AbortSignal;
  onProgress?: ((sent: number) => void) | undefined;
  /** Bytes of the answer's body that are read, after decompression. Default `maxAnswerBytes`. */
  maxAnswerBytes?: number | undefined;
}

/** Bytes of an answer's body: one product with all its images and variants has under 2 MB. */
export const maxAnswerBytes = 4 * 1024 * 1024;
/**
 * Of a page of a list: 250 products with all their images have under 2 MB. A longer one is asked for again in smaller
 * ones: 32 MB in slices still held the process for 330 ms, to join the text and to collect garbage.
 */
export const maxPageBytes = 8 * 1024 * 1024;

export interface RawAnswer extends AnswerText {
  status: number;
  headers: Headers;
}

interface HttpAttemptBody {
  content: AsyncGenerator<Uint8Array> | string | null;
  headers: Record<string, string>;
  signal: AbortSignal;
}

/** `stallMs`: how long nothing may be taken of an upload before it is given up. */
interface HttpAttemptPorts {
  stallMs: number;
  clock: Clock;
  bandwidth: Bandwidth;
  /** Why no connection was made. */
  problemOf(error: Error & { code?: string }): Promise<Reason>;
}

/** What the attempt uses of got's stream. Reading it gives the decompressed bytes of the answer. */
type Sending = AsyncIterable<Uint8Array> & {
  on(event: 'request', listener: (request: ClientRequest) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  readonly options: { readonly method: string };
  /** Says that no body follows. */
  end(): unknown;
};

/** got ends requests of these methods by itself. */
const withoutBody: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/** One request under way: whether it has left, how much of it, and why it was stopped if it was. */
export class HttpAttempt {
  /** Whether the connection stood, so that bytes of the request may have arrived. */
  left = false;
  #whole = false;
  /** Whether the cap on bandwidth holds the next piece back: then nothing stalls. */
  #heldBack = false;
  #fileChanged = false;
  #stopped: 'caller' | 'stall' | null = null;
  #head: Pick<RawAnswer, 'status' | 'headers'> | null = null;
  readonly #controller = new AbortController();
  #disarm: () => void = () => undefined;
  readonly #call: HttpAttemptPlan;
  readonly #upload: Upload | null;
  readonly #ports: HttpAttemptPorts;

  constructor(call: HttpAttemptPlan, upload: Upload | null, ports: HttpAttemptPorts) {
    this.#call = call;
    this.#upload = upload;
    this.#ports = ports;
  }

  async run(send: (body: HttpAttemptBody) => Sending): Promise<Outcome<RawAnswer, Failure>> {
    const { signal } = this.#call;
    const onAbort = (): void => this.#stop('caller');
    signal?.addEventListener('abort', onAbort, { once: true });
    if (signal?.aborted === true) onAbort();
    try {
      const body = this.#body();
      const sending = send(body);
      // Reading the answer reports errors. One that comes after the whole answer doesn't matter.
      sending.on('error', () => undefined);
      sending.on('request', (request) => this.#watchConnection(request));
      if (body.content === null && !withoutBody.has(sending.options.method)) sending.end();
      const maxBytes = this.#call.maxAnswerBytes ?? maxAnswerBytes;
      const read = await readAnswerText(sending, maxBytes, () => isSuccess(this.#head));
      // A body that is not read to its end would keep its connection.
      if (read.isTooLong || read.shape !== 'usual') this.#controller.abort();
      if (this.#head === null) throw new Error('An answer has a status.');
      return ok({ ...this.#head, ...read });
    } catch (error) {
      return no(await this.#failureOf(error));
    } finally {
      this.#disarm();
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #body(): HttpAttemptBody {
    const { signal } = this.#controller;
    if (this.#upload !== null) {
      const headers = {
        'content-type': this.#upload.contentType,
        'content-length': String(this.#upload.contentLength),
      };
      return { content: this.#pieces(this.#upload), headers, signal };
    }
    if (this.#call.json !== undefined) {
      return {
        content: JSON.stringify(this.#call.json),
        headers: { 'content-type': 'application/json' },
        signal,
      };
    }
    return { content: null, headers: {}, signal };
  }

  /** got asks for the next piece once the network took the last one: progress and the stall watch go by that. */
  async *#pieces(upload: Upload): AsyncGenerator<Uint8Array, void, void> {
    const onTaken = this.#call.onProgress ?? ((): void => undefined);
    try {
      const { clock, bandwidth } = this.#ports;
      for await (const piece of upload.body({ onTaken, clock, maxAtOnce: () => bandwidth.maxAtOnce() })) {
        await this.#leaveToSend(piece.length);
        yield piece;
        this.#rearm();
      }
      this.#whole = true;
      this.#disarm();
    } catch (error) {
      if (error instanceof FileChanged) this.#fileChanged = true;
      throw error;
    }
  }

  async #leaveToSend(bytes: number): Promise<void> {
    const { bandwidth } = this.#ports;
    if (bandwidth.cap() === null) return;
    this.#heldBack = true;
    this.#disarm();
    await bandwidth.pass(bytes, this.#controller.signal);
    this.#heldBack = false;
    this.#rearm();
  }

  #watchConnection(request: ClientRequest): void {
    const ready = (): void => {
      this.left = true;
      this.#rearm();
    };
    const onSocket = (socket: Socket): void => {
      const secure = request.protocol === 'https:';
      if (request.reusedSocket || (!secure && !socket.connecting)) ready();
      else socket.once(secure ? 'secureConnect' : 'connect', ready);
    };
    request.once('response', ({ statusCode, headers }: IncomingMessage) => {
      this.#head = { status: statusCode ?? 0, headers };
    });
    if (request.socket === null) request.once('socket', onSocket);
    else onSocket(request.socket);
  }

  #rearm(): void {
    this.#disarm();
    if (!this.left || this.#upload === null || this.#whole || this.#heldBack) return;
    this.#disarm = this.#ports.clock.timer(this.#ports.stallMs, () => this.#stop('stall'));
  }

  #stop(by: 'caller' | 'stall'): void {
    this.#stopped ??= by;
    this.#controller.abort();
  }

  async #failureOf(error: unknown): Promise<Failure> {
    const { method } = this.#call;
    if (this.#fileChanged) return failureOfFile('file-changed');
    if (this.#stopped === 'caller') {
      return failureOfCancel(method, this.left && (this.#whole || this.#upload === null));
    }
    if (this.#stopped === 'stall') return failureOfBreak({ method, left: this.left, code: stallCode });
    if (!hasCode(error)) throw error;
    const code = error instanceof TimeoutError ? 'ETIMEDOUT' : error.code;
    if (this.left) return failureOfBreak({ method, left: true, code });
    return failureOfBreak({ method, left: false, code, problem: await this.#ports.problemOf(error) });
  }
}

/** Errors of got and of the system have a code. The system's come unchanged if they occur while a body is written. */
function hasCode(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}

function isSuccess(head: Pick<RawAnswer, 'status'> | null): boolean {
  return head !== null && head.status >= 200 && head.status < 300;
}
