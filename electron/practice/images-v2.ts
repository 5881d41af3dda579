import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { limits } from '../../shared/limits.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import { notFound, pageSchema, sendProblem } from './answers.ts';
import type { Page, Problem } from './answers.ts';
import { davSegments } from './dav-paths.ts';
import { fetchPicture, isPictureUrl } from './fetch-picture.ts';
import { describeImageV2 } from './image-view.ts';
import { change, creation, finish, removal } from './image-writes.ts';
import type { Practice } from './practice.ts';
import { importFolder } from './state.ts';
import { keep } from './uploads.ts';
import type { Incoming } from './uploads.ts';

const params = z.object({ productId: z.coerce.number().int(), imageId: z.coerce.number().int().default(0) });

const writable: Readonly<Record<string, z.ZodType>> = {
  image_file: z.string().min(1),
  is_thumbnail: z.boolean(),
  sort_order: z.int32(),
  description: z.string().nullable(),
};
const readOnlyFields: ReadonlySet<string> = new Set([
  'id',
  'product_id',
  'date_created',
  'date_modified',
  'zoom_url',
  'thumbnail_url',
  'standard_url',
  'tiny_url',
  'is_sample',
]);

interface Fields {
  image_file?: string;
  is_thumbnail?: boolean;
  sort_order?: number;
  description?: string | null;
}

/** `/products/{product_id}/images`, below the prefix of V2: deprecated, but complete. */
export function addImageRoutesV2(server: FastifyInstance, practice: Practice): void {
  const { images, rules } = practice;

  server.addHook('preHandler', async (request, reply) => {
    if (!wantsJson(request.headers.accept)) {
      return sendProblem(reply, { status: 406, title: 'This store answers in JSON only.' });
    }
    if (request.isMultipart()) {
      return sendProblem(reply, { status: 415, title: 'This resource takes JSON. A file goes by WebDAV.' });
    }
    return undefined;
  });

  server.get('/products/images/count', (_request, reply) => reply.send({ count: images.countAll() }));
  refuseOtherMethods(server, '/products/images/count', 'GET');

  server.get('/products/:productId/images', (request, reply) => {
    const productId = knownProduct(practice, request);
    if (productId === null) return sendProblem(reply, notFound);
    const page = readPage(request);
    if (!page.ok) return sendProblem(reply, page.reason);
    const rows = images.listById(productId, page.value.limit, offsetOf(page.value));
    return rows.length === 0 && rules.emptyListStatusV2 === 204
      ? reply.code(204).send()
      : reply.send(rows.map((row) => describeImageV2(practice, row)));
  });

  server.post('/products/:productId/images', async (request, reply) => {
    const productId = knownProduct(practice, request);
    if (productId === null) return sendProblem(reply, notFound);
    const fields = readFields(request.body);
    if (!fields.ok) return sendProblem(reply, fields.reason);
    const {
      image_file: file,
      is_thumbnail: isThumbnail = false,
      sort_order: sortOrder = null,
    } = fields.value;
    if (file === undefined) {
      return sendProblem(reply, { status: 400, title: "The required field 'image_file' was not supplied." });
    }
    if (images.count(productId) >= limits.imagesPerProduct) return sendProblem(reply, fullProductV2);
    const incoming = await takeImport(practice, file);
    if (!incoming.ok) return sendProblem(reply, incoming.reason);
    const description = fields.value.description ?? '';
    const image = { productId, isThumbnail, sortOrder, description };
    const commit = await creation(practice, image, incoming.value);
    if (!commit.ok) return sendProblem(reply, unusable(file, commit.reason));
    const answer = (row: Parameters<typeof describeImageV2>[1]) =>
      reply.code(201).send(describeImageV2(practice, row));
    return finish(practice, request, reply, commit.value, answer, fullProductV2);
  });

  server.delete('/products/:productId/images', (request, reply) => {
    const productId = knownProduct(practice, request);
    if (productId === null) return sendProblem(reply, notFound);
    const page = readPage(request);
    if (!page.ok) return sendProblem(reply, page.reason);
    const takesAll = rules.deleteAllTakes === 'all';
    // What is there when the request is carried out, which may be late.
    const commit = (): unknown => {
      const rows = takesAll
        ? images.listById(productId, limits.imagesPerProduct, 0)
        : images.listById(productId, page.value.limit, offsetOf(page.value));
      const ids = rows.map((row) => row.id);
      return removal(practice, productId, ids)();
    };
    return finish(practice, request, reply, commit, () => reply.code(204).send());
  });
  refuseOtherMethods(server, '/products/:productId/images', 'GET', 'POST', 'DELETE');

  server.get('/products/:productId/images/:imageId', (request, reply) => {
    const row = knownImage(practice, request);
    return row === null ? sendProblem(reply, notFound) : reply.send(describeImageV2(practice, row));
  });

  server.put('/products/:productId/images/:imageId', async (request, reply) => {
    if (rules.changesByV2 !== 'done') {
      const status = Number(rules.changesByV2);
      return sendProblem(reply, { status, title: 'The method PUT is not supported on this resource.' });
    }
    const row = knownImage(practice, request);
    if (row === null) return sendProblem(reply, notFound);
    const fields = readFields(request.body);
    if (!fields.ok) return sendProblem(reply, fields.reason);
    const { image_file: file, is_thumbnail: isThumbnail, sort_order: sortOrder } = fields.value;
    if (file !== undefined && rules.replacingByPut === 'refused') {
      return sendProblem(reply, notWritable('image_file'));
    }
    const incoming = file === undefined ? ok(null) : await takeImport(practice, file);
    if (!incoming.ok) return sendProblem(reply, incoming.reason);
    const description = fields.value.description === undefined ? undefined : (fields.value.description ?? '');
    const edit = { isThumbnail, sortOrder, description };
    const commit = await change(practice, row.productId, row.id, edit, incoming.value);
    if (!commit.ok) return sendProblem(reply, unusable(file ?? '', commit.reason));
    return finish(practice, request, reply, commit.value, (changed) =>
      reply.send(describeImageV2(practice, changed)),
    );
  });

  server.delete('/products/:productId/images/:imageId', (request, reply) => {
    const row = knownImage(practice, request);
    if (row === null) return sendProblem(reply, notFound);
    const commit = removal(practice, row.productId, [row.id]);
    return finish(practice, request, reply, commit, () => reply.code(204).send());
  });
  refuseOtherMethods(server, '/products/:productId/images/:imageId', 'GET', 'PUT', 'DELETE');
}

