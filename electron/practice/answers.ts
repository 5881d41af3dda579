import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';

/** Why a request is refused, for the answer of V3 or V2. */
export interface Problem {
  status: number;
  title: string;
  errors?: Record<string, string> | undefined;
  /** The answer of what stands in front of the store, in place of V3's and V2's shapes. */
  raw?: { type: string; text: string } | undefined;
  /** V2: `invalid_reason` and the like. */
  details?: Record<string, string> | undefined;
}

export const notFound: Problem = { status: 404, title: 'The requested resource was not found.' };

const statusCodesPage = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';

/** Answers in V3's shape `{status, title, type, errors}` or V2's `[{status, message, details}]`. */
export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const { status, title, errors, details, raw } = problem;
  if (raw !== undefined) return reply.code(status).type(raw.type).send(raw.text);
  const body = isVersion2(reply.request.url)
    ? [{ status, message: title, ...(details === undefined ? {} : { details }) }]
    : { status, title, type: statusCodesPage, errors: errors ?? {} };
  return reply.code(status).send(body);
}

export function isVersion2(url: string): boolean {
  return /^\/stores\/[^/]*\/v2(\/|\?|$)/.test(url);
}

/** Validates input against a schema. A mismatch is a 422 that names each field. */
export function readAs<T extends z.ZodType>(
  schema: T,
  value: unknown,
  title: string,
): Outcome<z.infer<T>, Problem> {
  const result = schema.safeParse(value);
  if (result.success) return ok(result.data);
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) {
    const fields = issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.') || 'body'];
    for (const field of fields) errors[field] = issue.message;
  }
  return no({ status: 422, title, errors });
}

/** BigCommerce's date format: `2023-08-12T21:20:52+00:00`. */
export function dateText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', '+00:00');
}

/** V2's date format (RFC 2822): `Mon, 24 Sep 2024 01:17:14 +0000`. */
export function mailDateText(seconds: number): string {
  return new Date(seconds * 1000).toUTCString().replace('GMT', '+0000');
}

export interface Page {
  page: number;
  limit: number;
}

const whole = z
  .string()
  .regex(/^\d{1,9}$/, 'must be a whole number')
  .transform(Number);

/** A page of a list: `limit` defaults to 50 and is at most 250. */
export const pageSchema = z.object({
  page: whole.pipe(z.int().min(1)).default(1),
  limit: whole.pipe(z.int().min(1).max(250)).default(50),
});

/** A comma-separated list of whole numbers, or of texts. */
export const idListSchema = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .pipe(z.array(whole));
export const textListSchema = z.string().transform((text) => text.split(',').map((part) => part.trim()));

/** `meta` of a list. Its links keep the request's other parameters. */
export function paginationMeta({ page, limit }: Page, total: number, count: number, url: string) {
  const totalPages = Math.max(1, Math.ceil(total / limit));
  const link = (target: number) => {
    const query = new URLSearchParams(url.split('?')[1] ?? '');
    query.set('page', String(target));
    query.set('limit', String(limit));
    return `?${query.toString()}`;
  };
  return {
    pagination: {
      total,
      count,
      per_page: limit,
      current_page: page,
      total_pages: totalPages,
      links: {
        ...(page > 1 ? { previous: link(page - 1) } : {}),
        current: link(page),
        ...(page < totalPages ? { next: link(page + 1) } : {}),
      },
    },
  };
}

/** Filters fields by `include_fields` and `exclude_fields`; the id always stays. */
export function pickFields(
  row: Record<string, unknown>,
  fields: { include: readonly string[] | null; exclude: readonly string[] | null },
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).filter(
      ([name]) =>
        name === 'id' ||
        ((fields.include === null || fields.include.includes(name)) && !fields.exclude?.includes(name)),
    ),
  );
}
