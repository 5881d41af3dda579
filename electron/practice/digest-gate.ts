import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { challenge, isDigestRight, parseDigest } from './digest-check.ts';
import type { DigestAlgorithm, DigestCredentials } from './digest-check.ts';
import { Nonces } from './nonces.ts';
import type { Practice } from './practice.ts';

const realm = 'BigCommerce WebDAV';
const nonceLifeMs = 5 * 60_000;

/** Authenticates WebDAV requests by digest only; Basic is refused. */
export class DigestGate {
  readonly #practice: Practice;
  readonly #nonces = new Nonces(nonceLifeMs, () => randomBytes(24).toString('base64url'));

  constructor(practice: Practice) {
    this.#practice = practice;
  }

  /** Null if the request may continue; otherwise the answer that was sent. */
  refuse(request: FastifyRequest, reply: FastifyReply): FastifyReply | null {
    const credentials = parseDigest(request.headers.authorization ?? '');
    if (credentials === null || !this.#isRight(credentials, request.method)) {
      return this.#challenge(reply, false);
    }
    if (credentials.uri !== request.url) {
      return reply.code(400).type('text/plain').send('The digest is for another address.');
    }
    const uses = this.#practice.rules.nonces === 'single-use' ? 1 : undefined;
    const verdict = this.#nonces.use(credentials.nonce, credentials.nc, this.#practice.now(), uses);
    return verdict === 'good' ? null : this.#challenge(reply, true);
  }

  #isRight(credentials: DigestCredentials, method: string): boolean {
    const { username, password } = this.#practice.state.webdav;
    return (
      this.#algorithms().includes(credentials.algorithm) &&
      credentials.realm === realm &&
      credentials.username === username &&
      isDigestRight(credentials, method, password)
    );
  }

  /** `stale`: the client proved the password, but its nonce expired. Source: RFC 7616, 3.3. */
  #challenge(reply: FastifyReply, isStale: boolean): FastifyReply {
    if (this.#practice.rules.unprovenPut === 'cut-off' && reply.request.method === 'PUT') cutOff(reply);
    const nonce = this.#nonces.give(this.#practice.now());
    const headers = this.#algorithms().map((algorithm) => challenge(realm, nonce, algorithm, isStale));
    return reply
      .code(401)
      .header('WWW-Authenticate', headers)
      .type('text/plain')
      .send('A user name and password are needed.');
  }

  #algorithms(): readonly DigestAlgorithm[] {
    switch (this.#practice.rules.digest) {
      case 'sha-256-and-md5':
        return ['SHA-256', 'MD5'];
      case 'sha-256':
        return ['SHA-256'];
      case 'md5':
        return ['MD5'];
    }
  }
}

/** The connection closes with most of the body unread, so the client may never see the answer. */
function cutOff(reply: FastifyReply): void {
  const { socket } = reply.request.raw;
  reply.header('Connection', 'close').raw.once('finish', () => socket.resetAndDestroy());
}
