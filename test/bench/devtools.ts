import { once } from 'node:events';

/** One page's session of the DevTools protocol; Playwright's `CDPSession` fits too. */
export interface DevTools {
  send(method: string, params?: Record<string, unknown>): Promise<unknown>;
}

interface Answer {
  id?: number;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/**
 * A client that subscribes to no events. Playwright receives every request and answer of a page, which costs
 * a third of a core while a gallery scrolls.
 */
export class QuietDevTools {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const answer = JSON.parse(String(data)) as Answer;
      if (answer.id !== undefined) this.#waiting.get(answer.id)?.(answer);
    });
  }

  /** `endpoint`: the browser's own WebSocket address. */
  static async connect(endpoint: string): Promise<QuietDevTools> {
    const socket = new WebSocket(endpoint);
    await once(socket, 'open');
    return new QuietDevTools(socket);
  }

  /** The app's page, whose host is `app.<something>.localhost`. */
  async appPage(): Promise<DevTools> {
    const { targetInfos } = (await this.#ask('Target.getTargets')) as {
      targetInfos: { targetId: string; type: string; url: string }[];
    };
    const target = targetInfos.find(
      ({ type, url }) => type === 'page' && URL.parse(url)?.host.startsWith('app.'),
    );
    if (target === undefined) throw new Error('The browser has no page with the app');
    const { sessionId } = (await this.#ask('Target.attachToTarget', {
      targetId: target.targetId,
      flatten: true,
    })) as { sessionId: string };
    return { send: (method, params) => this.#ask(method, params, sessionId) };
  }

  close(): void {
    this.#socket.close();
  }

  async #ask(method: string, params: Record<string, unknown> = {}, sessionId?: string): Promise<unknown> {
    const id = ++this.#lastId;
    const answer = Promise.withResolvers<Answer>();
    this.#waiting.set(id, answer.resolve);
    this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    const { result, error } = await answer.promise;
    this.#waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }
}

/** Runs a function in the page; it can use only its arguments. */
export async function runIn<T, Arguments extends readonly string[]>(
  page: DevTools,
  work: (...args: Arguments) => T,
  ...args: Arguments
): Promise<Awaited<T>> {
  const { result, exceptionDetails } = (await page.send('Runtime.evaluate', {
    expression: `(${work.toString()})(...${JSON.stringify(args)})`,
    returnByValue: true,
    awaitPromise: true,
  })) as { result: { value: Awaited<T> }; exceptionDetails?: { text: string } };
  if (exceptionDetails) throw new Error(exceptionDetails.text);
  return result.value;
}
