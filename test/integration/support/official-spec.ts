import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import type { ValidateFunction } from 'ajv/dist/2019.js';
import { parse } from 'yaml';

/**
 * BigCommerce's official OpenAPI files, where they lie beside the checkout in `../shared/bigcommerce/`, as a judge of
 * requests and answers.
 *
 * const missing = whyNoSpecs(); // a sentence to print when the run is to be skipped, or null const spec =
 * specFor('GET', '/stores/abc/v3/catalog/summary'); // or loadSpec('products_catalog.v3.yml') validateRequest(spec, {
 * method, path, headers, body }); // what a client sends validateResponse(spec, { method, path }, { status, body }); //
 * what a store answers
 *
 * `path` is the whole path with its query, as sent: `/stores/{hash}/v3/...?limit=2`. Both answer a `Verdict`; a request
 * or answer is right when `problems` is empty, and `operation` says what it was held against.
 *
 * Read with these corrections, without which no real answer would pass:
 * - `oneOf` is read as `anyOf`: its branches overlap.
 * - `image_file` belongs to every image, though the full schema lacks it.
 * - On images, `include_fields` takes any name: the file repeats the product's list there.
 * - `base_variant_id`, `sku_id`, `primary_image` and V2's `description` may be null, as the prose beside them or the
 *   recorded answers say.
 * - The list of all variants repeats an old copy of the variant; it may have what the same file's full variant has.
 * - `variants` and `reviews` belong to a product that was asked for with them; the full schema lacks both.
 * - V2 answers 204 to an empty list.
 * - V2's dates are RFC 2822, as its examples are, not the `date-time` it claims.
 *
 * Stricter than the files in one way: a field they don't know, in a request or in an answer of success, is a problem.
 */
export const specFiles = [
  'products_catalog.v3.yml',
  'product-variants_catalog.v3.yml',
  'product-images.v2.yml',
  'store_information.v2.yml',
] as const;
export type SpecFile = (typeof specFiles)[number];

export interface SentRequest {
  method: string;
  path: string;
  /** If given, headers that the file requires must be present. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Parsed JSON; for a multipart form, its fields as text, with any text for a file. Undefined: no body. */
  body?: unknown;
  /** Of the body. Default: `application/json`. */
  contentType?: 'application/json' | 'multipart/form-data' | undefined;
}

export interface GivenAnswer {
  status: number;
  /** Parsed JSON; undefined for an answer without a body. */
  body?: unknown;
}

export interface Verdict {
  /** Such as `GET /catalog/summary 200`. */
  operation: string;
  /**
   * False for a status any operation may have, such as 401 or 429, which the file doesn't describe for this
   * one.
   */
  isDescribed: boolean;
  problems: string[];
}

export interface OfficialSpec {
  file: SpecFile;
  version: 2 | 3;
  operations: Operation[];
}

interface Operation {
  method: string;
  template: string;
  pattern: RegExp;
  parameters: Parameter[];
  bodies: Record<string, Schema>;
  /** By status; null: described as having no body. */
  answers: Record<string, Schema | null>;
  validators: Map<string, ValidateFunction>;
}

interface Parameter {
  name: string;
  in: 'query' | 'path' | 'header';
  required?: boolean;
  schema?: Schema;
}

type Schema = Record<string, unknown>;

const folder = resolve(import.meta.dirname, '../../../../shared/bigcommerce');
/** Answers of live stores, as JSON files. */
export const recordedFolder = resolve(folder, 'recorded');
/**
 * Documented for the platform, not for each operation ("API status codes"). Compared with the general shape
 * of an error.
 */
