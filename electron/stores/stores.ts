import { parseStoreAddress, type StoreAddress } from '../bigcommerce/address.ts';
import type { Clock } from '../util/clock.ts';
import type { WebdavAccess } from '../bigcommerce/v2/webdav.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { RequestNetwork } from '../network/network.ts';
import type { SecretStoresLater } from '../credentials/later.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Store, StoreState } from '../../shared/model.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';
import { CatalogRefresher } from './catalog-refresher.ts';
import type { Connection, Pace, StoreApi } from './connection.ts';
import type { PracticeHost } from './practice-host.ts';
import { practiceFailed, samplesFailed, webdavNeeded } from './store-messages.ts';
import type * as storeClient from './store-client.ts';
import { StoreSecrets, type KnownSecrets } from './store-secrets.ts';
import { newStore, type StoreRow, type StoresTable } from './stores-table.ts';

interface StoresPorts {
  table: StoresTable;
  catalog: Catalog;
  outbox: Outbox;
  secrets: SecretStoresLater;
  practice: PracticeHost;
  pace: Pace;
  network: RequestNetwork;
  /** Hashes of the only stores that may be connected; null for all. */
  allowed: readonly string[] | null;
  clock: Clock;
  random: () => number;
  recipesOf: (storeId: string) => Store['recipes'];
  emit: (event: StoresEvent) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

/** `stores-changed`: anything about any store, including its catalogue. */
export type StoresEvent = { type: 'stores-changed' | 'current-store-changed' | 'store-disconnected' };

const practiceId = 'practice';
/** Shorter waits are not shown. */
const minThrottledNoticeMs = 1_000;
/** An older catalogue is fetched again on start. */
const catalogStaleAfterMs = 10 * 60_000;

/**
 * Node's HTTP and what is built on it. Loaded when a store is opened: it takes longer to load than the rest of the app,
 * and a command may need no store.
 */
const loadClient = (): Promise<StoreClient> => import('./store-client.ts');
type StoreClient = typeof storeClient;

/** Connected stores: connecting, signing in, disconnecting, and their catalogues. */
export class Stores {
  readonly #ports: StoresPorts;
  readonly #secrets: StoreSecrets;
  readonly #catalogs: CatalogRefresher;
  readonly #connections = new Map<string, Connection>();
  #closed = false;

