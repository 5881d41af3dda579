import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { Transform } from 'node:stream';

export interface Link {
  origin: string;
  close(): Promise<void>;
}

/** Maximum per connection at once: small compared with a picture, so that all connections get turns. */
const portion = 16 * 1024;

/**
 * A local link with limited bandwidth: all connections together send at `bytesPerSecond`. Answers are not
 * delayed.
 */
export async function openLink(targetOrigin: string, bytesPerSecond: number): Promise<Link> {
  const target = new URL(targetOrigin);
  const sockets = new Set<Socket>();
  /** When the link has sent everything queued on it, milliseconds. */
  let freeAt = 0;

  async function carry(bytes: number): Promise<void> {
    const now = performance.now();
    freeAt = Math.max(now, freeAt) + (bytes / bytesPerSecond) * 1000;
    // Timers have whole milliseconds, so debts below two are carried over.
    if (freeAt - now > 2) await new Promise((resolve) => setTimeout(resolve, freeAt - now));
  }

  function throttled(): Transform {
    return new Transform({
      highWaterMark: portion,
      async transform(chunk: Buffer, _encoding, done) {
        for (let at = 0; at < chunk.length; at += portion) {
          const piece = chunk.subarray(at, at + portion);
          await carry(piece.length);
          this.push(piece);
        }
        done();
      },
    });
  }

  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      socket.setNoDelay(true);
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(throttled()).pipe(far);
    far.pipe(near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
