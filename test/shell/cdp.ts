import type { Readable, Writable } from 'node:stream';

type Params = Record<string, unknown>;
type Listener = (params: Params, sessionId: string | undefined) => void;

interface Message {
  id?: number;
  method?: string;
  params?: Params;
  result?: Params;
  error?: { message: string };
  sessionId?: string;
}

/**
 * The DevTools protocol over a pair of pipes: JSON messages, each ended by a NUL. Pipes instead of a socket,
 * because Chromium exits by itself when the pipe closes for any reason.
 */
export class Cdp {
  #out: Writable;
  #lastId = 0;
  #waiting = new Map<number, { resolve: (result: Params) => void; reject: (error: Error) => void }>();
  #listeners = new Map<string, Set<Listener>>();
  #closed = false;

  constructor(out: Writable, input: Readable) {
    this.#out = out;
    let pieces: Buffer[] = [];
    input.on('data', (chunk: Buffer) => {
      let from = 0;
      for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
        pieces.push(chunk.subarray(from, end));
        this.#receive(JSON.parse(Buffer.concat(pieces).toString()) as Message);
        pieces = [];
        from = end + 1;
      }
      if (from < chunk.length) pieces.push(chunk.subarray(from));
    });
    out.on('error', () => this.#end());
    input.on('error', () => this.#end());
    input.on('close', () => this.#end());
  }

  /** Sends a command; rejects with Chromium's error, or when the browser ends. */
  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    if (this.#closed) return Promise.reject(new Error(`${method}: the browser is gone`));
    const id = ++this.#lastId;
    this.#out.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        resolve,
        reject: (error) => reject(new Error(`${method}: ${error.message}`, { cause: error })),
      });
    });
  }

  /** Listens to an event of every session; returns a function that stops listening. */
  on(method: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(method) ?? new Set();
    this.#listeners.set(method, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result ?? {});
      return;
    }
    for (const listener of this.#listeners.get(message.method ?? '') ?? []) {
      listener(message.params ?? {}, message.sessionId);
    }
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { reject } of this.#waiting.values()) reject(new Error('the browser is gone'));
    this.#waiting.clear();
  }
}

export class CdpSession {
  #cdp: Cdp;
  #id: string;

  constructor(cdp: Cdp, id: string) {
    this.#cdp = cdp;
    this.#id = id;
  }

  send(method: string, params: Params = {}): Promise<Params> {
    return this.#cdp.send(method, params, this.#id);
  }

  on(method: string, listener: (params: Params) => void): () => void {
    return this.#cdp.on(method, (params, sessionId) => {
      if (sessionId === this.#id) listener(params);
    });
  }
}
