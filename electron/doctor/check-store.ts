import { lookup } from 'node:dns/promises';
import tls from 'node:tls';
import { RequestError } from 'got';
import {
  failureOfAnswer,
  failureOfHost,
  failureOfShape,
  headerNumber,
  requestsLeft,
  retriedBy,
  type Headers,
} from '../bigcommerce/errors.ts';
import type { Failure } from '../bigcommerce/failure.ts';
import { parseJson } from '../bigcommerce/store-words.ts';
import { wordsToConnect } from '../bigcommerce/verify-token.ts';
import { createHttpClient } from '../bigcommerce/http/http-client.ts';
import { isOfWholeHost } from '../bigcommerce/http/whole-host.ts';
import { withoutToken } from '../bigcommerce/http/session.ts';
import { timeInWords } from '../network/connection-problem.ts';
import type { RequestNetwork, Route } from '../network/network.ts';
import { trustSystemRoots } from '../network/system-roots.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Finding } from '../../shared/model.ts';
import { good, notice, problem } from './finding.ts';

/** A store to check. `hash` null: only whether BigCommerce can be reached. `token` null: unknown. */
export interface StoreToCheck {
  name: string;
  hash: string | null;
  apiOrigin: string;
  token: string | null;
}

/** In the place of a store's, where none is known: the API refuses it, and so can be reached. */
const noHash = 'none';
const timeLimits = { connect: 10_000, response: 15_000, read: 15_000 };
const maxMs = 30_000;
const maxBytes = 256 * 1024;
/** A clock that is wrong by more breaks signatures and certificates before long. */
const maxClockErrorMs = 5 * 60_000;

/** Checks how the store is reached, whether it answers, whether the clocks agree, and what is left of its quota. */
export async function checkStore(
  store: StoreToCheck,
  network: RequestNetwork,
  now: () => number,
): Promise<Finding[]> {
  // The API's own addresses are never answered with a page, so that one shows who else answers.
  const url = new URL(`/stores/${store.hash ?? noHash}/v3/catalog/summary`, store.apiOrigin);
  const route = await network.routeTo(url);
  const findings = [...(await checkWay(url, network)), await checkName(route, url.hostname)];
  const http = createHttpClient(
    timeLimits,
    { accept: 'application/json', 'user-agent': 'Packshot' },
    network,
  );
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), maxMs);
  try {
    const { statusCode, headers, body } = await http
      .client(url, {
        headers: store.token === null ? {} : { 'x-auth-token': store.token },
        signal: limit.signal,
      })
      .on('downloadProgress', ({ transferred }) => {
        if (transferred > maxBytes) limit.abort();
      });
    const isNetwork = await isOfWholeHost(
      http,
      url,
      { status: statusCode, headers, text: body },
      limit.signal,
    );
    findings.push(
      isNetwork
        ? problem('store', retriedBy(failureOfHost(statusCode, url.host).reason, 'person'))
        : checkAnswer(store, statusCode, headers, body),
      ...checkClock(headers, now()),
    );
    findings.push(...checkQuota(headers));
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    const why = limit.signal.aborted
      ? reason('no-answer', { again: 'person' })
      : await http.problemOf(error, url, now());
    findings.push(problem('store', retriedBy(why, 'person')));
  } finally {
    clearTimeout(timer);
    http.close();
  }
  return findings;
}

/** Which proxy is used, and which certificates are trusted. Sends no request. */
export async function checkWay(url: URL, network: RequestNetwork): Promise<Finding[]> {
  const proxy = checkProxy(await network.routeTo(url), url.hostname);
  return url.protocol === 'https:' ? [proxy, await checkRoots()] : [proxy];
}

function checkProxy(route: Route, host: string): Finding {
  switch (route.type) {
    case 'direct':
      return good('proxy', reason('check-no-proxy', { host }));
    case 'proxy':
      return good('proxy', reason('check-proxy', { host, proxy: route.server }));
    case 'unsupported':
      return problem('proxy', reason('proxy-type-unsupported', { proxy: route.server }));
  }
}

async function checkName(route: Route, host: string): Promise<Finding> {
  if (route.type !== 'direct') return good('dns', reason('check-name-by-proxy', { host }));
  try {
    const { address } = await lookup(host.replace(/^\[|\]$/g, ''));
    return good('dns', reason('check-name', { host, address }));
  } catch {
    return problem('dns', reason('name-not-found', { host, again: 'person' }));
  }
}

async function checkRoots(): Promise<Finding> {
  await trustSystemRoots();
  const bundled = tls.getCACertificates('bundled').length;
  const all = tls.getCACertificates('default').length;
  return good('certificates', reason('check-certificates', { all, added: Math.max(0, all - bundled) }));
}

function checkAnswer(store: StoreToCheck, status: number, headers: Headers, text: string): Finding {
  const { name, hash, token } = store;
  const json = status === 200 ? parseJson(text) : undefined;
  if (isObject(json) && 'data' in json) return good('store', reason('check-store', { name }));
  const failure = isObject(json)
    ? failureOfShape('GET', status, 'data is missing')
    : failureOfAnswer({ method: 'GET', status, headers, text: withoutToken(text, token) });
  if (isOfTheApi(failure)) {
    if (hash === null) return notice('store', reason('check-no-store'));
    if (token === null) return problem('store', reason('check-no-token', { name }));
  }
  // A store that is busy with others is in order.
  const finding = failure.type === 'throttled' ? notice : problem;
  return finding('store', wordsToConnect(failure, hash ?? noHash));
}

/** Whether the API itself refused the request: then it can be reached. */
function isOfTheApi({ type }: Failure): boolean {
  return type === 'sign-in' || type === 'not-found' || type === 'refused' || type === 'throttled';
}

function isObject(json: unknown): json is object {
  return typeof json === 'object' && json !== null;
}

function checkClock(headers: Headers, now: number): Finding[] {
  const server = Date.parse(String(headers['date'] ?? ''));
  if (Number.isNaN(server)) return [];
  return Math.abs(server - now) > maxClockErrorMs
    ? [problem('clock', reason('clock-wrong', { computer: timeInWords(now), server: timeInWords(server) }))]
    : [good('clock', reason('check-clock'))];
}

function checkQuota(headers: Headers): Finding[] {
  const left = requestsLeft(headers);
  if (left === null) return [];
  const quota = headerNumber(headers, 'x-rate-limit-requests-quota');
  const args = { left, known: quota === null ? 'no' : 'yes', quota: quota ?? 0 };
  return [
    left === 0 ? notice('quota', reason('check-quota-spent')) : good('quota', reason('check-quota', args)),
  ];
}
