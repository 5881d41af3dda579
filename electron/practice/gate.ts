import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isVersion2, notFound, sendProblem } from './answers.ts';
import type { Problem } from './answers.ts';
import { DigestGate } from './digest-gate.ts';
import { actAfter, actBefore, removeQuotaHeaders } from './fault-actions.ts';
import type { Practice } from './practice.ts';
import { eatQuota, quotaHeaders, quotaHeaderV2, takeFromQuota } from './quota.ts';

/**
 * Runs before every route: log, faults, the store's address, token, scope and quota; for WebDAV the digest.
 */
export function addGate(server: FastifyInstance, practice: Practice): void {
  server.decorateRequest('fault', null);
  server.decorateRequest('isTakenUp', false);
  const digest = new DigestGate(practice);

  server.addHook('onRequest', async (request, reply) => {
    const path = pathOf(request);
    if (!isForUs(request)) {
      return reply.code(421).type('text/plain').send('This host is not served here.');
    }
    logRequest(practice, request, reply, path);
    if (path.startsWith('/practice/')) {
      return isSignedIn(practice, request) ? undefined : refuseToken(reply);
    }
    if (practice.rules.portal !== 'open') return showPortal(practice.rules.portal, reply);
    const isDav = /^\/dav(\/|$)/.test(path);
    if (!isDav && !path.startsWith('/stores/')) return undefined;

    noteWork(practice, request, reply);
    request.fault = practice.faults?.take(request.method, path, practice.now()) ?? null;
    const { fault } = request;
    if (fault?.kind === 'latency') await practice.faults?.delay(fault.ms);
    if (fault?.kind === 'eat-quota') eat(practice, fault.requests);

    const granted = isDav || countRequest(practice, request, reply);
    if (fault !== null && (await actBefore(fault, request, reply))) {
      practice.atWork.delete(request);
      return reply;
    }
    if (practice.rules.maintenance === 'on') return sendProblem(reply, underMaintenance);
    if (isDav) return digest.refuse(request, reply) ?? undefined;
    if (path.endsWith('/')) return refuseSlash(practice, reply);
    if (path.split('/')[2] !== practice.state.storeHash) return sendProblem(reply, notFound);
    if (!isSignedIn(practice, request)) return refuseToken(reply);
    if (!granted) {
      reply.header('X-Retry-After', Math.ceil(Number(reply.getHeader('X-Rate-Limit-Time-Reset-Ms')) / 1000));
      return sendProblem(reply, tooManyRequests);
    }
    if (!isInScope(practice, request, path)) return refuseScope(reply, path);
    if (isOverPostLimit(practice, request)) return refusePost(practice, reply);
    return changesSameProduct(practice, request) ? refuseChange(practice, reply) : undefined;
  });

  server.addHook('preHandler', async (request) => {
    request.isTakenUp = true;
  });
  server.addHook('onSend', async (request, reply, payload) => {
    practice.atWork.delete(request);
    return await actAfter(request, reply, payload);
  });
}

/** A request is at work until its answer, or until its client leaves before it is taken up. */
function noteWork({ atWork }: Practice, request: FastifyRequest, reply: FastifyReply): void {
  atWork.add(request);
  reply.raw.once('close', () => {
    if (!request.isTakenUp) atWork.delete(request);
  });
}

/** The page of a network or of its web filter, which lets nothing pass. */
function showPortal(status: number, reply: FastifyReply): FastifyReply {
  if (status === 302) reply.header('location', 'http://portal.example/');
  return reply.code(status).type('text/html').send('<!DOCTYPE html><title>This network</title>');
}

const tooManyRequests = { status: 429, title: 'Too Many Requests' };

const underMaintenance: Problem = {
  status: 503,
  title: 'Maintenance',
  raw: {
    type: 'text/html',
    text: '<!DOCTYPE html><html><head><title>Down for Maintenance</title></head><body><h1>We will be back soon</h1></body></html>',
  },
};

/**
 * Another site whose name resolves to this machine gets nothing (DNS rebinding). Any port: a slow link may be between.
 */
