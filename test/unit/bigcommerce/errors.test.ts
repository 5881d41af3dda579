import { describe, expect, it } from 'vitest';
import {
  failureOfAnswer,
  failureOfBreak,
  failureOfCancel,
  reasons,
  stallCode,
  waitInHeaders,
  type Method,
} from '../../../electron/bigcommerce/errors.ts';
import type { FailureType } from '../../../electron/bigcommerce/failure.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

const page = '<!DOCTYPE html><html><body><h1>Welcome to the hotel</h1></body></html>';
const v3 = (status: number, title: string, errors?: unknown): string =>
  JSON.stringify({
    status,
    title,
    type: 'https://developer.bigcommerce.com/',
    ...(errors ? { errors } : {}),
  });

function failureOf(method: Method, status: number, text: string, headers: Record<string, string> = {}) {
  return failureOfAnswer({ method, status, headers, text });
}

describe('the class of an answer', () => {
  const table: [method: Method, status: number, body: string, expected: FailureType, code: string][] = [
    ['GET', 401, '', 'sign-in', 'wrong-token'],
    ['POST', 401, page, 'sign-in', 'wrong-token'],
    [
      'POST',
      403,
      v3(403, "You don't have a required scope to access the endpoint", {}),
      'sign-in',
      'missing-scope',
    ],
    ['GET', 403, v3(403, 'Authentication Required'), 'refused', 'forbidden'],
    [
      'GET',
      403,
      '{"error":"You are authorized but your scope does not include this resource."}',
      'sign-in',
      'missing-scope',
    ],
    ['POST', 403, 'Forbidden', 'refused', 'forbidden'],
    ['POST', 403, '', 'refused', 'forbidden'],
    ['POST', 403, v3(403, 'The store is closed'), 'refused', 'forbidden'],
    ['POST', 403, page, 'refused', 'forbidden'],
    ['GET', 404, v3(404, 'The product was not found'), 'not-found', 'not-found'],
    ['DELETE', 404, '', 'not-found', 'not-found'],
    ['GET', 404, page, 'transient', 'web-page'],
    ['POST', 400, v3(400, 'Bad request'), 'refused', 'refused'],
    ['POST', 408, '', 'transient', 'slow-request'],
    ['POST', 409, v3(409, 'Conflict'), 'transient', 'store-busy'],
    ['PUT', 409, '', 'transient', 'store-busy'],
    ['DELETE', 423, page, 'transient', 'store-busy'],
    ['POST', 423, v3(423, 'Locked'), 'transient', 'store-busy'],
    ['POST', 422, v3(422, 'The product is being changed, please try again'), 'transient', 'store-busy'],
    ['POST', 413, page, 'refused', 'too-large-for-store'],
    ['POST', 422, v3(422, 'Unsupported image'), 'refused', 'refused'],
    ['POST', 429, '', 'throttled', 'throttled'],
    ['POST', 507, v3(507, 'Out of room'), 'refused', 'plan-limit'],
    ['POST', 500, v3(500, 'Oops'), 'transient', 'store-trouble'],
    ['POST', 503, v3(503, 'Down for a moment'), 'transient', 'store-trouble'],
    ['POST', 500, page, 'unknown', 'store-trouble'],
    ['POST', 503, '', 'unknown', 'store-trouble'],
    ['POST', 503, page, 'unknown', 'store-maintenance'],
    ['GET', 503, page, 'transient', 'store-maintenance'],
    ['POST', 502, v3(502, 'Bad gateway'), 'unknown', 'store-trouble'],
    ['POST', 504, 'upstream request timeout', 'unknown', 'store-trouble'],
    ['POST', 520, page, 'unknown', 'store-trouble'],
    ['GET', 500, page, 'transient', 'store-trouble'],
    ['PUT', 502, page, 'transient', 'store-trouble'],
    ['DELETE', 504, '', 'transient', 'store-trouble'],
    ['GET', 501, '', 'refused', 'refused'],
    ['POST', 200, page, 'unknown', 'network-sign-in'],
    ['POST', 200, '{"data":{"id":1', 'unknown', 'answer-unreadable'],
    ['POST', 200, '', 'unknown', 'answer-empty'],
    ['GET', 200, ' ', 'transient', 'answer-empty'],
    ['PUT', 205, '', 'transient', 'answer-empty'],
    ['GET', 304, '', 'transient', 'answer-empty'],
    ['GET', 301, '', 'transient', 'network-sign-in'],
    ['GET', 200, page, 'transient', 'network-sign-in'],
    ['DELETE', 200, page, 'transient', 'network-sign-in'],
    ['GET', 302, '', 'transient', 'network-sign-in'],
    ['POST', 307, '', 'unknown', 'network-sign-in'],
    ['POST', 511, page, 'transient', 'network-sign-in'],
    ['GET', 511, '', 'transient', 'network-sign-in'],
    ['GET', 407, 'Sign in', 'transient', 'network-sign-in'],
    ['GET', 200, `<!--${'x'.repeat(5_000)}--><html>`, 'transient', 'network-sign-in'],
    ['GET', 200, `${' '.repeat(5_000)}<html>`, 'transient', 'network-sign-in'],
  ];

  it.each(table)('%s answered with %i and %s', (method, status, body, expected, code) => {
    expect(failureOf(method, status, body)).toMatchObject({ type: expected, status, reason: { code } });
  });
});

