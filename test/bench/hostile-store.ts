import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';

/** Serves answers that no store should give, by the store's hash in the path, in a process of its own. */

const megabyte = 1024 * 1024;
const smallRow =
  '{"id":7,"product_id":77,"sort_order":1,"description":"","is_thumbnail":false,"image_file":"a/b.jpg"}';
const pagination = '"meta":{"pagination":{"total":100,"current_page":1,"total_pages":1}}';

function rows(bytes: number): string {
  const count = Math.floor(bytes / (smallRow.length + 1)) - 10;
  return `{"data":[${Array<string>(count).fill(smallRow).join(',')}],${pagination}}`;
}

function nested(bytes: number): string {
  const depth = bytes / 2 - 100;
  return `{"data":${'['.repeat(depth)}${']'.repeat(depth)}}`;
}

/** Rows that a list takes, with as many values that nobody asked for as pass. */
function wideRows(): string {
  const fields = Array.from({ length: 95 }, (_, at) => `"field${at}":${at}`).join(',');
  const row = `{"id":7,"product_id":77,"image_file":"a/b.jpg",${fields}}`;
  return `{"data":[${Array<string>(1_950).fill(row).join(',')}],${pagination}}`;
}

function longTexts(bytes: number): string {
  const words = '\\u00e9 and “more”, ';
  const description = words.repeat(bytes / 250 / Buffer.byteLength(words));
  const row = `{"id":7,"product_id":77,"image_file":"a/b.jpg","description":"${description}"}`;
  return `{"data":[${Array<string>(250).fill(row).join(',')}],${pagination}}`;
}

const bodies = {
  'wide-rows': { status: 200, type: 'application/json', body: wideRows() },
  'long-texts': { status: 200, type: 'application/json', body: longTexts(7.8 * megabyte) },
  'small-rows': { status: 200, type: 'application/json', body: rows(7.9 * megabyte) },
  'nested-arrays': { status: 200, type: 'application/json', body: nested(7.9 * megabyte) },
  'error-page': { status: 502, type: 'text/html', body: `<html>${'<p>x</p>'.repeat(megabyte / 2)}` },
  'empty-objects': {
    status: 200,
    type: 'application/json',
    body: `{"data":[${'{},'.repeat(2.6 * megabyte)}{}],${pagination}}`,
  },
} as const;

const server = createServer((request, response) => {
  // The store's hash names the case.
  const name = (/^\/stores\/([a-z-]+)\//.exec(request.url ?? '')?.[1] ?? '') as
    | keyof typeof bodies
    | 'endless-gzip'
    | 'tiny-chunks';
  if (name === 'tiny-chunks') {
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).flushHeaders();
    // Blanks, each a chunk of its own, and then no list.
    const { socket } = response;
    if (socket === null) return;
    Readable.from(
      (function* () {
        for (let n = 0; n < 50; n += 1) yield Buffer.from('1\r\n \r\n'.repeat(10_000));
        yield Buffer.from('2\r\n{}\r\n0\r\n\r\n');
      })(),
    ).pipe(socket);
    return;
  }
  if (name === 'endless-gzip') {
    const chunk = Buffer.alloc(megabyte, ' ');
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    Readable.from(
      (function* () {
        for (let n = 0; n < 2_000; n += 1) yield chunk;
      })(),
    )
      .pipe(createGzip())
      .pipe(response);
    return;
  }
  const { status, type, body } = bodies[name];
  response.writeHead(status, { 'content-type': type }).end(body);
});
server.listen(0, '127.0.0.1', () =>
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`),
);
process.stdin.resume().once('end', () => process.exit(0));