const platformStatuses = new Set([
  400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 500, 502, 503, 504, 507,
]);
/** Shapes of errors: V3's, V2's, and V2's for a missing scope, as quoted from live stores. */
const platformErrors: Readonly<Record<2 | 3, Schema>> = {
  3: {
    type: 'object',
    required: ['status', 'title', 'type'],
    properties: { status: { type: 'integer' }, title: { type: 'string' }, errors: { type: 'object' } },
  },
  2: {
    anyOf: [
      {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['status', 'message'],
          properties: { status: { type: 'integer' }, message: { type: 'string' } },
        },
      },
      { type: 'object', required: ['error'], properties: { error: { type: 'string' } } },
    ],
  },
};
const nullable: Readonly<Record<string, readonly (2 | 3)[]>> = {
  base_variant_id: [3],
  sku_id: [3],
  primary_image: [3],
  description: [2],
};
const loaded = new Map<SpecFile, OfficialSpec>();

/** Why a conformance run is impossible here, or null. */
export function whyNoSpecs(): string | null {
  const missing = specFiles.filter((file) => !existsSync(resolve(folder, file)));
  return missing.length === 0
    ? null
    : `BigCommerce's specification files are not beside the checkout: ${missing.join(', ')}`;
}

/** Throws if the file is missing. */
export function loadSpec(file: SpecFile): OfficialSpec {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const document = parse(readFileSync(resolve(folder, file), 'utf8')) as Schema;
  const spec = readSpec(file, document);
  loaded.set(file, spec);
  return spec;
}

/** The file that describes a request; throws if none does. */
export function specFor(method: string, path: string): OfficialSpec {
  for (const file of specFiles) {
    const spec = loadSpec(file);
    if (findOperation(spec, method, path) !== null) return spec;
  }
  throw new Error(`No specification file describes ${method} ${path}`);
}

export function validateRequest(spec: OfficialSpec, request: SentRequest): Verdict {
  const operation = operationOf(spec, request.method, request.path);
  const problems = checkQuery(operation, request.path);
  if (request.headers !== undefined) problems.push(...checkHeaders(operation, request.headers));
  if (request.body !== undefined) {
    const type = request.contentType ?? 'application/json';
    const schema = operation.bodies[type];
    if (schema === undefined) problems.push(`a body of ${type} is not described`);
    else problems.push(...run(operation, `body ${type}`, schema, request.body, type !== 'application/json'));
  }
  return { operation: `${operation.method} ${operation.template}`, isDescribed: true, problems };
}

export function validateResponse(
  spec: OfficialSpec,
  request: Pick<SentRequest, 'method' | 'path'>,
  { status, body }: GivenAnswer,
): Verdict {
  const operation = operationOf(spec, request.method, request.path);
  const name = `${operation.method} ${operation.template} ${status}`;
  const schema = operation.answers[String(status)];
  if (schema === undefined) {
    const problems = platformStatuses.has(status)
      ? run(operation, 'error', platformErrors[spec.version], body, false)
      : [`status ${status} is not described`];
    return { operation: name, isDescribed: false, problems };
  }
  if (schema === null) {
    return { operation: name, isDescribed: true, problems: body === undefined ? [] : ['has a body'] };
  }
  const problems =
    body === undefined ? ['has no body'] : run(operation, `answer ${status}`, schema, body, false);
  return { operation: name, isDescribed: true, problems };
}

function operationOf(spec: OfficialSpec, method: string, path: string): Operation {
  const operation = findOperation(spec, method, path);
  if (operation === null) throw new Error(`${spec.file} does not describe ${method} ${path}`);
  return operation;
}

function findOperation(spec: OfficialSpec, method: string, path: string): Operation | null {
  const [, version, rest] = /^\/stores\/[^/]+\/v([23])(\/[^?]*)/.exec(path) ?? [];
  if (Number(version) !== spec.version || rest === undefined) return null;
  const found = spec.operations.filter(
    (operation) => operation.method === method.toUpperCase() && operation.pattern.test(rest),
  );
  // A literal path, such as /products/images/count, wins over one with a parameter.
  return found.toSorted((a, b) => a.template.split('{').length - b.template.split('{').length)[0] ?? null;
}

