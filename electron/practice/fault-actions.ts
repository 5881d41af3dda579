import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaultAction } from './faults.ts';
import type { Practice } from './practice.ts';
import { quotaHeaders, quotaHeaderV2 } from './quota.ts';

const gatewayPage =
  '<html>\r\n<head><title>Bad Gateway</title></head>\r\n<body>\r\n<center><h1>Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n';

/** Runs a fault instead of the request. Returns whether the request ended. */
export async function actBefore(
  fault: FaultAction,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  switch (fault.kind) {
    case 'reset-before':
      reset(request, reply);
      return true;
    case 'reset-during':
      await readBytes(request, fault.bytes);
      reset(request, reply);
      return true;
    case 'stall':
      if (fault.when === 'after') return false;
      if (fault.when === 'during') {
        await readBytes(request, Math.floor(Number(request.headers['content-length'] ?? 0) * 0.99));
      }
      reply.hijack();
      return true;
    case 'switch-protocols':
      reply.hijack();
      request.raw.socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: upgrade\r\n\r\n',
      );
      return true;
    case 'html':
    case 'status':
      if (fault.when === 'after') return false;
      await reply.code(fault.status).send('');
      return true;
    case 'latency':
    case 'eat-quota':
    case 'clock-skew':
    case 'reset-after-commit':
    case 'late-commit':
    case 'truncate':
    case 'trickle':
      return false;
  }
}

/** Returns what to send instead of `payload`. Runs for every answer, including those of `actBefore`. */
export async function actAfter(
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const { fault } = request;
  if (fault === null) return payload;
  switch (fault.kind) {
    case 'status':
      if (fault.noRateHeaders) removeQuotaHeaders(reply);
      reply
        .code(fault.status)
        .removeHeader('content-length')
        .removeHeader('content-type')
        .headers(fault.headers);
      if (typeof fault.body === 'string' || fault.body === undefined) return fault.body ?? '';
      reply.type('application/json');
      return JSON.stringify(fault.body);
    case 'html':
      reply.code(fault.status).removeHeader('content-length').type('text/html');
      return gatewayPage;
    case 'stall':
      return await new Promise<never>(() => undefined);
    case 'reset-after-commit':
      request.raw.socket.resetAndDestroy();
      return payload;
    case 'clock-skew':
      reply.header('date', new Date(Date.now() + fault.ms).toUTCString());
      return payload;
    case 'truncate':
      return typeof payload === 'string' ? withLength(reply, payload, halfOf(payload)) : payload;
    case 'trickle':
      return typeof payload === 'string'
        ? withLength(reply, payload, slowly(payload, fault.bytesPerSecond))
        : payload;
    case 'latency':
    case 'switch-protocols':
    case 'eat-quota':
    case 'reset-before':
    case 'reset-during':
    case 'late-commit':
      return payload;
  }
}

/** Whether a fault postpones `work`: the connection breaks now, and the work runs later. */
export function isPutOff(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
  work: () => void,
): boolean {
  if (request.fault?.kind !== 'late-commit') return false;
  practice.atWork.delete(request);
  practice.later(request.fault.ms, work);
  reset(request, reply);
  return true;
}

export function removeQuotaHeaders(reply: FastifyReply): void {
  const usual = Object.keys(quotaHeaders({ requests: 0, windowMs: 0 }, noVerdict));
  for (const name of [...usual, quotaHeaderV2]) reply.removeHeader(name);
}

const noVerdict = { window: { startedAt: 0, used: 0 }, granted: true, left: 0, resetMs: 0 };

function reset(request: FastifyRequest, reply: FastifyReply): void {
  reply.hijack();
  request.raw.socket.resetAndDestroy();
}

/** Reads the body until `bytes` have arrived, or the body or the connection ends. */
async function readBytes(request: FastifyRequest, bytes: number): Promise<void> {
  const { raw } = request;
  let read = 0;
  await new Promise<void>((resolve) => {
    raw.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read < bytes) return;
      raw.pause();
      resolve();
    });
    raw
      .once('end', resolve)
      .once('error', () => resolve())
      .once('close', resolve);
  });
}

function withLength(reply: FastifyReply, payload: string, body: AsyncIterable<Buffer>): Readable {
  reply.header('content-length', Buffer.byteLength(payload));
  return Readable.from(body);
}

async function* halfOf(payload: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(payload);
  yield bytes.subarray(0, Math.floor(bytes.length / 2));
  await wait(0);
  throw new Error('The answer is cut short, as asked');
}

async function* slowly(payload: string, bytesPerSecond: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(payload);
  const step = Math.max(1, Math.floor(bytesPerSecond / 10));
  for (let start = 0; start < bytes.length; start += step) {
    yield bytes.subarray(start, start + step);
    await wait(100);
  }
}
