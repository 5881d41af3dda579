import { expect, test } from 'vitest';
import {
  challenge,
  digestResponse,
  isDigestRight,
  parseDigest,
} from '../../../electron/practice/digest-check.ts';

/** The examples of RFC 7616, 3.9.1. */
const example =
  'Digest username="Mufasa",\r\n realm="http-auth@example.org",\r\n uri="/dir/index.html",\r\n ' +
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",\r\n nc=00000001,\r\n ' +
  'cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",\r\n qop=auth,\r\n ' +
  'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const examples = [
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
] as const;

test.each(examples)('solves the example of RFC 7616 with %s', (algorithm, response) => {
  const credentials = parseDigest(`${example}, algorithm=${algorithm}, response="${response}"`);
  expect(credentials).toMatchObject({ username: 'Mufasa', uri: '/dir/index.html', algorithm, response });
  if (credentials === null) return;
  expect(digestResponse(credentials, 'GET', 'Circle of Life')).toBe(response);
  expect(isDigestRight(credentials, 'GET', 'Circle of Life')).toBe(true);
  expect(isDigestRight(credentials, 'GET', 'Circle of Strife')).toBe(false);
  expect(isDigestRight(credentials, 'PUT', 'Circle of Life')).toBe(false);
  expect(isDigestRight({ ...credentials, uri: '/dir/other.html' }, 'GET', 'Circle of Life')).toBe(false);
});

test('assumes MD5 without an algorithm, and accepts text with quotes', () => {
  expect(
    parseDigest(
      'Digest username="a\\"b, c", realm="r",nonce="n",uri="/", qop="auth",nc=00000a0F,cnonce="",response=x',
    ),
  ).toMatchObject({ username: 'a"b, c', algorithm: 'MD5', nc: '00000a0F', cnonce: '', response: 'x' });
});

test.each([
  ['nothing', ''],
  ['Basic', 'Basic TXVmYXNhOkNpcmNsZSBvZiBMaWZl'],
  ['a token', 'Bearer abc'],
  ['an algorithm not offered', `${example}, algorithm=SHA-512-256, response="x"`],
  ['a session algorithm', `${example}, algorithm=MD5-sess, response="x"`],
  ['no response', example],
  ['another protection', `${example.replace('qop=auth', 'qop=auth-int')}, response="x"`],
  ['no protection, as in RFC 2069', `${example.replace('qop=auth,', '')}, response="x"`],
  ['a count that is none', `${example.replace('00000001', '1')}, response="x"`],
  ['a field twice', `${example}, response="x", response="y"`],
  ['text after the end', `${example}, response="x" "y"`],
  ['a quote that stays open', `${example}, response="x`],
])('refuses %s', (_name, header) => {
  expect(parseDigest(header)).toBeNull();
});

test('challenges in the form of RFC 7616', () => {
  expect(challenge('r', 'n', 'SHA-256', false)).toBe(
    'Digest realm="r", qop="auth", algorithm=SHA-256, nonce="n"',
  );
  expect(challenge('r', 'n', 'MD5', true)).toMatch(/, stale=true$/);
});
