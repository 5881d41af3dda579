import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  authorization,
  readChallenge,
  type DigestChallenge,
  type DigestRequest,
} from '../../../../electron/bigcommerce/v2/digest.ts';

/** RFC 7616, 3.9.1. */
const offered =
  'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, ' +
  'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"';
const offeredWeaker = offered.replace('SHA-256', 'MD5');
const request: DigestRequest = {
  method: 'GET',
  uri: '/dir/index.html',
  username: 'Mufasa',
  password: 'Circle of Life',
  cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
  count: 1,
};

function challenge(header: string): DigestChallenge {
  const found = readChallenge(header);
  if (found === null) throw new Error(`Nothing to answer in ${header}`);
  return found;
}

function fieldsOf(header: string): Record<string, string> {
  return Object.fromEntries(
    [...header.matchAll(/([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^,\s]+))/g)].map(([, name, quoted, bare]) => [
      name,
      quoted ?? bare,
    ]),
  );
}

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

describe('an answer to a digest challenge', () => {
  it('equals the example of RFC 7616 for SHA-256', () => {
    const header = authorization(challenge(offered), request);
    expect(header).toMatch(/^Digest /);
    expect(fieldsOf(header)).toEqual({
      username: 'Mufasa',
      realm: 'http-auth@example.org',
      uri: '/dir/index.html',
      algorithm: 'SHA-256',
      nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
      nc: '00000001',
      cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ',
      qop: 'auth',
      response: '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
      opaque: 'FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS',
    });
  });

  it('equals the example of RFC 7616 for MD5', () => {
    const { response, algorithm } = fieldsOf(authorization(challenge(offeredWeaker), request));
    expect({ response, algorithm }).toEqual({
      response: '8ca523f5e9506fed4657c9700eebdbec',
      algorithm: 'MD5',
    });
  });

  it('equals the example of RFC 2617 without an algorithm', () => {
    const given = challenge(
      'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    );
    const header = authorization(given, { ...request, password: 'Circle Of Life', cnonce: '0a4f113b' });
    expect(fieldsOf(header)['response']).toBe('6629fae49393a05397450978507c4ef1');
  });

  it('has the older form for a server without qop (RFC 2069, erratum 749)', () => {
    const given = challenge('Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093"');
    const fields = fieldsOf(authorization(given, { ...request, password: 'CircleOfLife' }));
    expect(fields['response']).toBe('1949323746fe6a43ef61f9606e7febea');
    expect(fields).not.toHaveProperty('qop');
    expect(fields).not.toHaveProperty('nc');
    expect(fields).not.toHaveProperty('cnonce');
  });

  it('binds the secret to both nonces for MD5-sess', () => {
    const given = challenge(offered.replace('SHA-256', 'MD5-sess'));
    const secret = md5(
      `${md5('Mufasa:http-auth@example.org:Circle of Life')}:${given.nonce}:${request.cnonce}`,
    );
    const expected = md5(
      `${secret}:${given.nonce}:00000001:${request.cnonce}:auth:${md5('GET:/dir/index.html')}`,
    );
    expect(fieldsOf(authorization(given, request))).toMatchObject({
      response: expected,
      algorithm: 'MD5-sess',
    });
  });

  it('counts the uses of a nonce in hexadecimal', () => {
    expect(fieldsOf(authorization(challenge(offered), { ...request, count: 31 }))['nc']).toBe('0000001f');
  });

  it('can contain quotes and non-ASCII names', () => {
    const given = challenge(String.raw`Digest realm="a \"b\" \\c", nonce="n", qop="auth"`);
    expect(given.realm).toBe(String.raw`a "b" \c`);
    const header = authorization(given, { ...request, username: 'Jäsøn (x)' });
    expect(header).toContain(String.raw`realm="a \"b\" \\c"`);
    expect(header).toContain("username*=UTF-8''J%C3%A4s%C3%B8n%20%28x%29");
  });
});

describe('a challenge', () => {
  it.each([
    [`${offeredWeaker}, ${offered}`, 'SHA-256'],
    [`${offered}, ${offeredWeaker}`, 'SHA-256'],
    [`Basic realm="files, and more", ${offeredWeaker}`, 'MD5'],
    [`Negotiate, ${offeredWeaker}, Basic realm="x"`, 'MD5'],
    [`${offered.replace('SHA-256', 'SHA-512-256')}, ${offeredWeaker}`, 'MD5'],
  ])('with several algorithms is answered with the strongest known: %s', (header, algorithm) => {
    expect(challenge(header)).toMatchObject({ algorithm, realm: 'http-auth@example.org', qopAuth: true });
  });

  it.each([
    '',
    'Basic realm="files"',
    'Bearer',
    'Digest realm="no nonce"',
    'Digest realm="x", nonce="n", qop="auth-int"',
    'Digest realm="x", nonce="n", algorithm=SHA-512-256',
    'Basic realm="Digest realm=x, nonce=n"',
  ])('that can’t be answered is ignored: %s', (header) => {
    expect(readChallenge(header)).toBeNull();
  });

  it.each([
    ['stale=true', true],
    ['stale="TRUE"', true],
    ['stale=false', false],
    ['charset=UTF-8', false],
  ])('tells whether only its nonce has expired: %s', (field, stale) => {
    expect(challenge(`Digest realm="x", nonce="n", ${field}, qop="auth"`).stale).toBe(stale);
  });

  it('may use any case and spaces', () => {
    expect(challenge('digest  Realm = "x" ,NONCE="n=" , Algorithm="md5",QOP = auth')).toEqual({
      realm: 'x',
      nonce: 'n=',
      opaque: null,
      algorithm: 'MD5',
      qopAuth: true,
      stale: false,
    });
  });
});

it.each([',a'.repeat(200_000), 'a'.repeat(400_000), ' '.repeat(400_000), `"${'\\\\'.repeat(200_000)}`])(
  'made to take long is read only at its beginning',
  (rest) => {
    const header = `Digest realm="r", nonce="n", qop="auth"`;
    expect(
      readChallenge(`${header}${','.repeat(5_000)}${rest}, Digest nonce="late", algorithm=SHA-256`),
    ).toEqual(readChallenge(header));
  },
);