function isForUs({ headers }: FastifyRequest): boolean {
  return /^(?:127\.0\.0\.1|localhost)(?::\d{1,5})?$/.test(headers.host ?? '');
}

function changesSameProduct({ rules, atWork }: Practice, request: FastifyRequest): boolean {
  const product = changedProduct(request);
  if (rules.parallelChanges === 'done' || product === null) return false;
  return [...atWork].some((other) => other !== request && changedProduct(other) === product);
}

function changedProduct({ method, url }: FastifyRequest): string | null {
  if (method === 'GET' || method === 'HEAD') return null;
  return /\/products\/(\d+)\b/.exec(url)?.[1] ?? null;
}

function refuseChange({ rules }: Practice, reply: FastifyReply): FastifyReply {
  const status = Number(rules.parallelChanges);
  const title = status === 422 ? 'The product is being changed. Please try again.' : 'Resource conflict';
  return sendProblem(reply, { status, title });
}

function isOverPostLimit({ rules, atWork }: Practice, request: FastifyRequest): boolean {
  if (rules.postsAtOnce === 'any' || request.method !== 'POST') return false;
  return [...atWork].filter(({ method }) => method === 'POST').length > 3;
}

function refusePost({ rules }: Practice, reply: FastifyReply): FastifyReply {
  if (rules.postsAtOnce !== '3') removeQuotaHeaders(reply);
  if (rules.postsAtOnce === '3-as-500')
    return sendProblem(reply, { status: 500, title: 'Internal Server Error' });
  return sendProblem(reply, tooManyRequests);
}

/** Only requests with the right token count. The headers always report the window. */
function countRequest(practice: Practice, request: FastifyRequest, reply: FastifyReply): boolean {
  const { quota } = practice;
  const verdict = takeFromQuota(
    quota.window,
    quota.rule,
    practice.now(),
    isSignedIn(practice, request) ? 1 : 0,
  );
  quota.window = verdict.window;
  reply.headers(quotaHeaders(quota.rule, verdict));
  if (isVersion2(request.url)) reply.header(quotaHeaderV2, verdict.left);
  return verdict.granted;
}

function eat(practice: Practice, requests: number): void {
  const { quota } = practice;
  quota.window = eatQuota(quota.window, quota.rule, practice.now(), requests).window;
}

function logRequest(practice: Practice, request: FastifyRequest, reply: FastifyReply, path: string): void {
  const startedAt = practice.now();
  const end = practice.requests.start(request.method, path, startedAt);
  reply.raw.once('close', () => {
    const status = reply.raw.writableFinished ? reply.raw.statusCode : null;
    end(status, practice.now());
    practice.log(`${request.method} ${path} ${status ?? 'no answer'} ${practice.now() - startedAt} ms`);
  });
}

function isSignedIn(practice: Practice, request: FastifyRequest): boolean {
  const given = Buffer.from(String(request.headers['x-auth-token'] ?? ''));
  const wanted = Buffer.from(practice.state.accessToken);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function isInScope({ rules }: Practice, request: FastifyRequest, path: string): boolean {
  switch (rules.scope) {
    case 'modify':
      return true;
    case 'read-only':
      return request.method === 'GET' || request.method === 'HEAD';
    case 'without-v2-images':
      return !/^\/stores\/[^/]+\/v2\/products\//.test(path);
  }
}

/** As quoted from live stores: V2's shape here is neither its usual one nor V3's. */
function refuseScope(reply: FastifyReply, path: string): FastifyReply {
  return isVersion2(path)
    ? reply.code(403).send({ error: 'You are authorized but your scope does not include this resource.' })
    : sendProblem(reply, { status: 403, title: "You don't have a required scope to access the endpoint" });
}

/** Seen in 2017: a trailing slash is refused like a missing token. */
function refuseSlash({ rules }: Practice, reply: FastifyReply): FastifyReply {
  return rules.trailingSlashStatus === 404
    ? sendProblem(reply, notFound)
    : sendProblem(reply, { status: 403, title: 'Authentication Required' });
}

function refuseToken(reply: FastifyReply): FastifyReply {
  return sendProblem(reply, { status: 401, title: 'Unauthorized' });
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}