function checkHeaders({ parameters }: Operation, headers: Readonly<Record<string, string>>): string[] {
  const given = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  return parameters
    .filter((parameter) => parameter.in === 'header' && parameter.required === true)
    .filter(({ name }) => !given.has(name.toLowerCase()))
    .map(({ name }) => `header ${name} is missing`);
}

function checkQuery(operation: Operation, path: string): string[] {
  const known = operation.parameters.filter((parameter) => parameter.in === 'query');
  const isImages = operation.template.includes('/images');
  const properties = Object.fromEntries(
    known.map(({ name, schema }) => [
      name,
      isImages && name === 'include_fields' ? { type: 'array', items: { type: 'string' } } : (schema ?? {}),
    ]),
  );
  const values: Record<string, unknown> = {};
  for (const [name, value] of new URLSearchParams(path.split('?')[1] ?? '')) {
    values[name] = properties[name]?.['type'] === 'array' ? value.split(',') : value;
  }
  return run(operation, 'query', { type: 'object', properties, additionalProperties: false }, values, true);
}

/** @param isText whether numbers and booleans are text, as in a query or a form */
function run(operation: Operation, part: string, schema: Schema, value: unknown, isText: boolean): string[] {
  let validate = operation.validators.get(part);
  if (validate === undefined) {
    validate = (isText ? textual : typed).compile(schema);
    operation.validators.set(part, validate);
  }
  if (validate(structuredClone(value))) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = params as { additionalProperty?: string; unevaluatedProperty?: string };
    const field = extra.additionalProperty ?? extra.unevaluatedProperty;
    return `${part}${instancePath}: ${message ?? 'wrong'}${field === undefined ? '' : ` (${field})`}`;
  });
}

const ajvOptions = {
  strict: false,
  allErrors: true,
  logger: false,
  formats: {
    'date-time': (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([+-]\d\d:\d\d|Z)$/.test(text),
    'rfc-2822': (text: string) =>
      /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000$/.test(text),
    date: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text),
    uri: (text: string) => URL.canParse(text),
  },
} as const;
const typed = new Ajv2019(ajvOptions);
const textual = new Ajv2019({ ...ajvOptions, coerceTypes: true });

function readSpec(file: SpecFile, document: Schema): OfficialSpec {
  const version = file.includes('.v2.') ? 2 : 3;
  const reader = new SchemaReader(document, version);
  const operations: Operation[] = [];
  for (const [template, item] of Object.entries(document['paths'] as Record<string, Schema>)) {
    for (const method of ['get', 'post', 'put', 'delete']) {
      const described = item[method] as Schema | undefined;
      if (described !== undefined) operations.push(reader.operation(method, template, item, described));
    }
  }
  return { file, version, operations };
}

/** Converts OpenAPI's schemas to JSON Schema 2019-09, with references resolved. */
class SchemaReader {
  readonly #document: Schema;
  readonly #version: 2 | 3;

  constructor(document: Schema, version: 2 | 3) {
    this.#document = document;
    this.#version = version;
  }

