import { ok } from '../../shared/outcome.ts';
import type { SecretStore } from './secret-store.ts';

/** Last resort: secrets in memory, lost when Packshot closes. */
export function createSessionStore(): SecretStore {
  const secrets = new Map<string, string>();
  return {
    backend: 'session',
    get: (account) => Promise.resolve(ok(secrets.get(account) ?? null)),
    set: (account, secret) => {
      secrets.set(account, secret);
      return Promise.resolve(ok(null));
    },
    delete: (account) => {
      secrets.delete(account);
      return Promise.resolve(ok(null));
    },
  };
}
