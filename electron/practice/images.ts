import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { limits, typeFacts } from '../../shared/limits.ts';
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
import { isPutOff } from './fault-actions.ts';
import { describeImage } from './image-view.ts';
import type { NewImage } from './image-rows.ts';
import { seconds } from './practice.ts';
import type { Practice } from './practice.ts';
import { storedName } from './stored-name.ts';
import { acceptPicture, discard, fetchPicture, receiveForm } from './uploads.ts';
import type { Incoming } from './uploads.ts';

const title = 'The image was not valid.';
const productParams = z.object({ productId: z.coerce.number().int() });
const imageParams = productParams.extend({ imageId: z.coerce.number().int() });
const listSchema = pageSchema.extend({
  include_fields: textListSchema.nullable().default(null),
  exclude_fields: textListSchema.nullable().default(null),
});

/** The fields a client may send, as JSON. `product_id` and `date_modified` are in the reference and change nothing. */
const editSchema = z.strictObject({
  product_id: z.int().optional(),
  date_modified: z.string().optional(),
  is_thumbnail: z.boolean().optional(),
  sort_order: z.int32().optional(),
  description: z.string().optional(),
});
const createSchema = editSchema.extend({
  image_url: z.url('must be a URL').max(limits.imageUrlLength).optional(),
});

/** The same fields in a form, where everything is text. */
const formSchema = z.strictObject({
  ...editSchema.shape,
  product_id: z.string().optional(),
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
});

/** `/catalog/products/{product_id}/images`, below the prefix of V3. */
export function addImageRoutes(server: FastifyInstance, practice: Practice): void {
  const { images, products } = practice;

  server.get('/catalog/products/:productId/images', (request, reply) => {
    const productId = knownProduct(practice, request);
    if (productId === null) return sendProblem(reply, notFound);
    const query = readAs(listSchema, request.query, 'The query was not valid.');
    if (!query.ok) return sendProblem(reply, query.reason);
    const { page, limit, include_fields: include, exclude_fields: exclude } = query.value;
    const total = images.count(productId);
    if (total === 0 && practice.rules.emptyListStatus === 204) return reply.code(204).send();
    const rows = images.list(productId, limit, (page - 1) * limit);
    return reply.send({
      data: rows.map((row) => pickFields(describeImage(practice, row), { include, exclude })),
      meta: paginationMeta({ page, limit }, total, rows.length, request.url),
    });
  });

  server.post('/catalog/products/:productId/images', async (request, reply) => {
    const productId = knownProduct(practice, request);
    if (productId === null) return sendProblem(reply, notFound);
    const received = request.isMultipart()
      ? await readForm(practice, request, productId)
      : await readJson(practice, request, productId);
    if (!received.ok) return sendProblem(reply, received.reason);
    if (images.count(productId) >= limits.imagesPerProduct) {
      await discard(received.value.incoming);
      return sendProblem(reply, fullProduct);
    }
    return await create(practice, request, reply, received.value);
  });

  server.get('/catalog/products/:productId/images/:imageId', (request, reply) => {
    const params = imageParams.safeParse(request.params);
    const row = params.success ? images.get(params.data.productId, params.data.imageId) : null;
    if (row === null) return sendProblem(reply, notFound);
    return reply.send({ data: describeImage(practice, row), meta: {} });
  });

  server.put('/catalog/products/:productId/images/:imageId', (request, reply) => {
    const params = imageParams.safeParse(request.params);
    if (!params.success || images.get(params.data.productId, params.data.imageId) === null) {
      return sendProblem(reply, notFound);
    }
    const { productId, imageId } = params.data;
    const edit = readAs(editSchema, request.body ?? {}, title);
    if (!edit.ok) return sendProblem(reply, edit.reason);
    const change = {
      isThumbnail: edit.value.is_thumbnail,
      sortOrder: edit.value.sort_order,
      description: edit.value.description,
    };
    const commit = () => images.update(productId, imageId, change, seconds(practice));
    if (isPutOff(practice, request, reply, commit)) return reply;
    const row = commit();
    return row === null
      ? sendProblem(reply, notFound)
      : reply.send({ data: describeImage(practice, row), meta: {} });
  });

  server.delete('/catalog/products/:productId/images/:imageId', async (request, reply) => {
    const params = imageParams.safeParse(request.params);
    if (!params.success || products.get(params.data.productId) === null) return sendProblem(reply, notFound);
    const { productId, imageId } = params.data;
    const commit = () => images.remove(productId, imageId, seconds(practice));
    if (isPutOff(practice, request, reply, commit)) return reply;
    const row = commit();
    if (row === null) return sendProblem(reply, notFound);
    if (row.file !== null) await rm(join(practice.state.originals, row.file), { force: true });
    return reply.code(204).send();
  });
}

/** A create request that was understood: its fields, and its file on disk. */
interface Received {
  image: Pick<NewImage, 'productId' | 'isThumbnail' | 'sortOrder' | 'description'>;
  incoming: Incoming;
}

const fullProduct: Problem = {
  status: 422,
  title: `A product may have up to ${limits.imagesPerProduct} images.`,
};

async function create(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
  { image, incoming }: Received,
): Promise<FastifyReply> {
  const accepted = await acceptPicture(practice, incoming);
  if (!accepted.ok) return sendProblem(reply, accepted.reason);
  const { file, type } = accepted.value;
  const { path } = storedName(incoming.name, typeFacts[type].extension, () => practice.random());
  const commit = () => {
    const row = { ...image, imageFile: path, type, sha256: incoming.sha256, file, recipe: null };
    return practice.images.create(row, seconds(practice));
  };
  if (isPutOff(practice, request, reply, commit)) return reply;
  const row = commit();
  if (row !== null) return reply.send({ data: describeImage(practice, row), meta: {} });
  await rm(join(practice.state.originals, file), { force: true });
  return sendProblem(reply, fullProduct);
}

async function readForm(
  practice: Practice,
  request: FastifyRequest,
  productId: number,
): Promise<Outcome<Received, Problem>> {
  const form = await receiveForm(practice, request);
  if (!form.ok) return form;
  const { fields, file } = form.value;
  const edit = readAs(formSchema, fields, title);
  if (!edit.ok) {
    await discard(file);
    return edit;
  }
  if (file === null) return no({ status: 422, title: 'image_url must be present if uploading by url' });
  return ok({ image: newImage(productId, edit.value), incoming: file });
}

async function readJson(
  practice: Practice,
  request: FastifyRequest,
  productId: number,
): Promise<Outcome<Received, Problem>> {
  const body = readAs(createSchema, request.body ?? {}, title);
  if (!body.ok) return body;
  const { image_url: url } = body.value;
  if (url === undefined) return no({ status: 422, title: 'image_url must be present if uploading by url' });
  const incoming = await fetchPicture(practice, url);
  if (!incoming.ok) return incoming;
  return ok({ image: newImage(productId, body.value), incoming: incoming.value });
}

interface Fields {
  is_thumbnail?: boolean | undefined;
  sort_order?: number | undefined;
  description?: string | undefined;
}

function newImage(productId: number, fields: Fields): Received['image'] {
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