  constructor(ports: StoresPorts) {
    this.#ports = ports;
    this.#secrets = new StoreSecrets(ports.secrets, ports.table);
    this.#catalogs = new CatalogRefresher({
      ...ports,
      changed: () => ports.emit({ type: 'stores-changed' }),
    });
  }

  /** Opens all connected stores. A store without its token asks for it again; its queue is kept. */
  async openAll(): Promise<void> {
    for (const row of this.#ports.table.all()) {
      await this.#open(row, null);
      const { syncedAt } = this.#ports.catalog.summary(row.id);
      if (this.#ports.clock.now() - (syncedAt ?? 0) > catalogStaleAfterMs) this.refreshCatalog(row.id);
    }
  }

  /** Checks address and token with the store, saves the token, and opens the store. */
  async connect(address: string, accessToken: string): Promise<Outcome<{ storeId: string }>> {
    const parsed = this.#allowedStore(address);
    if (!parsed.ok) return parsed;
    const { hash, apiOrigin } = parsed.value;
    const token = accessToken.trim();
    const verified = await this.#verify(parsed.value, token);
    if (!verified.ok) return verified;
    const id = hash.toLowerCase();
    const kept = await this.#secrets.keep(id, { token });
    if (!kept.ok) return kept;
    const row: StoreRow = {
      ...(this.#ports.table.get(id) ?? newStore),
      id,
      hash,
      name: verified.value.name ?? `Store ${hash}`,
      kind: 'bigcommerce',
      apiOrigin,
      secretBackend: kept.value,
    };
    await this.#adopt(row, token);
    return ok({ storeId: id });
  }

  /** Asks the store what a token may read. Nothing is kept. */
  async check(
    address: string,
    accessToken: string,
  ): Promise<Outcome<{ hash: string; name: string | null; productCount: number }>> {
    const parsed = this.#allowedStore(address);
    if (!parsed.ok) return parsed;
    const verified = await this.#verify(parsed.value, accessToken.trim());
    return verified.ok ? ok({ hash: parsed.value.hash, ...verified.value }) : verified;
  }

  #allowedStore(address: string): Outcome<StoreAddress> {
    const parsed = parseStoreAddress(address);
    if (!parsed.ok) return parsed;
    const { hash } = parsed.value;
    const { allowed } = this.#ports;
    if (allowed === null || allowed.some((one) => one.toLowerCase() === hash.toLowerCase())) return parsed;
    return no(reason('store-not-allowed', { hash, allowed: allowed.join(', ') }));
  }

  async #verify(
    { hash, apiOrigin }: StoreAddress,
    accessToken: string,
  ): ReturnType<StoreClient['verifyToken']> {
    const { verifyToken } = await loadClient();
    return await verifyToken({ apiOrigin, hash, accessToken, network: this.#ports.network });
  }

  /** A store given by the environment: not checked, and its token is kept in memory only. */
  async useGiven(hash: string, apiOrigin: string, token: string): Promise<string> {
    const id = hash.toLowerCase();
    const known = this.#ports.table.get(id);
    const row: StoreRow = {
      ...(known ?? newStore),
      id,
      hash,
      name: known?.name ?? `Store ${hash}`,
      kind: 'bigcommerce',
      apiOrigin,
      secretBackend: known?.secretBackend ?? 'session',
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
        ...(this.#ports.table.get(practiceId) ?? newStore),
        id: practiceId,
        hash: storeHash,
        name: 'Practice store',
        kind: 'practice',
        apiOrigin: origin,
        secretBackend: 'session',
      };
      await this.#adopt(row, accessToken);
      return ok({ storeId: practiceId });
    } catch (error) {
      this.#ports.log('the practice store did not start', { error: String(error) });
      return no(practiceFailed);
    }
  }

  /** Connects the practice store and writes its sample photos. Returns their folder. */
  async practiceSamples(): Promise<Outcome<{ storeId: string; folder: string }>> {
    const connected = await this.connectPractice();
    if (!connected.ok) return connected;
    try {
      return ok({ ...connected.value, folder: await this.#ports.practice.writeSamples() });
    } catch (error) {
      this.#ports.log('the sample photos were not written', { error: String(error) });
      return no(samplesFailed);
    }
  }

  async signIn(storeId: string, accessToken: string): Promise<Outcome<null>> {
    const row = this.#ports.table.get(storeId);
    if (!row) return no(unknownStore);
    const token = accessToken.trim();
    const verified = await this.#verify(row, token);
    if (!verified.ok) return verified;
    const kept = await this.#secrets.keep(storeId, {
      token,
      password: this.#connections.get(storeId)?.secrets.webdav?.password,
    });
    if (!kept.ok) return kept;
    this.#ports.table.save({ ...row, secretBackend: kept.value });
    const connection = this.#connections.get(storeId);
    if (connection) connection.secrets.token = token;
    this.#ports.outbox.runner(storeId)?.retryNow('signed-in');
    this.refreshCatalog(storeId);
    this.#ports.emit({ type: 'stores-changed' });
    return ok(null);
  }

  /** Disconnects a store. Refused while entries wait, unless `discardWaiting`. */
  async disconnect(storeId: string, discardWaiting: boolean): Promise<Outcome<null>> {
    const { table, outbox, emit } = this.#ports;
    const row = table.get(storeId);
    if (!row) return no(unknownStore);
    const waiting = outbox.entries.countOpen(storeId);
    if (waiting > 0 && !discardWaiting) {
      return no(reason('store-has-waiting', { photos: waiting, store: row.name }));
    }
    this.#release(storeId);
    outbox.forgetStore(storeId);
    table.remove(storeId);
    emit({ type: 'stores-changed' });
    emit({ type: 'current-store-changed' });
    emit({ type: 'store-disconnected' });
    if (row.kind === 'practice') return ok(null);
    return this.#secrets.forget(row);
  }

  select(storeId: string): Outcome<null> {
    if (!this.#ports.table.get(storeId)) return no(unknownStore);
    this.#ports.table.currentId = storeId;
    this.#ports.emit({ type: 'stores-changed' });
    this.#ports.emit({ type: 'current-store-changed' });
    return ok(null);
  }

  pause(storeId: string, paused: boolean): Outcome<null> {
    const row = this.#ports.table.get(storeId);
    if (!row) return no(unknownStore);
    this.#ports.table.save({ ...row, paused });
    this.#ports.outbox.runner(storeId)?.pause(paused);
    // Resuming while offline means that the user wants a try now.
    if (!paused) this.#ports.outbox.runner(storeId)?.retryNow('online');
    this.#ports.emit({ type: 'stores-changed' });
    return ok(null);
  }

  /** The system reports a network; trusted only after the store itself has answered. */
  networkMayBeBack(): void {
    // Timers stand still while a computer sleeps.
    this.reconsiderPace();
    for (const row of this.#ports.table.all()) this.#ports.outbox.runner(row.id)?.retryNow('online');
  }

  networkMayBeGone(): void {
    for (const row of this.#ports.table.all()) this.#ports.outbox.runner(row.id)?.mayBeOffline();
  }

  /** Another reserve was chosen, or time has jumped: requests that wait are judged at once. */
  reconsiderPace(): void {
    for (const { governor } of this.#connections.values()) governor.reconsider();
  }

  refreshCatalog(storeId: string, whole = false): void {
    void this.catalogRefreshed(storeId, whole);
  }

  /** The same, and waits for it. Answers what kept it from being read, or null. */
  async catalogRefreshed(storeId: string, whole = false): Promise<Reason | null> {
    const connection = this.#connections.get(storeId);
    if (!connection) return unknownStore;
    await this.#catalogs.refresh(storeId, connection, whole);
    return connection.sync.problem;
  }

  /** Resumes the catalogue of a store that can be reached again. */
  stateChanged(storeId: string): void {
    const problem = this.#connections.get(storeId)?.sync.problem ?? null;
    if (problem !== null && this.#ports.outbox.state(storeId).type === 'ready') this.refreshCatalog(storeId);
    this.#ports.emit({ type: 'stores-changed' });
  }

  /** Counts the images of the whole store, and keeps the number with it. */
  async countImages(storeId: string): Promise<Outcome<{ images: number }>> {
    const connection = this.#connections.get(storeId);
    if (!connection) return no(unknownStore);
    const counted = await connection.api.countAll({ priority: 'person' });
    if (!counted.ok) return no(counted.reason.reason);
    const row = this.#ports.table.get(storeId);
    if (row) this.#ports.table.save({ ...row, imageCount: counted.value });
    this.#ports.emit({ type: 'stores-changed' });
    return ok({ images: counted.value });
  }

  /** Chooses the API version that photos go by. WebDAV's address, name and password are tried before they are kept. */
  async chooseApi(
    storeId: string,
    api: 'v3' | 'v2',
    webdav: WebdavAccess | undefined,
  ): Promise<Outcome<null>> {
    const row = this.#ports.table.get(storeId);
    const connection = this.#connections.get(storeId);
    if (!row || !connection) return no(unknownStore);
    if (api === 'v2' && webdav === undefined && connection.secrets.webdav === null) return no(webdavNeeded);
    let next: StoreRow = { ...row, api };
    const { openConnection, tryWebdav } = await loadClient();
    if (webdav !== undefined) {
      const tried = await tryWebdav(webdav, this.#ports.network);
      if (!tried.ok) return tried;
      if (connection.secrets.token !== null && row.kind !== 'practice') {
        const kept = await this.#secrets.keep(storeId, {
          token: connection.secrets.token,
          password: webdav.password,
        });
        if (!kept.ok) return kept;
        next = { ...next, secretBackend: kept.value };
      }
      next = { ...next, webdav: { url: webdav.url, username: webdav.username } };
    }
    this.#ports.table.save(next);
    const { token } = connection.secrets;
    const known = { token, webdav: webdav ?? connection.secrets.webdav };
    this.#reopen(openConnection, next, known, connection);
    this.#ports.emit({ type: 'stores-changed' });
    return ok(null);
  }

  api(storeId: string): StoreApi | undefined {
    return this.#connections.get(storeId)?.api;
  }

  apiOrigin(storeId: string): string | undefined {
    return this.#connections.get(storeId)?.apiOrigin;
  }

  /** Every store with its token, for a check; a practice store only while it runs. */
  async toCheck(): Promise<{ name: string; hash: string; apiOrigin: string; token: string | null }[]> {
    const rows = this.#ports.table
      .all()
      .filter(({ id, kind }) => kind === 'bigcommerce' || this.#connections.has(id));
    return Promise.all(
      rows.map(async (row) => {
        const connection = this.#connections.get(row.id);
        const { name, hash } = row;
        const token = connection ? connection.secrets.token : (await this.#secrets.read(row)).token;
        return { name, hash, apiOrigin: connection?.apiOrigin ?? row.apiOrigin, token };
      }),
    );
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
        colour: row.colour,
        kind: row.kind,
        secretBackend: row.secretBackend,
        api: row.api,
        state: this.#stateOf(row.id, connection),
        recipes: this.#ports.recipesOf(row.id),
        catalog: {
          products,
          version,
          syncing: connection?.sync.running != null,
          syncedAt,
          progress: connection?.sync.progress ?? null,
          problem: connection?.sync.problem ?? null,
          images: row.imageCount,
        },
      };
    });
  }

  close(): void {
    this.#closed = true;
    for (const storeId of this.#connections.keys()) this.#release(storeId);
  }

  #release(storeId: string): void {
    this.#connections.get(storeId)?.close();
    this.#connections.delete(storeId);
  }

  #stateOf(storeId: string, connection: Connection | undefined): StoreState {
    const state = this.#ports.outbox.state(storeId);
    const until = connection?.governor.state().throttledUntil ?? null;
    if (state.type === 'ready' && until !== null && until - this.#ports.clock.now() >= minThrottledNoticeMs) {
      return { type: 'throttled', until };
    }
    return state;
  }

  async #adopt(row: StoreRow, token: string): Promise<void> {
    this.#ports.table.save(row);
    this.#ports.table.currentId = row.id;
    await this.#open(row, token);
    this.refreshCatalog(row.id);
    this.#ports.emit({ type: 'stores-changed' });
    this.#ports.emit({ type: 'current-store-changed' });
  }

  /** `token`: null reads it from where it is kept. */
  async #open(row: StoreRow, token: string | null): Promise<void> {
    const [found, { openConnection }] = await Promise.all([this.#find(row, token), loadClient()]);
    if (this.#closed) return;
    this.#reopen(openConnection, found.row, found.secrets, null);
    if (found.problem) this.#ports.outbox.runner(row.id)?.needSignIn(found.problem);
  }

  /** Opens a connection in place of the one there may be, and lets the outbox drain over it. */
  #reopen(
    openConnection: StoreClient['openConnection'],
    row: StoreRow,
    secrets: KnownSecrets,
    before: Connection | null,
  ): void {
    const { clock, random, pace, network, outbox, emit } = this.#ports;
    this.#release(row.id);
    const connection = openConnection({
      storeId: row.id,
      apiOrigin: before?.apiOrigin ?? row.apiOrigin,
      storeHash: row.hash,
      version: row.api,
      secrets,
      pace,
      network,
      clock,
      random,
    });
    connection.governor.onChange(() => emit({ type: 'stores-changed' }));
    this.#connections.set(row.id, connection);
    outbox.openStore(row.id, connection.api, row.paused);
  }

  /** Where the store is now, and its known secrets. A practice store's address differs from start to start. */
  async #find(
    row: StoreRow,
    token: string | null,
  ): Promise<{ row: StoreRow; secrets: KnownSecrets; problem: Reason | null }> {
    if (row.kind === 'practice') {
      try {
        const { origin, storeHash, accessToken, webdav } = await this.#ports.practice.start();
        const here = { ...row, apiOrigin: origin, hash: storeHash };
        return { row: here, secrets: { token: accessToken, webdav }, problem: null };
      } catch (error) {
        this.#ports.log('the practice store did not start', { error: String(error) });
        return { row, secrets: { token: null, webdav: null }, problem: practiceFailed };
      }
    }
    if (token !== null && row.webdav === null)
      return { row, secrets: { token, webdav: null }, problem: null };
    const { problem, ...secrets } = await this.#secrets.read(row);
    return token === null
      ? { row, secrets, problem }
      : { row, secrets: { token, webdav: secrets.webdav }, problem: null };
  }
}

export const unknownStore: Reason = reason('unknown-store');
