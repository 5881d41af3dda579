import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
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
