import { createReadStream, renameSync, rmSync } from 'node:fs';
import type { Stats } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { multiStatus, readDavUrl, readPropfind } from './dav-paths.ts';
import type { DavEntry } from './dav-paths.ts';
import { firewallRefusal, isNameRefused } from './firewall.ts';
import { sendProblem } from './answers.ts';
import { finish } from './image-writes.ts';
import type { Practice } from './practice.ts';
import { SizeGuard } from './size-guard.ts';
import { keep } from './uploads.ts';

/** 512 MB per file. Source: BigCommerce's support page on WebDAV. */
export const davFileBytes = 512 * 1024 * 1024;
/** WebDAV methods that are answered with 405. */
const refused = ['PROPPATCH', 'COPY', 'LOCK', 'UNLOCK'] as const;
const propfindBytes = 64 * 1024;
const methods = ['OPTIONS', 'PROPFIND', 'MKCOL', 'PUT', 'GET', 'HEAD', 'DELETE', 'MOVE'] as const;
const finite =
  '<?xml version="1.0" encoding="utf-8"?>\n<D:error xmlns:D="DAV:"><D:propfind-finite-depth/></D:error>\n';

interface Target {
  segments: string[];
  path: string;
  found: Stats | null;
}

/** WebDAV, class 1 of RFC 4918 without PROPPATCH, COPY and locks, for a folder of the store's state. */
export async function addDavRoutes(server: FastifyInstance, practice: Practice): Promise<void> {
  for (const method of ['PROPFIND', 'MKCOL', 'MOVE', ...refused])
    server.addHttpMethod(method, { hasBody: true });
  await server.register(async (dav) => {
    // Bodies are streams here, whatever their content type.
    dav.removeAllContentTypeParsers();
    dav.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const url of ['/dav', '/dav/*']) {
      dav.all(url, { exposeHeadRoute: false }, (request, reply) => answer(practice, request, reply));
    }
  });
}

async function answer(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const target = await locate(practice, request.url);
  if (target === null) return plain(reply, 400, 'There can be no such path.');
  switch (request.method as (typeof methods)[number]) {
    case 'OPTIONS':
      return reply
        .code(200)
        .headers({ DAV: '1', Allow: methods.join(', '), 'Content-Length': 0 })
        .send();
    case 'PROPFIND':
      return await propfind(request, reply, target);
    case 'MKCOL':
      return await makeCollection(practice, request, reply, target);
    case 'PUT':
      return await put(practice, request, reply, target);
    case 'GET':
    case 'HEAD':
      return get(request, reply, target);
    case 'DELETE':
      return remove(practice, request, reply, target);
    case 'MOVE':
      return await move(practice, request, reply, target);
    default:
      return plain(reply.header('Allow', methods.join(', ')), 405, 'This method is not answered here.');
  }
}

async function locate(practice: Practice, url: string): Promise<Target | null> {
  const segments = readDavUrl(url);
  if (segments === null) return null;
  const path = join(practice.state.davRoot, ...segments);
  return { segments, path, found: await stat(path).catch(() => null) };
}

async function propfind(request: FastifyRequest, reply: FastifyReply, target: Target): Promise<FastifyReply> {
  const guard = new SizeGuard(propfindBytes);
  const body = await text(request.raw.pipe(guard)).catch(() => null);
  if (target.found === null) return plain(reply, 404, 'There is nothing here.');
  const depth = request.headers['depth'] ?? 'infinity';
  if (depth !== '0' && depth !== '1') return reply.code(403).type('application/xml').send(finite);
  const question = body === null ? null : readPropfind(body);
  if (question === null) return plain(reply, 400, 'The body is not a propfind.');
  const entries = [entryOf(target.segments, target.found)];
  if (depth === '1' && target.found.isDirectory()) {
    for (const name of (await readdir(target.path)).toSorted()) {
      const found = await stat(join(target.path, name)).catch(() => null);
      if (found !== null) entries.push(entryOf([...target.segments, name], found));
    }
  }
  return reply.code(207).type('application/xml; charset=utf-8').send(multiStatus(entries, question));
}

