import type { SecretBackend } from '../../shared/model.ts';
import type { Outcome } from '../../shared/outcome.ts';

/**
 * A place for access tokens. `account` is a store's id. Implementations never write a plain secret to disk or into a
 * reason.
 */
export interface SecretStore {
  readonly backend: SecretBackend;
  /** Null if there is none. */
  get(account: string): Promise<Outcome<string | null>>;
  set(account: string, secret: string): Promise<Outcome<null>>;
  /** Succeeds if there is none. */
  delete(account: string): Promise<Outcome<null>>;
}
