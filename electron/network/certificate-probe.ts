import { connect, type TLSSocket } from 'node:tls';
import type { Socket } from 'node:net';
import type { Route } from './network.ts';
import { openTunnel } from './tunnel.ts';

/** A certificate that was not accepted, and what its server says the time is. Times are epoch milliseconds. */
export interface ProbedCertificate {
  issuer: string;
  validFrom: number;
  validTo: number;
  /** Null if the server does not say. */
  serverTime: number | null;
}

const timeoutMs = 5_000;
const maxText = 100;

/**
 * Reads the certificate that a host shows, without trusting it. With `asksTime`, asks for the headers of the top page
 * to read their `Date`. Sends no secret. Null if the host can't be reached.
 */
export async function probeCertificate(
  url: URL,
  route: Exclude<Route, { type: 'unsupported' }>,
  asksTime: boolean,
): Promise<ProbedCertificate | null> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port) || 443;
  let tunnel: Socket | undefined;
  try {
    if (route.type === 'proxy') {
      const { server, credentials } = route;
      tunnel = await openTunnel({ server, credentials, host, port, timeoutMs });
    }
  } catch {
    return null;
  }
  const socket = connect({
    host,
    port,
    servername: /^[\d.]+$|:/.test(host) ? '' : host,
    rejectUnauthorized: false,
    ...(tunnel === undefined ? {} : { socket: tunnel }),
  });
  return readCertificate(socket, host, asksTime);
}

function readCertificate(
  socket: TLSSocket,
  host: string,
  asksTime: boolean,
): Promise<ProbedCertificate | null> {
  return new Promise((resolve) => {
    let probed: ProbedCertificate | null = null;
    let head = '';
    const end = (): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(probed && { ...probed, serverTime: dateIn(head) });
    };
    const timer = setTimeout(end, timeoutMs);
    socket.on('error', end);
    socket.once('close', end);
    socket.once('secureConnect', () => {
      const { issuer, valid_from: from, valid_to: to } = socket.getPeerCertificate();
      probed = {
        issuer: nameOf(issuer),
        validFrom: Date.parse(from),
        validTo: Date.parse(to),
        serverTime: null,
      };
      if (!asksTime) return end();
      socket.write(`HEAD / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    });
    socket.on('data', (piece: Buffer) => {
      head += piece.toString('latin1');
      if (head.length > 4_096 || head.includes('\r\n\r\n')) end();
    });
  });
}

function nameOf(issuer: { CN?: string | string[]; O?: string | string[] } | undefined): string {
  const name = [issuer?.CN ?? issuer?.O ?? ''].flat()[0] ?? '';
  return name.slice(0, maxText);
}

function dateIn(head: string): number | null {
  const time = Date.parse(/^date:\s*([^\r\n]{1,60})/im.exec(head.slice(0, 4_096))?.[1] ?? '');
  return Number.isNaN(time) ? null : time;
}
