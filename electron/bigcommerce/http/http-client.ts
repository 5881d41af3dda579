import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import got, { type Got } from 'got';

/** Milliseconds. `response`: from the last byte sent to the first byte of the answer; `stall`: nothing taken of an upload. */
export interface TimeLimits {
  connect: number;
  response: number;
  read: number;
  stall: number;
}

export const timeLimits: TimeLimits = { connect: 10_000, response: 60_000, read: 60_000, stall: 30_000 };

/** Bytes of an answer's body that are read, after decompression: a page of 250 products with all their images has under 2 MB. */
export const maxAnswerBytes = 32 * 1024 * 1024;

/** An idle connection is given up before most servers would, so that a POST rarely meets one that is just being closed. */
const idleMs = 8_000;

/**
 * The one way to a store's servers. Repeats nothing and follows no redirect: repeating is the outbox's decision, and a
 * redirect would carry token or password elsewhere. `agent` is for closing idle connections.
 */
export function createHttpClient(
  limits: TimeLimits,
  headers: Record<string, string>,
): { client: Got; agent: { http: HttpAgent; https: HttpsAgent } } {
  const agent = {
    http: new HttpAgent({ keepAlive: true, timeout: idleMs }),
    https: new HttpsAgent({ keepAlive: true, timeout: idleMs }),
  };
  const client = got.extend({
    agent,
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
  });
  return { client, agent };
}
