import got, { HTTPError } from 'got';
import { AgentPool } from '../network/agents.ts';
import type { RequestNetwork } from '../network/network.ts';
import { reason } from '../../shared/messages/reason.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { mayFollow } from './update-feed.ts';

const maxLength = 200_000;
const limits = { connect: 10_000, secureConnect: 10_000, lookup: 10_000, response: 15_000, request: 30_000 };

/** The text at `url`; null if there is none. The request says nothing of this computer. */
export async function fetchManifest(
  url: URL,
  network: RequestNetwork,
  signal: AbortSignal,
): Promise<Outcome<string | null>> {
  const pool = new AgentPool({ network, idleMs: 1_000, connectMs: limits.connect });
  const tooLong = new AbortController();
  try {
    const body = await got(url, {
      headers: { 'user-agent': 'Packshot', accept: 'application/json' },
      timeout: limits,
      retry: { limit: 1 },
      maxRedirects: 5,
      signal: AbortSignal.any([signal, tooLong.signal]),
      hooks: {
        beforeRequest: [
          async (options) => {
            const asked = String(options.url);
            if (!mayFollow(url.href, asked)) throw new Error('Redirected to an address that is not asked.');
            options.agent = await pool.agentsFor(new URL(asked));
          },
        ],
      },
    })
      .on('downloadProgress', ({ transferred }) => {
        if (transferred > maxLength) tooLong.abort();
      })
      .text();
    return ok(body);
  } catch (error) {
    if (error instanceof HTTPError) {
      if (error.response.statusCode === 404) return ok(null);
      return no(reason('update-server-refused', { status: error.response.statusCode }));
    }
    if (tooLong.signal.aborted) return no(reason('update-unreadable'));
    return no(reason('update-unreachable', { host: url.host }));
  } finally {
    pool.close();
  }
}
