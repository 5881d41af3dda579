import { Agent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { AgentPool } from '../network/agents.ts';

type ConnectOptions = Parameters<Agent['createConnection']>[0];
type Connected = (error: Error | null, stream: Duplex) => void;

/** Chooses the way of each connection when it is made, since a download may be redirected to another host. */
export class RoutedAgent extends Agent {
  readonly #pool: AgentPool;

  constructor(pool: AgentPool, options: AgentOptions) {
    super(options);
    this.#pool = pool;
  }

  override createConnection(options: ConnectOptions, connected?: Connected): undefined {
    const { host = '', port = 443 } = options as { host?: string; port?: number | string };
    void this.#pool.agentsFor(new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`)).then(
      ({ https }) => {
        // An agent returns the connection, or hands it to the callback.
        const stream = https.createConnection(options, connected);
        if (stream) connected?.(null, stream);
      },
      (error: Error) => connected?.(error, undefined as never),
    );
  }
}