describe('the class of a broken request', () => {
  it.each<[Method, boolean, string, FailureType, string]>([
    ['POST', false, 'ENOTFOUND', 'offline', 'unreachable'],
    ['POST', false, 'ECONNREFUSED', 'offline', 'unreachable'],
    ['POST', false, 'ETIMEDOUT', 'offline', 'unreachable'],
    ['POST', false, 'ECONNRESET', 'offline', 'unreachable'],
    ['GET', false, 'EHOSTUNREACH', 'offline', 'unreachable'],
    ['POST', true, 'ECONNRESET', 'unknown', 'connection-broke'],
    ['POST', true, 'EPIPE', 'unknown', 'connection-broke'],
    ['POST', true, 'ETIMEDOUT', 'unknown', 'no-answer'],
    ['POST', true, stallCode, 'unknown', 'stalled'],
    ['GET', true, 'ECONNRESET', 'transient', 'connection-broke'],
    ['GET', true, 'HPE_INVALID_CHUNK_SIZE', 'transient', 'answer-unreadable'],
    ['POST', true, 'HPE_HEADER_OVERFLOW', 'unknown', 'answer-unreadable'],
    ['GET', true, 'ERR_READING_RESPONSE_STREAM', 'transient', 'answer-unreadable'],
    ['PUT', true, 'ETIMEDOUT', 'transient', 'no-answer'],
    ['DELETE', true, 'ECONNRESET', 'transient', 'connection-broke'],
  ])('%s, left: %s, %s', (method, left, code, expected, reason) => {
    expect(failureOfBreak({ method, left, code })).toMatchObject({
      type: expected,
      reason: { code: reason },
    });
  });

  it('treats a cancelled POST as unknown only if all of it was sent', () => {
    expect(failureOfCancel('POST', true).type).toBe('unknown');
    expect(failureOfCancel('POST', false).type).toBe('local');
    expect(failureOfCancel('PUT', true).type).toBe('local');
  });
});

describe("the store's own words", () => {
  it.each([
    [
      v3(422, 'Missing Required Fields', {
        name: 'Please provide a name.',
        price: 'Please provide a price.',
      }),
      'Missing Required Fields. Please provide a name. Please provide a price.',
    ],
    [
      '[{"status":400,"message":"The field \'image_url\' is not supported by this resource."}]',
      "The field 'image_url' is not supported by this resource.",
    ],
    [
      '[{"status":400,"message":"The field \'image_file\' is invalid.","details":{"invalid_reason":"The file is missing."}}]',
      "The field 'image_file' is invalid. The file is missing.",
    ],
    ['{"error":"No such thing"}', 'No such thing.'],
    ['Just plain text', 'Just plain text.'],
    [v3(422, 'Twice', { a: 'Twice', b: ['Once', { deep: 'Deeper' }] }), 'Twice. Once. Deeper.'],
  ])('are found in %s', (body, words) => {
    const failure = failureOf('POST', 422, body);
    expect(failure.storeWords).toBe(words);
    expect(sentenceOf(failure.reason)).toContain(words);
  });

  it.each([page, '', '{"errors":{}}', '[]', '{"title":"cut sho'])('are not invented for %j', (body) => {
    const failure = failureOf('POST', 422, body);
    expect(failure.storeWords).toBeUndefined();
    expect(sentenceOf(failure.reason)).not.toContain('<');
  });

  it('are shortened', () => {
    expect(failureOf('POST', 422, v3(422, 'a'.repeat(5_000))).storeWords).toHaveLength(300);
  });
});

