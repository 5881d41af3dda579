import { parseStoreAddress } from '../bigcommerce/address.ts';
import type { Clock } from '../bigcommerce/clock.ts';
import { createGovernor, type Governor } from '../bigcommerce/governor.ts';
import type { CatalogApi, ImageApi } from '../bigcommerce/image-api.ts';
import { createSession, type Session } from '../bigcommerce/session.ts';
import { createV3 } from '../bigcommerce/v3.ts';
import { verifyToken } from '../bigcommerce/verify-token.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { syncCatalog } from '../catalog/sync.ts';
import type { SecretStores } from '../credentials/open.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Store, StoreState } from '../../shared/model.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import type { PracticeHost } from './practice-host.ts';
import type { StoreRow, StoresTable } from './stores-table.ts';

export interface StoresPorts {
  table: StoresTable;
  catalog: Catalog;
  outbox: Outbox;
  secrets: SecretStores;
  practice: PracticeHost;
  clock: Clock;
  random: () => number;
  changed: { stores: () => void; currentGallery: () => void };
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** What a connected store has while the app runs. The token is read from its place once, and kept in memory only. */
interface Connection {
  api: ImageApi & CatalogApi;
  session: Session;
  governor: Governor;
  apiOrigin: string;
  token: string | null;
  sync: { running: AbortController | null; problem: Reason | null };
}

const practiceId = 'practice';
/** A wait shorter than this is not worth telling. */
const tellThrottledFromMs = 1_000;
/** A catalogue older than this is fetched again on start. */
const catalogStaleAfterMs = 10 * 60_000;

/** Connected stores: connecting, signing in, leaving, and the catalogue of each. */
export class Stores {
  readonly #ports: StoresPorts;
  readonly #connections = new Map<string, Connection>();
  #closed = false;

  constructor(ports: StoresPorts) {
    this.#ports = ports;
  }