const fullProductV2: Problem = {
  status: 400,
  title: `A product may have up to ${limits.imagesPerProduct} images.`,
};

/** Validates field by field and stops at the first invalid one, with V2's messages. */
function readFields(body: unknown): Outcome<Fields, Problem> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return no({ status: 400, title: 'The request body must be an object of fields.' });
  }
  for (const [name, value] of Object.entries(body)) {
    if (readOnlyFields.has(name)) return no(notWritable(name));
    const schema = Object.hasOwn(writable, name) ? writable[name] : undefined;
    if (schema === undefined) {
      return no({ status: 400, title: `The field '${name}' is not supported by this resource.` });
    }
    const checked = schema.safeParse(value);
    if (!checked.success) {
      return no(invalidField(name, checked.error.issues[0]?.message ?? 'The value is not valid.'));
    }
  }
  return ok(body as Fields);
}

/** The picture of `image_file`: a file below the import folder (copied, so the file stays), or a URL. */
async function takeImport(practice: Practice, name: string): Promise<Outcome<Incoming, Problem>> {
  if (isPictureUrl(name)) {
    const fetched = await fetchPicture(practice, name);
    return fetched.ok ? fetched : no(unusable(name, fetched.reason));
  }
  const segments = davSegments(name);
  const path = segments === null ? null : join(practice.state.davRoot, ...importFolder, ...segments);
  const found = path === null ? null : await stat(path).catch(() => null);
  if (path === null || found?.isFile() !== true || found.size > limits.imageBytes) {
    return no(unusable(name, null));
  }
  return ok(await keep(practice, createReadStream(path), name));
}

/** The words quoted from a live store, and the problem of the picture if known. */
function unusable(name: string, problem: Problem | null): Problem {
  const known = problem?.errors?.['image_file'];
  const reason = `The file '${name}' is missing or is not usable by this resource.`;
  return invalidField('image_file', known === undefined ? reason : `${reason} ${known}`);
}

function invalidField(name: string, reason: string): Problem {
  return { status: 400, title: `The field '${name}' is invalid.`, details: { invalid_reason: reason } };
}

function notWritable(name: string): Problem {
  return {
    status: 400,
    title: `The field '${name}' cannot be written to. Please remove it from your request before trying again.`,
  };
}

function readPage(request: FastifyRequest): Outcome<Page, Problem> {
  const page = pageSchema.safeParse(request.query);
  if (page.success) return ok(page.data);
  const field = page.error.issues[0]?.path.join('.') ?? 'page';
  return no(invalidField(field, page.error.issues[0]?.message ?? 'The value is not valid.'));
}

function offsetOf({ page, limit }: Page): number {
  return (page - 1) * limit;
}

function wantsJson(accept: string | undefined): boolean {
  return accept === undefined || /\*\/\*|application\/(\*|json)/i.test(accept);
}

function refuseOtherMethods(server: FastifyInstance, url: string, ...allowed: string[]): void {
  const method = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((name) => !allowed.includes(name));
  server.route({
    method,
    url,
    handler: (request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply.header('Allow', allowed.join(', ')), {
        status: 405,
        title: `The method ${request.method} is not allowed on this resource.`,
      }),
  });
}

function knownProduct(practice: Practice, request: FastifyRequest): number | null {
  const given = params.safeParse(request.params);
  return given.success && practice.products.get(given.data.productId) !== null ? given.data.productId : null;
}

function knownImage(practice: Practice, request: FastifyRequest) {
  const given = params.safeParse(request.params);
  return given.success ? practice.images.get(given.data.productId, given.data.imageId) : null;
}
