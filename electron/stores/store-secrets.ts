import type { WebdavAccess } from '../bigcommerce/v2/webdav.ts';
import type { SecretStoresLater } from '../credentials/later.ts';
import type { SecretBackend } from '../../shared/model.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import type { StoreRow, StoresTable } from './stores-table.ts';

/** A store's secrets, in memory only. */
export interface KnownSecrets {
  token: string | null;
  webdav: WebdavAccess | null;
}

/**
 * A store's token and WebDAV password. Both are in the same backend, recorded in the store's row: saving one
 * uses the best available backend and moves the other there.
 */
export class StoreSecrets {
  readonly #places: SecretStoresLater;
  readonly #table: StoresTable;

  constructor(places: SecretStoresLater, table: StoresTable) {
    this.#places = places;
    this.#table = table;
  }

  /** Returns where they are kept. */
  async keep(
    storeId: string,
    secrets: { token: string; password?: string | undefined },
  ): Promise<Outcome<SecretBackend>> {
    const { inUse } = await this.#places.opened();
    const before = this.#table.get(storeId)?.secretBackend;
    const kept = await inUse.set(storeId, secrets.token);
    if (!kept.ok) return kept;
    if (secrets.password !== undefined) {
      const password = await inUse.set(passwordAccount(storeId), secrets.password);
      if (!password.ok) return password;
    }
    if (before !== undefined && before !== inUse.backend) await this.#forgetIn(before, storeId);
    return ok(inUse.backend);
  }

  async read(row: StoreRow): Promise<KnownSecrets & { problem: Reason | null }> {
    const places = await this.#places.opened();
    const token = await places.fetch(row.id, row.secretBackend);
    if (!token.ok) return { token: null, webdav: null, problem: token.reason };
    return { token: token.value, webdav: await this.#readWebdav(row), problem: null };
  }

  forget(row: StoreRow): Promise<Outcome<null>> {
    return this.#forgetIn(row.secretBackend, row.id);
  }

  /** A lost WebDAV password stops only V2 uploads, with their own reason, not the whole store. */
  async #readWebdav({ id, webdav, secretBackend }: StoreRow): Promise<WebdavAccess | null> {
    if (webdav === null) return null;
    const places = await this.#places.opened();
    const password = await places.fetch(passwordAccount(id), secretBackend);
    return password.ok ? { ...webdav, password: password.value } : null;
  }

  async #forgetIn(backend: StoreRow['secretBackend'], storeId: string): Promise<Outcome<null>> {
    const places = await this.#places.opened();
    const token = await places.forget(storeId, backend);
    const password = await places.forget(passwordAccount(storeId), backend);
    if (!token.ok) return no(token.reason);
    return password.ok ? ok(null) : no(password.reason);
  }
}

function passwordAccount(storeId: string): string {
  return `${storeId}/webdav`;
}
