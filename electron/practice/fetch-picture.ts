import { Readable } from 'node:stream';
import { no, ok } from '../../shared/outcome.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { Problem } from './answers.ts';
import type { Practice } from './practice.ts';
import { SizeGuard } from './size-guard.ts';
import { imageLimit, keep } from './uploads.ts';
import type { Incoming, SizeLimit } from './uploads.ts';

/** For everything, including redirects and the body. */
const patienceMs = 10_000;
const maxRedirects = 3;

/** Whether a store would try to fetch from this text. */
export function isPictureUrl(address: string): boolean {
  const protocol = URL.parse(address)?.protocol;
  return protocol === 'http:' || protocol === 'https:';
}

/** Whether the rules allow the store to fetch from there. Checked again for each redirect. */
export function mayFetch(url: URL, from: Practice['rules']['fetchFrom']): boolean {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return false;
  return from === 'anywhere' || /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
}

/** Fetches the picture of an `image_url`. A failure is a 400, as in the reference. */
export async function fetchPicture(
  practice: Practice,
  address: string,
  limit: SizeLimit = imageLimit(practice),
): Promise<Outcome<Incoming, Problem>> {
  const refused = (why: string) =>
    no({ status: 400, title: `The image could not be downloaded: ${why}.`, errors: { image_url: address } });
  const guard = new SizeGuard(limit.bytes);
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const answer = await follow(practice, address, signal);
    if (!answer.ok) return refused(answer.reason);
    const { response, url } = answer.value;
    if (response.body === null) return refused('the answer was empty');
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0], { signal });
    body.once('error', (error) => guard.destroy(error));
    return ok(await keep(practice, body.pipe(guard), fileName(url)));
  } catch {
    if (guard.isFull) return no(limit.problem);
    return refused(signal.aborted ? 'the host took too long' : 'the host could not be reached');
  }
}

async function follow(
  practice: Practice,
  address: string,
  signal: AbortSignal,
): Promise<Outcome<{ response: Response; url: URL }, string>> {
  let url = URL.parse(address);
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    if (url === null || !mayFetch(url, practice.rules.fetchFrom)) {
      return no('this store does not fetch from there');
    }
    const response = await fetch(url, { signal, redirect: 'manual' });
    const isRedirect = response.status >= 300 && response.status < 400;
    if (response.ok && mayBePicture(response.headers.get('content-type'))) return ok({ response, url });
    await response.body?.cancel();
    if (response.ok) return no('it is not an image');
    if (!isRedirect) return no(`the host answered ${response.status}`);
    url = URL.parse(response.headers.get('location') ?? '', url);
  }
  return no('the host redirects too often');
}

/** The content decides; this only saves the download of a web page. */
function mayBePicture(mediaType: string | null): boolean {
  return mediaType === null || /^(image\/|application\/octet-stream|binary\/)/i.test(mediaType.trim());
}

function fileName(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
