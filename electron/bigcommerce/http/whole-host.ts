import { isPage } from '../store-words.ts';
import type { HttpClient } from './http-client.ts';
import type { RawAnswer } from './http-attempt.ts';

/**
 * Whether a refusal with a web page comes from something in between, such as a sign-in page or a web filter: then what
 * anyone may read of the host (RFC 9309) is refused alike. A store refuses a token or one request only, and may do so
 * with a page, too. Sends neither token nor password.
 */
export async function isOfWholeHost(
  { client }: HttpClient,
  url: URL,
  { status, headers, text }: Pick<RawAnswer, 'status' | 'headers' | 'text'>,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if ((status !== 401 && status !== 403) || !isPage(text)) return false;
  const asked = client.stream(new URL('/robots.txt', url), signal === undefined ? {} : { signal });
  try {
    return await new Promise<boolean>((resolve) => {
      asked.once('error', () => resolve(false));
      asked.once('response', (open) => {
        resolve(open.statusCode === status && open.headers['content-type'] === headers['content-type']);
      });
      asked.resume();
    });
  } finally {
    asked.on('error', () => undefined).destroy();
  }
}
