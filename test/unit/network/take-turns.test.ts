import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { createHttpClient } from '../../../electron/bigcommerce/http/http-client.ts';
import { takeTurns } from '../../../electron/network/take-turns.ts';

const close: (() => void)[] = [];
afterEach(() => {
  for (const each of close.splice(0)) each();
});

/** A connection; reading one piece of it takes longer than all may in one turn. */
function slowToRead(seen: string[], name: string): Readable {
  const connection = new Readable({ read() {} });
  takeTurns(connection as Socket);
  connection.setEncoding('utf8');
  connection.on('data', (piece: string) => {
    seen.push(`${name}${piece}`);
    for (const began = performance.now(); performance.now() - began < 20;);
  });
  connection.on('end', () => seen.push(`${name} ends`));
  return connection;
}

test('connections that are read at once share a turn, and nothing is lost or out of order', async () => {
  const seen: string[] = [];
  const connections = ['a', 'b', 'c'].map((name) => slowToRead(seen, name));
  await turn();
  for (const piece of ['1', '2', null]) for (const connection of connections) connection.push(piece);
  expect(seen).toEqual(['a1']);
  const ends = connections.map((connection) => once(connection, 'end'));
  await turn();
  expect(seen.filter((one) => one.startsWith('c'))).toEqual([]);
  await Promise.all(ends);
  for (const name of ['a', 'b', 'c']) {
    expect(seen.filter((one) => one.startsWith(name))).toEqual([`${name}1`, `${name}2`, `${name} ends`]);
  }
});

/** Counts the turns of the event loop until it is stopped. */
function countTurns(): { now: number; stop(): void } {
  const counter = { now: 0, stop: () => clearImmediate(next) };
  const count = (): void => {
    counter.now += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  return counter;
}

async function listening(serve: (connection: Socket) => void): Promise<number> {
  const server = createTcpServer(serve).listen(0, '127.0.0.1');
  close.push(() => server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('what comes over real connections at once is read in several turns', async () => {
  const served: Socket[] = [];
  const port = await listening((connection) => served.push(connection));
  const turns = countTurns();
  close.push(turns.stop);
  const seen: number[] = [];
  const ends = Array.from({ length: 4 }, async () => {
    const connection = connect(port, '127.0.0.1');
    takeTurns(connection);
    connection.on('data', () => {
      seen.push(turns.now);
      for (const began = performance.now(); performance.now() - began < 20;);
    });
    await once(connection, 'end');
  });
  while (served.length < 4) await turn();
  for (const connection of served) connection.end('x');
  await Promise.all(ends);
  expect(new Set(seen).size).toBe(4);
});

test('a refusal that comes while a file is still being sent is read before the connection breaks', async () => {
  const port = await listening((connection) => {
    connection.on('error', () => undefined).pause();
    const refusal = 'HTTP/1.1 413 Too Large\r\ncontent-length: 5\r\n\r\nlarge';
    connection.once('readable', () => connection.write(refusal, () => connection.resetAndDestroy()));
  });
  // Another connection uses up every turn.
  const other = new Readable({ read() {} });
  takeTurns(other as Socket);
  other.on('data', () => {
    for (const began = performance.now(); performance.now() - began < 20;);
  });
  const use = (): void => void (other.push('x'), (next = setImmediate(use)));
  let next = setImmediate(use);
  const http = createHttpClient({ connect: 5_000, response: 5_000, read: 20_000 }, {});
  close.push(
    () => http.close(),
    () => clearImmediate(next),
  );
  const body = Readable.from(
    (function* () {
      for (let piece = 0; piece < 100; piece += 1) yield Buffer.alloc(256 * 1024);
    })(),
  );
  const sending = http.client.stream(`http://127.0.0.1:${port}/`, { method: 'POST', body });
  sending.on('error', () => undefined);
  const answer = new Promise((resolve) => {
    sending.once('response', ({ statusCode }) => resolve(statusCode)).once('error', resolve);
  });
  expect(await answer).toBe(413);
});

test('bodies in chunks of one byte arrive whole while others come', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, { connection: 'close' }).flushHeaders();
    response.socket?.end(`${'1\r\nx\r\n'.repeat(40_000)}0\r\n\r\n`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const http = createHttpClient({ connect: 5_000, response: 5_000, read: 20_000 }, {});
  close.push(
    () => http.close(),
    () => server.close(),
  );
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const bodies = await Promise.all(Array.from({ length: 6 }, async () => (await http.client(url)).body));
  expect(bodies.map((body) => body === 'x'.repeat(40_000))).toEqual(Array<boolean>(6).fill(true));
});
