import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { limits, typeFacts } from '../../shared/limits.ts';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import {
  idListSchema,
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
import { finish } from './image-writes.ts';
import { seconds } from './practice.ts';
import type { Practice } from './practice.ts';
import type { VariantRow } from './product-rows.ts';
import { acceptPicture, discard, imageLimit, receiveForm } from './uploads.ts';
import type { Incoming, SizeLimit } from './uploads.ts';
import { variantImagePath } from './variant-images.ts';
import type { VariantImageRow } from './variant-images.ts';
import { describeVariants } from './variant-view.ts';

const title = 'The variant was not valid.';
const imageTitle = 'Image was not valid.';
const badQuery = 'The query was not valid.';
const variantTypes = ['gif', 'jpeg', 'png'] as const;
const params = z.object({
  productId: z.coerce.number().int(),
  variantId: z.coerce.number().int().default(0),
});
const viewSchema = z.object({
  include_fields: textListSchema.nullable().default(null),
  exclude_fields: textListSchema.nullable().default(null),
});
const listSchema = pageSchema.extend(viewSchema.shape);
const filterSchema = listSchema.extend({
  id: idListSchema.nullable().default(null),
  'id:in': idListSchema.nullable().default(null),
  product_id: idListSchema.nullable().default(null),
  'product_id:in': idListSchema.nullable().default(null),
  sku: z.string().nullable().default(null),
  'sku:in': textListSchema.nullable().default(null),
  upc: z.string().nullable().default(null),
});
const imageUrl = z.string().refine(isPictureUrl, 'must be a URL').max(limits.imageUrlLength);
const editSchema = z.strictObject({
  product_id: z.int().optional(),
  sku: z.string().min(1).max(255).optional(),
  price: z.number().min(0).nullable().optional(),
  inventory_level: z.int().min(0).max(2_147_483_647).nullable().optional(),
  /** Empty: the variant has no picture any more (inferred). */
  image_url: imageUrl.or(z.literal('')).optional(),
});

/** Variants and their pictures, below the prefix of V3. Otherwise a PUT accepts only SKU, price and stock. */
export function addVariantRoutes(server: FastifyInstance, practice: Practice): void {
  const { products } = practice;

  server.get('/catalog/variants', (request, reply) => {
    const query = readAs(filterSchema, request.query, badQuery);
    if (!query.ok) return sendProblem(reply, query.reason);
    const { sku, upc, ...rest } = query.value;
    const filter = {
      ids: rest.id ?? rest['id:in'],
      upc,
      productIds: rest.product_id ?? rest['product_id:in'],
      skus: sku === null ? rest['sku:in'] : [sku],
    };
    return sendList(practice, request, reply, filter, rest);
  });

  server.get('/catalog/products/:productId/variants', (request, reply) => {
    const given = params.safeParse(request.params);
    if (!given.success || products.get(given.data.productId) === null) return sendProblem(reply, notFound);
    const query = readAs(listSchema, request.query, badQuery);
    if (!query.ok) return sendProblem(reply, query.reason);
    const filter = { ids: null, productIds: [given.data.productId], skus: null };
    return sendList(practice, request, reply, filter, query.value);
  });

  server.get('/catalog/products/:productId/variants/:variantId', (request, reply) => {
    const row = knownVariant(practice, request);
    if (row === null) return sendProblem(reply, notFound);
    const query = readAs(viewSchema, request.query, badQuery);
    if (!query.ok) return sendProblem(reply, query.reason);
    const { include_fields: include, exclude_fields: exclude } = query.value;
    const [described = {}] = describeVariants(practice, [row]);
    return reply.send({ data: pickFields(described, { include, exclude }), meta: {} });
  });

  server.put('/catalog/products/:productId/variants/:variantId', async (request, reply) => {
    const row = knownVariant(practice, request);
    if (row === null) return sendProblem(reply, notFound);
    const body = readAs(editSchema, request.body ?? {}, title);
    if (!body.ok) return sendProblem(reply, body.reason);
    const { sku, price, inventory_level: inventory, image_url: url } = body.value;
    if (sku !== undefined && products.isSkuTaken(sku, row)) {
      return sendProblem(reply, { status: 409, title, errors: { sku: 'The SKU is in use.' } });
    }
    const image = url === undefined || url === '' ? ok(null) : await readUrl(practice, row, url);
    if (!image.ok) return sendProblem(reply, image.reason);
    const edit = { sku, price: price ?? undefined, inventory: inventory ?? undefined };
    const commit = () => {
      if (image.value !== null) practice.variantImages.put(image.value);
      if (url === '') practice.variantImages.remove(row.id);
      return products.updateVariant(row, edit, seconds(practice));
    };
    return finish(practice, request, reply, commit, (changed) =>
      reply.send({ data: describeVariants(practice, [changed])[0], meta: {} }),
    );
  });

  server.post('/catalog/products/:productId/variants/:variantId/image', async (request, reply) => {
    const row = knownVariant(practice, request);
    if (row === null) return sendProblem(reply, notFound);
    const image = await (request.isMultipart() ? readForm : readJson)(practice, request, row);
    if (!image.ok) return sendProblem(reply, image.reason);
    const commit = () => {
      const stored = practice.variantImages.put(image.value);
      products.touch(row.productId, seconds(practice));
      return practice.origin() + variantImagePath(practice.state.storeHash, stored);
    };
    return finish(practice, request, reply, commit, (image_url) =>
      reply.send({ data: { image_url }, meta: {} }),
    );
  });
}

/** Pictures of variants, served as by a CDN: without token or quota. */
export function addVariantPictureRoute(server: FastifyInstance, practice: Practice): void {
  server.get('/s-:storeHash/product_images/attribute_rule_images/:file', (request, reply) => {
    const { file } = request.params as { file: string };
    const [, variantId, stampedAt] = /^(\d+)_source_(\d+)\./.exec(file) ?? [];
    const image = practice.variantImages.at(Number(variantId), Number(stampedAt));
    if (image === null || !variantImagePath(practice.state.storeHash, image).endsWith(`/${file}`)) {
      return sendProblem(reply, notFound);
    }
    return reply
      .type(typeFacts[image.type].mediaType)
      .send(createReadStream(join(practice.state.originals, image.file)));
  });
}

function sendList(
  practice: Practice,
  request: FastifyRequest,
  reply: FastifyReply,
  filter: { ids: number[] | null; productIds: number[] | null; skus: string[] | null; upc?: string | null },
  view: z.infer<typeof listSchema>,
): FastifyReply {
  const { page, limit, include_fields: include, exclude_fields: exclude } = view;
  const { rows, total } = practice.products.variants(filter, limit, (page - 1) * limit);
  return reply.send({
    data: describeVariants(practice, rows).map((row) => pickFields(row, { include, exclude })),
    meta: paginationMeta({ page, limit }, total, rows.length, request.url),
  });
}

type Read = Promise<Outcome<VariantImageRow, Problem>>;

async function readForm(practice: Practice, request: FastifyRequest, row: VariantRow): Read {
  const form = await receiveForm(practice, request, fileLimit(practice));
  if (!form.ok) return form;
  const { fields, file } = form.value;
  if (file !== null && fields['image_url'] === undefined) return await accept(practice, row, file);
  await discard(file);
  // The reference lists image_url for forms, too.
  if (file === null && isPictureUrl(fields['image_url'] ?? '')) {
    return await readUrl(practice, row, fields['image_url'] ?? '');
  }
  return no({
    status: 422,
    title: imageTitle,
    errors: { image_file: 'Send one image_file, or one image_url.' },
  });
}

async function readJson(practice: Practice, request: FastifyRequest, row: VariantRow): Read {
  const body = readAs(z.strictObject({ image_url: imageUrl }), request.body ?? {}, imageTitle);
  return body.ok ? await readUrl(practice, row, body.value.image_url) : body;
}

async function readUrl(practice: Practice, row: VariantRow, url: string): Read {
  const incoming = await fetchPicture(practice, url, imageLimit(practice));
  return incoming.ok ? await accept(practice, row, incoming.value) : incoming;
}

async function accept(practice: Practice, row: VariantRow, incoming: Incoming): Read {
  const accepted = await acceptPicture(practice, incoming, variantTypes);
  return accepted.ok
    ? ok({ ...accepted.value, variantId: row.id, stampedAt: seconds(practice) })
    : no({ ...accepted.reason, title: imageTitle });
}

/** The reference answers 500 to a file over 1 MB. */
function fileLimit(practice: Practice): SizeLimit {
  if (practice.rules.variantImageBytes === '8mb') return imageLimit(practice);
  const errors = { image_file: 'The file is larger than 1 MB.' };
  return { bytes: 1024 * 1024, problem: { status: 500, title: imageTitle, errors } };
}

function knownVariant(practice: Practice, request: FastifyRequest): VariantRow | null {
  const given = params.safeParse(request.params);
  if (!given.success) return null;
  const filter = { ids: [given.data.variantId], productIds: [given.data.productId], skus: null };
  return practice.products.variants(filter, 1, 0).rows[0] ?? null;
}
