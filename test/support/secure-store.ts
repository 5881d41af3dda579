import { request as requestHttp } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Certified } from './certificates.ts';

export interface SecureFront {
  port: number;
  /** Paths of the requests, with their `host`. */
  seen: string[];
  close(): Promise<void>;
}

/** Serves a store on this computer over https, as the host that the certificate names. */
export async function startSecureFront(
  { certificate, key }: Certified,
  storeOrigin: string,
  headers: Record<string, string> = {},
): Promise<SecureFront> {
  const seen: string[] = [];
  const sockets = new Set<Duplex>();
  const { hostname, port } = new URL(storeOrigin);
  const server = createServer({ cert: certificate, key }, (request, response) => {
    seen.push(`${request.method} ${request.headers.host}${request.url}`);
    const onward = requestHttp(
      {
        host: hostname,
        port,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, host: `${hostname}:${port}` },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...headers });
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