  operation(method: string, template: string, item: Schema, described: Schema): Operation {
    const parameters = [item['parameters'], described['parameters']]
      .flatMap((list) => (list ?? []) as Schema[])
      .map((parameter) => this.#follow(parameter) as unknown as Parameter)
      .map((parameter) => ({ ...parameter, schema: this.#read(parameter.schema ?? {}, 'loose') }));
    const body = this.#follow((described['requestBody'] ?? {}) as Schema);
    const bodies = Object.fromEntries(
      Object.entries((body['content'] ?? {}) as Record<string, { schema: Schema }>).map(
        ([type, { schema }]) => [type, this.#read(schema, 'request')],
      ),
    );
    const answers: Record<string, Schema | null> = {};
    for (const [status, given] of Object.entries(described['responses'] as Record<string, Schema>)) {
      const content = (this.#follow(given)['content'] ?? {}) as Record<string, { schema?: Schema }>;
      const schema = content['application/json']?.schema;
      answers[status] =
        schema === undefined ? null : this.#read(schema, status.startsWith('2') ? 'answer' : 'loose');
    }
    const isListV2 = this.#version === 2 && method === 'get' && template.endsWith('/images');
    if (isListV2) answers['204'] ??= null;
    const pattern = new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, String.raw`[^/]+`)}$`);
    return {
      method: method.toUpperCase(),
      template,
      pattern,
      parameters,
      bodies,
      answers,
      validators: new Map(),
    };
  }

  #follow(schema: Schema): Schema {
    const reference = schema['$ref'];
    if (typeof reference !== 'string') return schema;
    const target = reference
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((node, part) => (node as Schema | undefined)?.[part], this.#document);
    if (target === undefined) throw new Error(`${reference} leads nowhere`);
    return this.#follow(target as Schema);
  }

  /** @param isPart of an `allOf` or `anyOf`, which is closed against unknown fields as a whole */
  #read(given: Schema, use: 'request' | 'answer' | 'loose', isPart = false): Schema {
    const source = this.#follow(given);
    const result: Schema = {};
    for (const key of [
      'type',
      'enum',
      'minimum',
      'maximum',
      'minLength',
      'maxLength',
      'required',
      'format',
    ]) {
      if (source[key] !== undefined) result[key] = source[key];
    }
    if (this.#version === 2 && result['format'] === 'date-time') result['format'] = 'rfc-2822';
    if (source['items'] !== undefined) result['items'] = this.#read(source['items'] as Schema, use);
    if (source['allOf'] !== undefined) result['allOf'] = this.#readAll(source['allOf'], use);
    const choices = source['oneOf'] ?? source['anyOf'];
    if (choices !== undefined) result['anyOf'] = this.#readAll(choices, use);
    if (source['properties'] !== undefined) {
      result['properties'] = this.#readProperties(source['properties'] as Record<string, Schema>, use);
    }
    const isOpen = source['additionalProperties'] !== undefined;
    if (use !== 'loose' && !isPart && !isOpen && namesFields(result)) result['unevaluatedProperties'] = false;
    return source['nullable'] === true || source['x-nullable'] === true ? orNull(result) : result;
  }

  #readAll(parts: unknown, use: 'request' | 'answer' | 'loose'): Schema[] {
    return (parts as Schema[]).map((part) => this.#read(part, use, true));
  }

  #readProperties(properties: Record<string, Schema>, use: 'request' | 'answer' | 'loose'): Schema {
    const result: Schema = {};
    for (const [name, property] of Object.entries(properties)) {
      if (use === 'request' && this.#follow(property)['readOnly'] === true) continue;
      const schema = this.#read(property, use);
      result[name] = nullable[name]?.includes(this.#version) && use === 'answer' ? orNull(schema) : schema;
    }
    if ('sku_id' in result && 'option_values' in result) {
      result['calculated_weight'] ??= { type: 'number' };
      result['image_url'] ??= { type: 'string' };
      for (const name of ['mpn', 'gtin']) result[name] ??= orNull({ type: 'string' });
    }
    if ('primary_image' in result && 'videos' in result) {
      const variant = this.#read({ $ref: '#/components/schemas/productVariant_Full' }, use);
      result['variants'] ??= { type: 'array', items: variant };
      result['reviews'] ??= { type: 'array' };
    }
    if ('url_zoom' in result && 'url_tiny' in result) result['image_file'] ??= { type: 'string' };
    return result;
  }
}

function namesFields(schema: Schema): boolean {
  if (Object.keys(schema['properties'] ?? {}).length > 0) return true;
  return ['allOf', 'anyOf'].some((key) => ((schema[key] ?? []) as Schema[]).some(namesFields));
}

function orNull(schema: Schema): Schema {
  return { anyOf: [schema, { type: 'null' }] };
}