describe('the wait after a 429', () => {
  it.each<[Record<string, string>, number | null]>([
    [{ 'x-rate-limit-time-reset-ms': '1500' }, 1_500],
    [{ 'x-rate-limit-time-reset-ms': '1500', 'x-retry-after': '3' }, 3_000],
    [{ 'x-rate-limit-time-reset-ms': '15000', 'x-retry-after': '3' }, 15_000],
    [{ 'x-retry-after': '2' }, 2_000],
    [{ 'x-rate-limit-time-reset-ms': '15000', 'x-rate-limit-requests-left': '0' }, 15_000],
    [{ 'x-rate-limit-time-reset-ms': '15000', 'x-rate-limit-requests-left': '9' }, null],
    [
      { 'x-rate-limit-time-reset-ms': '14300', 'x-rate-limit-requests-left': '9', 'x-retry-after': '15' },
      null,
    ],
    [
      { 'x-rate-limit-time-reset-ms': '14300', 'x-rate-limit-requests-left': '9', 'x-retry-after': '2' },
      2_000,
    ],
    [{}, null],
    [{ 'x-rate-limit-time-reset-ms': 'soon' }, null],
    [{ 'x-retry-after': '99999999' }, 3_600_000],
    [{ 'retry-after': '-5' }, null],
    [{ 'retry-after': 'Mon, 30 Nov 2026 13:00:07 GMT', date: 'Mon, 30 Nov 2026 13:00:00 GMT' }, 7_000],
    [{ 'retry-after': 'Mon, 30 Nov 2026 12:00:00 GMT', date: 'Mon, 30 Nov 2026 13:00:00 GMT' }, 0],
    [{ 'retry-after': 'Wed, 01 Jan 2076 00:00:00 GMT', date: 'Mon, 30 Nov 2026 13:00:00 GMT' }, 3_600_000],
    [{ 'retry-after': 'Mon, 30 Nov 2026 13:00:07 GMT' }, null],
  ])('%j', (headers, wait) => {
    expect(waitInHeaders(headers)).toBe(wait);
    expect(failureOf('POST', 429, '', headers).retryAfterMs).toBe(wait);
  });
});

it('messages are whole sentences without status codes', () => {
  for (const reason of Object.values(reasons)) {
    expect(sentenceOf(reason)).toMatch(/^[A-Z].*\.$/);
    expect(sentenceOf(reason)).not.toMatch(/\b[1-5]\d\d\b/);
  }
});

it('no bytes that are no text, and nothing that turns text round, is taken for the store’s words', () => {
  expect(failureOf('PUT', 422, '\ufffd\ufffd\ufffd')).not.toHaveProperty('storeWords');
  expect(failureOf('PUT', 422, 'No\u202e room\u0007 left')).toMatchObject({ storeWords: 'No room left.' });
  expect(failureOf('PUT', 422, v3(422, 'No\u2067 room'))).toMatchObject({ storeWords: 'No room.' });
});

it('a 401 may be the token’s only if it comes with a web page', () => {
  expect(failureOf('POST', 401, page)).toMatchObject({ type: 'sign-in', mayBeToken: true });
  expect(failureOf('POST', 401, v3(401, 'Unauthorized'))).toMatchObject({ mayBeToken: false });
});

describe('a 403', () => {
  it.each(['', 'Forbidden', page, v3(403, 'Authentication Required'), v3(403, 'Access denied')])(
    'without a scope may concern the token or one thing: %j',
    (body) => {
      expect(failureOf('POST', 403, body)).toMatchObject({ type: 'refused', mayBeToken: true });
    },
  );

  it('that names a scope concerns the token', () => {
    const failure = failureOf('POST', 403, v3(403, "You don't have a required scope to access the endpoint"));
    expect(failure.type).toBe('sign-in');
    expect(failure.mayBeToken).toBeUndefined();
  });
});

describe('a body made to block the main process', () => {
  it.each<[string, (length: number) => string]>([
    ['open tags', (length) => '<a '.repeat(length / 3)],
    ['blanks', (length) => `x${' '.repeat(length)}x`],
    ['escapes in JSON', (length) => `{"title":"${'\\\\'.repeat(length / 2)}`],
    ['titles in JSON', (length) => `[${'"title":'.repeat(length / 8)}`],
    ['words behind one another', (length) => 'word. '.repeat(length / 6)],
  ])('is judged by its first 4,096 characters: %s', (_name, body) => {
    const long = body(400_000);
    const failure = failureOf('POST', 422, long);
    expect(failure).toEqual(failureOf('POST', 422, `${long.slice(0, 4_096)}${'z'.repeat(9)}`));
    expect(sentenceOf(failure.reason).length).toBeLessThan(400);
  });
});
