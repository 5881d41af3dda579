import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyToken } from '../../electron/bigcommerce/verify-token.ts';
import { sentenceOf, type Reason } from '../../shared/messages/reason.ts';
import { createAuthority, type Certified } from '../support/certificates.ts';
import { html, looseStore } from './bigcommerce-support.ts';
import { apiHost, networkBehind, Office, trust } from './network-support.ts';

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  trust(office.root);
});
afterAll(() => office.close());

/** Why a store that shows this certificate can't be connected; null if it can. */
async function refusalOf(shown: Certified, headers: Record<string, string> = {}): Promise<Reason | null> {
  const front = await office.serve(shown, office.store.origin, headers);
  const proxy = await office.proxy({ ports: { [apiHost]: front.port } });
  const verified = await verifyToken({
    apiOrigin: `https://${apiHost}`,
    hash: office.store.storeHash,
    accessToken: office.store.accessToken,
    network: networkBehind(proxy.origin),
  });
  // A head without token was all that a server without a good certificate got.
  if (!verified.ok) expect(front.seen.every((line) => line.startsWith('HEAD '))).toBe(true);
  return verified.ok ? null : verified.reason;
}

const year = (number: number) => new Date(Date.UTC(number, 5, 1));

test('a certificate of a known root is accepted', async () => {
  expect(await refusalOf(office.root.issue(apiHost))).toBeNull();
});

test('a certificate of an unknown root is told with the name of its issuer', async () => {
  const reason = await refusalOf(createAuthority('Coffee Shop Inspection').issue(apiHost));
  expect(reason).toMatchObject({ code: 'certificate-untrusted', args: { issuer: 'Coffee Shop Inspection' } });
  expect(reason && sentenceOf(reason)).toContain('It was issued by “Coffee Shop Inspection”.');
});

test('a certificate of another host is told as such', async () => {
  expect(await refusalOf(office.root.issue('portal.hotel.test'))).toMatchObject({
    code: 'certificate-other-host',
  });
});

test('a certificate that has expired, or is not valid yet, is told with the day', async () => {
  expect(await refusalOf(office.root.issue(apiHost, { from: year(2001), to: year(2002) }))).toMatchObject({
    code: 'certificate-expired',
    args: { date: '2002-06-01 00:00 UTC' },
  });
  expect(await refusalOf(office.root.issue(apiHost, { from: year(2040), to: year(2041) }))).toMatchObject({
    code: 'certificate-not-yet-valid',
    args: { date: '2040-06-01 00:00 UTC' },
  });
});

test('a wrong clock of this computer is told as such where the server says another time', async () => {
  const then = office.root.issue(apiHost, { from: year(2001), to: year(2003) });
  expect(await refusalOf(then, { date: year(2002).toUTCString() })).toMatchObject({
    code: 'clock-wrong',
    args: { server: '2002-06-01 00:00 UTC' },
  });
});

test('a host that is not found, refuses or never answers is told in a sentence of its own', async () => {
  const ask = (apiOrigin: string) => verifyToken({ apiOrigin, hash: 'abc123', accessToken: 'token' });
  expect(await ask('https://nothing.invalid')).toMatchObject({ reason: { code: 'name-not-found' } });
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  expect(await ask(`https://127.0.0.1:${port}`)).toMatchObject({ reason: { code: 'connection-refused' } });
});

test('what answers without TLS in place of the store is told as no secure connection', async () => {
  const portal = await looseStore();
  const apiOrigin = portal.origin.replace('http:', 'https:');
  const verified = await verifyToken({ apiOrigin, hash: 'abc123', accessToken: 'token' });
  expect(verified).toMatchObject({ reason: { code: 'not-private' } });
  expect(portal.seen).toEqual([]);
  await portal.close();
});

test('a network that answers with its own page wants a sign-in first', async () => {
  const portal = await looseStore();
  const ask = () => verifyToken({ apiOrigin: portal.origin, hash: 'abc123', accessToken: 'token' });
  portal.answer((_request, response) => html(response, 200));
  const page = await ask();
  expect(page).toMatchObject({ reason: { code: 'network-sign-in' } });
  expect(page.ok ? '' : sentenceOf(page.reason)).toBe('This network needs you to sign in first.');
  portal.answer((_request, response) =>
    response.writeHead(302, { location: 'http://portal.hotel.test/' }).end(),
  );
  expect(await ask()).toMatchObject({ reason: { code: 'network-sign-in' } });
  await portal.close();
});
