import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent, type AgentOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import type { RequestNetwork, Route } from './network.ts';
import { trustSystemRoots } from './system-roots.ts';
import { openTunnel, TunnelError } from './tunnel.ts';

type Agents = { http: HttpAgent; https: HttpsAgent };
type ProxyRoute = Extract<Route, { type: 'proxy' }>;
type ConnectOptions = Parameters<HttpsAgent['createConnection']>[0];
type Connected = (error: Error | null, stream: Duplex) => void;

interface AgentPoolOptions {
  network: RequestNetwork;
  /** How long an idle connection is kept. */
  idleMs: number;
  /** For the tunnel and for the handshake, each. */
  connectMs: number;
}

/** The connections of one client, by the way they take. */
export class AgentPool {
  readonly #options: AgentPoolOptions;
  readonly #agents = new Map<string, Agents>();

  constructor(options: AgentPoolOptions) {
    this.#options = options;
  }

  /** Rejects with a `TunnelError` for a proxy of a type that is not supported. */
  async agentsFor(url: URL): Promise<Agents> {
    const route = await this.#options.network.routeTo(url);
    if (route.type === 'unsupported') throw new TunnelError(route.server, route);
    if (url.protocol === 'https:') await trustSystemRoots();
    const key = JSON.stringify(route);
    const agents = this.#agents.get(key) ?? this.#create(route);
    this.#agents.set(key, agents);
    return agents;
  }

  close(): void {
    for (const { http, https } of this.#agents.values()) {
      http.destroy();
      https.destroy();
    }
    this.#agents.clear();
  }

  #create(route: Exclude<Route, { type: 'unsupported' }>): Agents {
    const options = { keepAlive: true, timeout: this.#options.idleMs };
    const https =
      route.type === 'direct' ? new HttpsAgent(options) : new TunnelAgent(options, route, this.#options);
    // Plain http is only used on this computer, which no proxy serves.
    return { http: new HttpAgent(options), https };
  }
}

/**
 * Secure connections through a proxy's tunnel. A socket is handed over before its handshake, as Node's own agent does,
 * so that `secureConnect` tells when a request can have left.
 */
class TunnelAgent extends HttpsAgent {
  readonly #route: ProxyRoute;
  readonly #network: RequestNetwork;
  readonly #connectMs: number;

  constructor(options: AgentOptions, route: ProxyRoute, { network, connectMs }: AgentPoolOptions) {
    super(options);
    this.#route = route;
    this.#network = network;
    this.#connectMs = connectMs;
  }

  override createConnection(options: ConnectOptions, connected?: Connected): undefined {
    void this.#connect(options).then(
      (socket) => connected?.(null, socket),
      (error: Error) => connected?.(error, undefined as never),
    );
  }

  /** Tries the next way that the system names while a proxy can't be reached. */
  async #connect(options: ConnectOptions): Promise<Duplex> {
    const { host = '', port = 443 } = options as { host?: string; port?: number | string };
    const url = new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`);
    const tried = new Set<string>();
    for (let route: Route = this.#route; ;) {
      if (route.type === 'direct') return super.createConnection(options) as Duplex;
      if (route.type === 'unsupported') throw new TunnelError(route.server, route);
      try {
        return await this.#connectThrough(route, options);
      } catch (error) {
        if (!isUnreachable(error)) throw error;
        tried.add(route.server);
        this.#network.proxyUnreachable(route.server);
        route = await this.#network.routeTo(url);
        if (route.type !== 'direct' && tried.has(route.server)) throw error;
      }
    }
  }

  async #connectThrough({ server, credentials }: ProxyRoute, options: ConnectOptions): Promise<Duplex> {
    const { host, port } = options as { host?: string; port?: number | string };
    try {
      const socket = await openTunnel({
        server,
        credentials,
        host: host ?? '',
        port: Number(port),
        timeoutMs: this.#connectMs,
      });
      const secured = super.createConnection({ ...options, socket } as typeof options) as Duplex;
      const timer = setTimeout(
        () => secured.destroy(Object.assign(new Error('The handshake took too long'), { code: 'ETIMEDOUT' })),
        this.#connectMs,
      );
      for (const event of ['secureConnect', 'close']) secured.once(event, () => clearTimeout(timer));
      return secured;
    } catch (error) {
      if (error instanceof TunnelError && canSignIn(error)) this.#network.signInNeeded(server, credentials);
      throw error;
    }
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof TunnelError && error.problem.type === 'unreachable';
}

/** Packshot answers `Basic` only. */
export function canSignIn({ problem }: TunnelError): boolean {
  return problem.type === 'sign-in' && problem.schemes.includes('basic');
}
