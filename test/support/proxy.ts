import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

export interface TestProxy {
  /** Such as `http://127.0.0.1:40123`. */
  origin: string;
  /** The targets that were asked for, each as `host:port`, with what was answered. */
  seen: { target: string; status: number }[];
  close(): Promise<void>;
}

export interface ProxyOptions {
  /** Where each host is: the port on this computer. */
  ports: Readonly<Record<string, number>>;
  /** `user:password` that has to be given. */
  password?: string;
  /** What a request without the password is told; default one line of Basic. */
  challenge?: readonly string[];
  /** Refuses everything with this status. */
  refuses?: number;
  /** What a connection that was made is told; 200 unless given. */
  accepts?: number;
}

/** A real proxy on this computer: tunnels by CONNECT, with or without a password. */
export async function startProxy(options: ProxyOptions): Promise<TestProxy> {
  const seen: TestProxy['seen'] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((_request, response) => response.writeHead(501).end());
  server.on('connection', keep);
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const target = request.url ?? '';
    const end = (status: number, ...headers: string[]): void => {
      seen.push({ target, status });
      client.end(['HTTP/1.1 ' + status + ' Refused', ...headers, 'Content-Length: 0', '', ''].join('\r\n'));
    };
    if (options.refuses !== undefined) return end(options.refuses);
    if (
      options.password !== undefined &&
      request.headers['proxy-authorization'] !== basic(options.password)
    ) {
      const challenge = options.challenge ?? ['Basic realm="office"'];
      return end(407, ...challenge.map((scheme) => `Proxy-Authenticate: ${scheme}`));
    }
    const port = options.ports[target.replace(/:\d+$/, '')];
    if (port === undefined) return end(502);
    const upstream = connect(port, '127.0.0.1', () => {
      const status = options.accepts ?? 200;
      seen.push({ target, status });
      client.write(`HTTP/1.1 ${status} Connection established\r\n\r\n`);
      upstream.write(head);
      client.pipe(upstream).pipe(client);
    });
    keep(upstream);
    client.once('close', () => upstream.destroy());
    upstream.once('close', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function basic(password: string): string {
  return `Basic ${Buffer.from(password).toString('base64')}`;
}
