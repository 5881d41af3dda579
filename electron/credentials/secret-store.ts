import type { SecretBackend } from '../../shared/model.ts';
import type { Outcome } from '../../shared/outcome.ts';

/**
 * A place for access tokens. `account` names whose secret it is (a store's id). No implementation writes a secret to
 * disk in the clear, and no reason it gives contains one.
 */
export interface SecretStore {
  readonly backend: SecretBackend;
  /** The secret, or null when this place holds none for the account. */
  get(account: string): Promise<Outcome<string | null>>;
  /** Keeps the secret in place of any earlier one. */
  set(account: string, secret: string): Promise<Outcome<null>>;
  /** Forgetting what is not there is success. */
  delete(account: string): Promise<Outcome<null>>;
}