  /** Opens every connected store. A store whose token is gone asks for it again; its queue is kept. */
  async openAll(): Promise<void> {
    for (const row of this.#ports.table.all()) {
      await this.#open(row, null);
      const { syncedAt } = this.#ports.catalog.summary(row.id);
      if (this.#ports.clock.now() - (syncedAt ?? 0) > catalogStaleAfterMs) this.refreshCatalog(row.id);
    }
  }

  /** Verifies address and token with the store itself, keeps the token, and opens the store. */
  async connect(address: string, accessToken: string): Promise<Outcome<{ storeId: string }>> {
    const parsed = parseStoreAddress(address);
    if (!parsed.ok) return parsed;
    const { hash, apiOrigin } = parsed.value;
    const token = accessToken.trim();
    const verified = await verifyToken({ apiOrigin, hash, accessToken: token });
    if (!verified.ok) return verified;
    const id = hash.toLowerCase();
    const kept = await this.#keep(id, token);
    if (!kept.ok) return kept;
    const row: StoreRow = {
      id,
      hash,
      name: verified.value.name ?? `Store ${hash}`,
      kind: 'bigcommerce',
      apiOrigin,
      secretBackend: this.#ports.secrets.inUse.backend,
      paused: this.#ports.table.get(id)?.paused ?? false,
    };
    await this.#adopt(row, token);
    return ok({ storeId: id });
  }

  /** A store given by the environment: used as it is, its token kept in memory only. */
  async useGiven(hash: string, apiOrigin: string, token: string): Promise<string> {
    const id = hash.toLowerCase();
    const known = this.#ports.table.get(id);
    const row: StoreRow = {
      id,
      hash,
      name: known?.name ?? `Store ${hash}`,
      kind: 'bigcommerce',
      apiOrigin,
      secretBackend: known?.secretBackend ?? 'session',
      paused: known?.paused ?? false,
    };
    this.#ports.table.save(row);
    this.#ports.table.currentId = id;
    await this.#open(row, token);
    return id;
  }

  async connectPractice(): Promise<Outcome<{ storeId: string }>> {
    try {
      const { storeHash, accessToken, origin } = await this.#ports.practice.start();
      const row: StoreRow = {
        id: practiceId,
        hash: storeHash,
        name: 'Practice store',
        kind: 'practice',
        apiOrigin: origin,
        secretBackend: 'session',
        paused: this.#ports.table.get(practiceId)?.paused ?? false,
      };
      await this.#adopt(row, accessToken);
      return ok({ storeId: practiceId });
    } catch (error) {
      this.#ports.log('the practice store did not start', { error: String(error) });
      return no(practiceFailed);
    }
  }

  async signIn(storeId: string, accessToken: string): Promise<Outcome<null>> {
    const row = this.#ports.table.get(storeId);
    if (!row) return no(unknownStore);
    const token = accessToken.trim();
    const verified = await verifyToken({ apiOrigin: row.apiOrigin, hash: row.hash, accessToken: token });
    if (!verified.ok) return verified;
    const kept = await this.#keep(storeId, token);
    if (!kept.ok) return kept;
    this.#ports.table.save({ ...row, secretBackend: this.#ports.secrets.inUse.backend });
    const connection = this.#connections.get(storeId);
    if (connection) connection.token = token;
    this.#ports.outbox.lane(storeId)?.retryNow('signed-in');
    this.refreshCatalog(storeId);
    this.#ports.changed.stores();
    return ok(null);
  }

  /** Leaves a store. Refused while something waits for it, unless that may go too. */
  async disconnect(storeId: string, discardWaiting: boolean): Promise<Outcome<null>> {
    const { table, outbox, secrets, changed } = this.#ports;
    const row = table.get(storeId);
    if (!row) return no(unknownStore);
    const waiting = outbox.entries.countOpen(storeId);
    if (waiting > 0 && !discardWaiting) {
      return no({
        code: 'store-has-waiting',
        sentence: `${waiting === 1 ? 'One photo still waits' : `${waiting} photos still wait`} to go to ${row.name}.`,
        next: 'Let them finish first, or disconnect and discard them.',
      });
    }
    this.#release(storeId);
    outbox.forgetStore(storeId);
    table.remove(storeId);
    changed.stores();
    changed.currentGallery();
    if (row.kind === 'practice') return ok(null);
    return secrets.forget(storeId, row.secretBackend);
  }

  select(storeId: string): Outcome<null> {
    if (!this.#ports.table.get(storeId)) return no(unknownStore);
    this.#ports.table.currentId = storeId;
    this.#ports.changed.stores();
    this.#ports.changed.currentGallery();
    return ok(null);
  }

  pause(storeId: string, paused: boolean): Outcome<null> {
    const row = this.#ports.table.get(storeId);
    if (!row) return no(unknownStore);
    this.#ports.table.save({ ...row, paused });
    this.#ports.outbox.lane(storeId)?.pause(paused);
    // Somebody who presses "resume" while offline wants it tried now.
    if (!paused) this.#ports.outbox.lane(storeId)?.retryNow('online');
    this.#ports.changed.stores();
    return ok(null);
  }

  /** The system says whether there is a network; believed only after the store itself has answered. */
  networkMayBeBack(): void {
    for (const row of this.#ports.table.all()) this.#ports.outbox.lane(row.id)?.retryNow('online');
  }

  refreshCatalog(storeId: string): void {
    const connection = this.#connections.get(storeId);
    if (!connection || connection.sync.running) return;
    const running = new AbortController();
    connection.sync = { running, problem: null };
    this.#ports.changed.stores();
    void this.#sync(storeId, connection, running);
  }

  async #sync(storeId: string, connection: Connection, running: AbortController): Promise<void> {
    let problem: Reason | null = null;
    try {
      problem = await syncCatalog({
        storeId,
        api: connection.api,
        catalog: this.#ports.catalog,
        run: this.#ports.clock.now(),
        signal: running.signal,
        onPage: () => this.#ports.changed.stores(),
      });
    } catch (error) {
      if (running.signal.aborted) return;
      this.#ports.log('the catalogue could not be kept', { error: String(error) });
      problem = catalogNotKept;
    }
    if (running.signal.aborted) return;
    connection.sync = { running: null, problem };
    this.#ports.changed.stores();
  }

  api(storeId: string): (ImageApi & CatalogApi) | undefined {
    return this.#connections.get(storeId)?.api;
  }

  apiOrigin(storeId: string): string | undefined {
    return this.#connections.get(storeId)?.apiOrigin;
  }

  get currentId(): string | null {
    return this.#ports.table.currentId;
  }

  list(): Store[] {
    return this.#ports.table.all().map((row) => {
      const connection = this.#connections.get(row.id);
      const { products, version, syncedAt } = this.#ports.catalog.summary(row.id);
      return {
        id: row.id,
        hash: row.hash,
        name: row.name,
        kind: row.kind,
        secretBackend: row.secretBackend,
        state: this.#stateOf(row.id, connection),
        catalog: {
          products,
          version,
          syncing: connection?.sync.running != null,
          syncedAt,
          problem: connection?.sync.problem ?? null,
        },
      };
    });
  }

