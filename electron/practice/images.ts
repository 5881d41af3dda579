import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { limits } from '../../shared/limits.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import {
  notFound,
  pageSchema,
  paginationMeta,
  pickFields,
  readAs,
  sendProblem,
  textListSchema,
} from './answers.ts';
import type { Problem } from './answers.ts';
import { fetchPicture, isPictureUrl } from './fetch-picture.ts';
import { describeImage } from './image-view.ts';
import { change, creation, finish, fullProduct, removal } from './image-writes.ts';
import type { ImageFields } from './image-writes.ts';
import type { Practice } from './practice.ts';
import { discard, receiveForm } from './uploads.ts';
import type { Incoming } from './uploads.ts';

const title = 'The image was not valid.';
/** The reference's words for a create without a picture. */
const noPicture: Problem = { status: 422, title: 'image_url must be present if uploading by url' };
const twoPictures: Problem = {
  status: 422,
  title,
  errors: { image_url: 'image_url cannot be used with image_file.' },
};
const productParams = z.object({ productId: z.coerce.number().int() });
const imageParams = productParams.extend({ imageId: z.coerce.number().int() });
const viewSchema = z.object({
  include_fields: textListSchema.nullable().default(null),
  exclude_fields: textListSchema.nullable().default(null),
});
const listSchema = pageSchema.extend(viewSchema.shape);

/** The JSON fields a client may send. `product_id` and `date_modified` are documented but change nothing. */
const jsonSchema = z.object({
  product_id: z.int().optional(),
  date_modified: z.string().optional(),
  is_thumbnail: z.boolean().optional(),
  sort_order: z.int32().optional(),
  description: z.string().optional(),
  image_url: z.string().refine(isPictureUrl, 'must be a URL').max(limits.imageUrlLength).optional(),
});

/** Fields that V3 shows and only the store sets. */
const ownFields: ReadonlySet<string> = new Set([
  'id',
  'image_file',
  'url_zoom',
  'url_standard',
  'url_thumbnail',
  'url_tiny',
]);

/** The same fields in a form, where everything is text. */
const formSchema = z.object({
  product_id: z.string().optional(),
  date_modified: z.string().optional(),
  is_thumbnail: z
    .enum(['true', 'false', '1', '0'])
    .transform((text) => text === 'true' || text === '1')
    .optional(),
  sort_order: z
    .string()
    .regex(/^-?\d{1,10}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.int32())
    .optional(),
  description: z.string().optional(),
});

/** `/catalog/products/{product_id}/images`, below the prefix of V3. */
export function addImageRoutes(server: FastifyInstance, practice: Practice): void {
  const { images, products, rules } = practice;

  server.get('/catalog/products/:productId/images', (request, reply) => {
    const productId = knownProduct(practice, request);
    if (productId === null) return sendProblem(reply, notFound);
    const query = readAs(listSchema, request.query, 'The query was not valid.');
    if (!query.ok) return sendProblem(reply, query.reason);
    const { page, limit, include_fields: include, exclude_fields: exclude } = query.value;
    const total = images.count(productId);
    if (total === 0 && rules.emptyListStatus === 204) return reply.code(204).send();
    const rows = images.list(productId, limit, (page - 1) * limit);
    return reply.send({
      data: rows.map((row) => pickFields(describeImage(practice, row), { include, exclude })),
      meta: paginationMeta({ page, limit }, total, rows.length, request.url),
    });
  });

  server.post('/catalog/products/:productId/images', async (request, reply) => {
    const productId = knownProduct(practice, request);
    if (productId === null) return sendProblem(reply, notFound);
    const received = await (request.isMultipart() ? readForm : readJson)(practice, request);
    if (!received.ok) return sendProblem(reply, received.reason);
    const { fields, incoming } = received.value;
    if (incoming === null) return sendProblem(reply, noPicture);
    if (images.count(productId) >= limits.imagesPerProduct) {
      await discard(incoming);
      return sendProblem(reply, fullProduct);
    }
    const commit = await creation(practice, newImage(productId, fields), incoming);
    if (!commit.ok) return sendProblem(reply, commit.reason);
    return finish(
      practice,
      request,
      reply,
      commit.value,
      (row) => reply.send({ data: describeImage(practice, row), meta: {} }),
      fullProduct,
    );
  });

  server.get('/catalog/products/:productId/images/:imageId', (request, reply) => {
    const params = imageParams.safeParse(request.params);
    const row = params.success ? images.get(params.data.productId, params.data.imageId) : null;
    if (row === null) return sendProblem(reply, notFound);
    const query = readAs(viewSchema, request.query, 'The query was not valid.');
    if (!query.ok) return sendProblem(reply, query.reason);
    const { include_fields: include, exclude_fields: exclude } = query.value;
    return reply.send({ data: pickFields(describeImage(practice, row), { include, exclude }), meta: {} });
  });

  server.put('/catalog/products/:productId/images/:imageId', async (request, reply) => {
    const params = imageParams.safeParse(request.params);
    if (!params.success || images.get(params.data.productId, params.data.imageId) === null) {
      return sendProblem(reply, notFound);
    }
    const { productId, imageId } = params.data;
    if (request.isMultipart()) {
      return sendProblem(reply, { status: 422, title: 'Send a file with POST, not with PUT.' });
    }
    const received = await readJson(practice, request);
    if (!received.ok) return sendProblem(reply, received.reason);
    const { fields, incoming } = received.value;
    const edit = {
      isThumbnail: fields.is_thumbnail,
      sortOrder: fields.sort_order,
      description: fields.description,
    };
    const commit = await change(practice, productId, imageId, edit, incoming);
    if (!commit.ok) return sendProblem(reply, commit.reason);
    return finish(practice, request, reply, commit.value, (row) =>
      reply.send({ data: describeImage(practice, row), meta: {} }),
    );
  });

  server.delete('/catalog/products/:productId/images/:imageId', (request, reply) => {
    const params = imageParams.safeParse(request.params);
    if (!params.success || products.get(params.data.productId) === null) return sendProblem(reply, notFound);
    const commit = removal(practice, params.data.productId, [params.data.imageId]);
    return finish(practice, request, reply, commit, (removed) =>
      removed > 0 || rules.deleteMissingStatus === 204
        ? reply.code(204).send()
        : sendProblem(reply, notFound),
    );
  });
}

