import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import got, { type Got, type RequestError } from 'got';
import { AgentPool } from '../../network/agents.ts';
import { connectionProblem, noAnswerFollows } from '../../network/connection-problem.ts';
import { directNetwork, type RequestNetwork } from '../../network/network.ts';
import { takeTurns } from '../../network/take-turns.ts';
import { TunnelError } from '../../network/tunnel.ts';
import type { Reason } from '../../../shared/outcome.ts';

/**
 * Milliseconds. `response`: from the last byte sent to the first one received; `stall`: an upload makes no progress.
 */
export interface TimeLimits {
  connect: number;
  response: number;
  read: number;
  stall: number;
}

export const timeLimits: TimeLimits = { connect: 10_000, response: 60_000, read: 60_000, stall: 30_000 };

/** Shorter than most servers keep an idle connection, so that a POST rarely meets one that is being closed. */
const idleMs = 8_000;

export interface HttpClient {
  client: Got;
  /** Why no connection to `url` was made. */
  problemOf(error: Error & { code?: string }, url: URL, now: number): Promise<Reason>;
  /** Closes idle connections. */
  close(): void;
}

/**
 * The one way to a store's servers, through the network's proxy. Repeats nothing and follows no redirect: repeating is
 * the outbox's decision, and a redirect would carry token or password elsewhere.
 */
export function createHttpClient(
  limits: Pick<TimeLimits, 'connect' | 'response' | 'read'>,
  headers: Record<string, string>,
  network: RequestNetwork = directNetwork,
): HttpClient {
  const pool = new AgentPool({ network, idleMs, connectMs: limits.connect });
  const client = got.extend({
    retry: { limit: 0 },
    followRedirect: false,
    throwHttpErrors: false,
    timeout: {
      lookup: limits.connect,
      connect: limits.connect,
      secureConnect: limits.connect,
      response: limits.response,
      read: limits.read,
    },
    headers,
    request: requestPlainly,
    hooks: {
      beforeRequest: [
        async (options) => {
          options.agent = await pool.agentsFor(new URL(String(options.url)));
        },
      ],
      beforeError: [withoutRequest],
    },
  });
  return {
    client,
    problemOf(error, url, now) {
      const cause = error.cause instanceof TunnelError ? error.cause : error;
      return connectionProblem(cause, url, network, now);
    },
    close: () => pool.close(),
  };
}

/** Interim answers such as 100 and 103: more than any server sends to one request. */
const maxInterim = 20;

/**
 * Ends a request whose answer never comes: with 101 the connection becomes another protocol's (RFC 9110, 15.2.2),
 * without an error and outside of all time limits, and a server may send interim answers without end.
 */
function requestPlainly(
  url: URL,
  options: RequestOptions,
  answered?: (answer: IncomingMessage) => void,
): ClientRequest {
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, answered);
  // An error after the first one must not end the process.
  request.on('error', () => undefined);
  request.once('socket', takeTurns);
  let interim = 0;
  const end = (): void => {
    request.emit('error', Object.assign(new Error('No answer follows'), { code: noAnswerFollows }));
  };
  request.once('upgrade', (_answer: IncomingMessage, connection: Duplex) => {
    connection.destroy();
    end();
  });
  request.on('information', () => {
    interim += 1;
    if (interim === maxInterim) end();
  });
  return request;
}

/** Token and password are in the request that got attaches to its errors; an inspected error must not show them. */
function withoutRequest(error: RequestError): RequestError {
  for (const name of ['options', 'request', 'response']) Reflect.deleteProperty(error, name);
  return error;
}