  close(): void {
    this.#closed = true;
    for (const storeId of this.#connections.keys()) this.#release(storeId);
  }

  #release(storeId: string): void {
    const connection = this.#connections.get(storeId);
    connection?.sync.running?.abort();
    connection?.session.close();
    this.#connections.delete(storeId);
  }

  #stateOf(storeId: string, connection: Connection | undefined): StoreState {
    const state = this.#ports.outbox.state(storeId);
    const until = connection?.governor.state().throttledUntil ?? null;
    if (state.is === 'ready' && until !== null && until - this.#ports.clock.now() >= tellThrottledFromMs) {
      return { is: 'throttled', until };
    }
    return state;
  }

  async #keep(storeId: string, token: string): Promise<Outcome<null>> {
    const { secrets, table } = this.#ports;
    const before = table.get(storeId)?.secretBackend;
    const kept = await secrets.inUse.set(storeId, token);
    if (kept.ok && before && before !== secrets.inUse.backend) await secrets.forget(storeId, before);
    return kept;
  }

  async #adopt(row: StoreRow, token: string): Promise<void> {
    this.#ports.table.save(row);
    this.#ports.table.currentId = row.id;
    await this.#open(row, token);
    this.refreshCatalog(row.id);
    this.#ports.changed.stores();
    this.#ports.changed.currentGallery();
  }

  /** `token`: null reads it from where it is kept. */
  async #open(row: StoreRow, token: string | null): Promise<void> {
    const { clock, random, outbox, changed } = this.#ports;
    const found = await this.#credentials(row, token);
    if (this.#closed) return;
    this.#release(row.id);
    const governor = createGovernor({ clock, random });
    const session = createSession({
      apiOrigin: found.apiOrigin,
      storeHash: found.hash,
      accessToken: () => Promise.resolve(connection.token),
      governor,
    });
    const connection: Connection = {
      api: createV3(session),
      session,
      governor,
      apiOrigin: found.apiOrigin,
      token: found.token,
      sync: { running: null, problem: null },
    };
    governor.onChange(() => changed.stores());
    this.#connections.set(row.id, connection);
    outbox.openStore(row.id, connection.api, row.paused);
    if (found.problem) outbox.lane(row.id)?.needSignIn(found.problem);
  }

  async #credentials(
    row: StoreRow,
    token: string | null,
  ): Promise<{ apiOrigin: string; hash: string; token: string | null; problem: Reason | null }> {
    const { apiOrigin, hash } = row;
    if (row.kind === 'practice') {
      try {
        const practice = await this.#ports.practice.start();
        return {
          apiOrigin: practice.origin,
          hash: practice.storeHash,
          token: practice.accessToken,
          problem: null,
        };
      } catch (error) {
        this.#ports.log('the practice store did not start', { error: String(error) });
        return { apiOrigin, hash, token: null, problem: practiceFailed };
      }
    }
    if (token !== null) return { apiOrigin, hash, token, problem: null };
    const kept = await this.#ports.secrets.fetch(row.id, row.secretBackend);
    return kept.ok
      ? { apiOrigin, hash, token: kept.value, problem: null }
      : { apiOrigin, hash, token: null, problem: kept.reason };
  }
}

export const unknownStore: Reason = {
  code: 'unknown-store',
  sentence: 'This store is not connected any more.',
  next: 'Choose another store, or connect it again.',
};

const practiceFailed: Reason = {
  code: 'practice-store-failed',
  sentence: 'The practice store could not be started on this computer.',
  next: 'Restart Packshot; if it stays so, check that the disk has room.',
};

const catalogNotKept: Reason = {
  code: 'catalogue-not-kept',
  sentence: 'The product list could not be saved on this computer.',
  next: 'Check that the disk has room, then refresh the product list.',
};