interface Fields {
  is_thumbnail?: boolean | undefined;
  sort_order?: number | undefined;
  description?: string | undefined;
}

/** A valid request: its fields, and its picture on disk, if any. */
interface Received {
  fields: Fields;
  incoming: Incoming | null;
}

async function readForm(practice: Practice, request: FastifyRequest): Promise<Outcome<Received, Problem>> {
  const form = await receiveForm(practice, request);
  if (!form.ok) return form;
  const { fields, file } = form.value;
  if (file === null && fields['image_url'] !== undefined) return no(noPicture);
  if (file !== null && fields['image_url'] !== undefined) {
    await discard(file);
    return no(twoPictures);
  }
  const read = readAs(known(practice, formSchema), fields, title);
  if (read.ok) return ok({ fields: read.value, incoming: file });
  await discard(file);
  return read;
}

async function readJson(practice: Practice, request: FastifyRequest): Promise<Outcome<Received, Problem>> {
  const given = request.method === 'PUT' ? withoutOwnFields(request.body) : request.body;
  if (typeof given === 'object' && given !== null && 'image_url' in given && 'image_file' in given) {
    return no(twoPictures);
  }
  const body = readAs(known(practice, jsonSchema), given ?? {}, title);
  if (!body.ok) return body;
  const { image_url: url, ...fields } = body.value;
  if (url === undefined) return ok({ fields, incoming: null });
  if (request.method === 'PUT' && practice.rules.replacingByPut === 'refused') {
    return no({ status: 422, title, errors: { image_url: 'An image keeps the picture it came with.' } });
  }
  const incoming = await fetchPicture(practice, url);
  return incoming.ok ? ok({ fields, incoming: incoming.value }) : incoming;
}

/** Clients may send back a whole row with one field changed: fields that only the store sets are ignored. */
function withoutOwnFields(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ownFields.has(name)));
}

/** Depending on the rules, unknown fields are refused or ignored. */
function known<T extends z.ZodObject>(practice: Practice, schema: T): T {
  return practice.rules.unknownFields === 'refused' ? (schema.strict() as unknown as T) : schema;
}

function newImage(productId: number, fields: Fields): ImageFields {
  return {
    productId,
    isThumbnail: fields.is_thumbnail ?? false,
    sortOrder: fields.sort_order ?? null,
    description: fields.description ?? '',
  };
}

function knownProduct(practice: Practice, request: FastifyRequest): number | null {
  const params = productParams.safeParse(request.params);
  return params.success && practice.products.get(params.data.productId) !== null
    ? params.data.productId
    : null;
}
