import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { ProxyCredentials } from '../../shared/proxy-address.ts';

interface TunnelOptions {
  /** Such as `http://proxy.example:8080`. */
  server: string;
  credentials: ProxyCredentials | null;
  host: string;
  port: number;
  timeoutMs: number;
}

/** Why a proxy did not connect. */
type TunnelProblem =
  /** `code`: Node's code, or `ETIMEDOUT`. */
  | { type: 'unreachable'; code: string }
  | { type: 'refused'; status: number }
  /** `schemes`: names of the ways to sign in that the proxy offers, in lower case. */
  | { type: 'sign-in'; schemes: string[] }
  | { type: 'unsupported' };

export class TunnelError extends Error {
  readonly server: string;
  readonly problem: TunnelProblem;

  constructor(server: string, problem: TunnelProblem) {
    super(`The proxy did not connect: ${problem.type}`);
    this.server = server;
    this.problem = problem;
  }
}

/** Asks a proxy for a connection to a host; any 2xx is one (RFC 9110, CONNECT). Rejects with a `TunnelError`. */
export function openTunnel({ server, credentials, host, port, timeoutMs }: TunnelOptions): Promise<Socket> {
  const { protocol, hostname, port: serverPort } = new URL(server);
  const target = `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
  const send = protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send({
      method: 'CONNECT',
      host: hostname.replace(/^\[|\]$/g, ''),
      port: serverPort || (protocol === 'https:' ? 443 : 80),
      path: target,
      headers: { host: target, ...authorization(credentials) },
      agent: false,
    });
    const timer = setTimeout(() => fail({ type: 'unreachable', code: 'ETIMEDOUT' }), timeoutMs);
    const fail = (problem: TunnelProblem): void => {
      clearTimeout(timer);
      request.destroy();
      reject(new TunnelError(server, problem));
    };
    request.on('error', (error: NodeJS.ErrnoException) =>
      fail({ type: 'unreachable', code: error.code ?? 'UNKNOWN' }),
    );
    request.once('connect', ({ statusCode = 0, headers }, socket: Socket, head: Buffer) => {
      clearTimeout(timer);
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
        return;
      }
      socket.destroy();
      fail(
        statusCode === 407
          ? { type: 'sign-in', schemes: schemesIn(headers['proxy-authenticate']) }
          : { type: 'refused', status: statusCode },
      );
    });
    request.end();
  });
}

function authorization(credentials: ProxyCredentials | null): Record<string, string> {
  if (credentials === null) return {};
  const user = Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64');
  return { 'proxy-authorization': `Basic ${user}` };
}

/** Node joins several headers of this name with a comma. */
function schemesIn(header: string | readonly string[] | undefined): string[] {
  const values = typeof header === 'string' ? [header] : (header ?? []);
  const found = values.flatMap((value) => [
    ...value.slice(0, 4_096).matchAll(/(?:^|,)\s*([a-z][a-z0-9-]*)(?=\s*(?:$|,|\s+[^=\s]))/gi),
  ]);
  return [...new Set(found.map(([, scheme = '']) => scheme.toLowerCase()))];
}