async function makeCollection(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
  target: Target,
): Promise<FastifyReply> {
  if (hasBody(request)) return plain(reply, 415, 'A collection is made without a body.');
  if (target.found !== null) return plain(reply, 405, 'There is something here already.');
  if (!(await hasParent(practice, target))) return plain(reply, 409, 'The collection above is missing.');
  await mkdir(target.path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return reply.code(201).header('Content-Length', 0).send();
}

async function put(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
  target: Target,
): Promise<FastifyReply> {
  const { webdavTooLargeStatus } = practice.rules;
  if (target.found?.isDirectory() === true || target.segments.length === 0) {
    return plain(reply, 405, 'A collection can not be written to.');
  }
  if (practice.rules.webdavPut === '501') return plain(reply, 501, 'PUT is not implemented.');
  if (isNameRefused(target.segments.at(-1) ?? '', practice.rules))
    return sendProblem(reply, firewallRefusal(practice.rules));
  if (!(await hasParent(practice, target))) return plain(reply, 409, 'The collection above is missing.');
  if (request.headers['content-range'] !== undefined) return plain(reply, 400, 'A file is sent whole.');
  const tooLarge = 'A file may have up to 512 MB.';
  if (Number(request.headers['content-length'] ?? 0) > davFileBytes) {
    return plain(reply, webdavTooLargeStatus, tooLarge);
  }
  const guard = new SizeGuard(davFileBytes);
  request.raw
    .once('error', (error) => guard.destroy(error))
    .once('close', () => {
      if (!request.raw.complete) guard.destroy(new Error('The client left early'));
    });
  try {
    const { path, isRefused } = await keep(practice, request.raw.pipe(guard), '');
    if (isRefused) {
      rmSync(path);
      return sendProblem(reply, firewallRefusal(practice.rules));
    }
    const commit = () => {
      renameSync(path, target.path);
      return true;
    };
    return finish(practice, request, reply, commit, () =>
      reply
        .code(target.found === null ? 201 : 204)
        .header('Content-Length', 0)
        .send(),
    );
  } catch (error) {
    if (guard.isFull) return plain(reply, webdavTooLargeStatus, tooLarge);
    throw error;
  }
}

function get(request: FastifyRequest, reply: FastifyReply, { path, found }: Target): FastifyReply {
  if (found === null) return plain(reply, 404, 'There is nothing here.');
  if (found.isDirectory()) {
    return plain(reply.header('Allow', 'OPTIONS, PROPFIND, DELETE'), 405, 'Ask a collection with PROPFIND.');
  }
  reply.headers({
    'Content-Length': found.size,
    'Content-Type': 'application/octet-stream',
    'Last-Modified': found.mtime.toUTCString(),
    ETag: etagOf(found),
  });
  return request.method === 'HEAD' ? reply.send() : reply.send(createReadStream(path));
}

function remove(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
  target: Target,
): FastifyReply {
  if (target.found === null) return plain(reply, 404, 'There is nothing here.');
  if (target.segments.length === 0) return plain(reply, 403, 'The root stays.');
  const commit = () => {
    rmSync(target.path, { recursive: true, force: true });
    return true;
  };
  return finish(practice, request, reply, commit, () => reply.code(204).send());
}

/** Source: RFC 4918, 9.9. */
async function move(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
  source: Target,
): Promise<FastifyReply> {
  const given = URL.parse(String(request.headers['destination'] ?? ''), practice.origin());
  if (given === null) return plain(reply, 400, 'The Destination is missing.');
  if (given.host !== new URL(practice.origin()).host) return plain(reply, 502, 'That is another server.');
  const target = await locate(practice, given.pathname);
  if (target === null) return plain(reply, 400, 'There can be no such path.');
  if (source.found === null) return plain(reply, 404, 'There is nothing here.');
  // Source and target are nested or equal; the root contains everything.
  const [shorter, longer] = [source.segments, target.segments].toSorted((a, b) => a.length - b.length);
  if (shorter?.every((name, index) => name === longer?.[index]) !== false)
    return plain(reply, 403, 'It can not be moved there.');
  if (!(await hasParent(practice, target))) return plain(reply, 409, 'The collection above is missing.');
  if (target.found !== null && request.headers['overwrite'] === 'F') {
    return plain(reply, 412, 'There is something there already.');
  }
  if (target.found !== null) await rm(target.path, { recursive: true });
  await rename(source.path, target.path);
  return reply
    .code(target.found === null ? 201 : 204)
    .header('Content-Length', 0)
    .send();
}

async function hasParent(practice: Practice, { segments }: Target): Promise<boolean> {
  const above = join(practice.state.davRoot, ...segments.slice(0, -1));
  return (await stat(above).catch(() => null))?.isDirectory() ?? false;
}

function entryOf(segments: readonly string[], found: Stats): DavEntry {
  return {
    segments,
    isCollection: found.isDirectory(),
    bytes: found.size,
    createdAt: found.birthtimeMs,
    modifiedAt: found.mtimeMs,
    etag: etagOf(found),
  };
}

function etagOf(found: Stats): string {
  return `"${found.ino.toString(16)}-${found.size.toString(16)}-${Math.floor(found.mtimeMs).toString(16)}"`;
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function plain(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(sentence);
}
