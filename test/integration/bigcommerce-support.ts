import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../electron/util/clock.ts';
import { createGovernor, type Governor } from '../../electron/bigcommerce/pacing/governor.ts';
import type { NewImageFile } from '../../electron/bigcommerce/image-api.ts';
import { createSession, type SessionParts, type Traffic } from '../../electron/bigcommerce/http/session.ts';
import { createV3 } from '../../electron/bigcommerce/v3/v3.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface LooseStore {
  origin: string;
  /** Requests in order: method and path with query. */
  seen: string[];
  answer(handler: Handler): void;
  close(): Promise<void>;
}

function silent(): void {}

export async function looseStore(): Promise<LooseStore> {
  const seen: string[] = [];
  const sockets = new Set<Socket>();
  let handler: Handler = silent;
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    handler(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answer(next) {
      handler = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function html(response: ServerResponse, status: number): void {
  response
    .writeHead(status, { 'content-type': 'text/html' })
    .end('<!DOCTYPE html><html><body>Please sign in to the hotel</body></html>');
}

export async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

export function freshGovernor(): Governor {
  return createGovernor({ clock: systemClock, random: Math.random, reserve: () => 3 });
}

/** A client as Packshot uses it, with its log. */
export function clientOf(origin: string, rest: Partial<SessionParts> = {}) {
  const traffic: Traffic[] = [];
  const session = createSession({
    apiOrigin: origin,
    storeHash: 'abc123',
    accessToken: () => Promise.resolve('secret-token'),
    governor: freshGovernor(),
    onTraffic: (entry) => traffic.push(entry),
    ...rest,
  });
  return { session, traffic, v3: createV3(session) };
}

export interface Pictures {
  make(bytes: number, rest?: Partial<NewImageFile>): Promise<NewImageFile & { content: Buffer }>;
  close(): Promise<void>;
}

export async function pictures(): Promise<Pictures> {
  const folder = await mkdtemp(join(tmpdir(), 'packshot-client-'));
  return {
    async make(bytes, rest = {}) {
      const content = randomBytes(bytes);
      const path = join(folder, randomBytes(8).toString('hex'));
      await writeFile(path, content);
      return {
        path,
        bytes,
        content,
        fileName: 'mug-abcdefgh.jpg',
        mediaType: 'image/jpeg',
        sortOrder: 3,
        isThumbnail: false,
        description: '',
        ...rest,
      };
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
