import { z } from 'zod';
import type { SecretStoresLater } from '../credentials/later.ts';
import type { ProxyPasswords } from '../network/network.ts';
import { credentialsInEnvironment } from '../network/proxy-environment.ts';
import type { Log } from '../util/log.ts';

const keptSchema = z.object({ username: z.string(), password: z.string() });

/** A proxy's password is kept where access tokens are. One in the environment wins. */
export function createProxyPasswords(
  secrets: Pick<SecretStoresLater, 'opened'>,
  env: NodeJS.ProcessEnv,
  log: Log,
): ProxyPasswords {
  return {
    async get(server) {
      const given = credentialsInEnvironment(env, server);
      if (given !== null) return given;
      const { inUse } = await secrets.opened();
      const kept = await inUse.get(accountOf(server));
      if (!kept.ok || kept.value === null) return null;
      return keptSchema.safeParse(JSON.parse(kept.value)).data ?? null;
    },
    async set(server, { username, password }) {
      const { inUse } = await secrets.opened();
      const kept = await inUse.set(accountOf(server), JSON.stringify({ username, password }));
      if (!kept.ok) log.warn('the password of a proxy could not be kept', kept.reason.code);
    },
  };
}

/** No store id contains a space. */
function accountOf(server: string): string {
  return `proxy ${server}`;
}
