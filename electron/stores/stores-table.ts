import type { Database, Row } from '../storage/database.ts';
import type { SecretBackend } from '../../shared/model.ts';

export interface StoreRow {
  id: string;
  hash: string;
  name: string;
  kind: 'bigcommerce' | 'practice';
  apiOrigin: string;
  secretBackend: SecretBackend;
  paused: boolean;
  api: 'v3' | 'v2';
  /** WebDAV account of the store; null until V2 was chosen once. */
  webdav: { url: string; username: string } | null;
  /** Images of the whole store at the last count. */
  imageCount: number | null;
}

interface SavedStore extends StoreRow {
  /** Number of the colour that tells the store from others, from 0. It is given when the store is added, and kept. */
  colour: number;
}

/** How many colours tell stores apart; more stores share them. */
const colours = 6;

export const newStore = { paused: false, api: 'v3', webdav: null, imageCount: null } as const;

/** Connected stores: the only reader and writer of their rows, except columns of catalogue and outbox. */
export class StoresTable {
  readonly #db: Database;
  readonly #now: () => number;

  constructor(db: Database, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  all(): SavedStore[] {
    return this.#db.all('SELECT * FROM stores ORDER BY connected_at, id').map(toStore);
  }

  get(id: string): SavedStore | undefined {
    const row = this.#db.get('SELECT * FROM stores WHERE id = ?', id);
    return row && toStore(row);
  }

  /** Adds a store, or updates its address, name and secret backend. */
  save(store: StoreRow): void {
    this.#db.run(
      `INSERT INTO stores (id, hash, name, kind, api_origin, secret_backend, paused, api, webdav_url,
         webdav_username, image_count, connected_at, colour)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, name = excluded.name, api_origin = excluded.api_origin,
         secret_backend = excluded.secret_backend, paused = excluded.paused, api = excluded.api,
         webdav_url = excluded.webdav_url, webdav_username = excluded.webdav_username,
         image_count = excluded.image_count`,
      store.id,
      store.hash,
      store.name,
      store.kind,
      store.apiOrigin,
      store.secretBackend,
      store.paused ? 1 : 0,
      store.api,
      store.webdav?.url ?? null,
      store.webdav?.username ?? null,
      store.imageCount,
      this.#now(),
      this.#freeColour(),
    );
  }

  /** The first colour that no store has. */
  #freeColour(): number {
    const taken = new Set(this.all().map(({ colour }) => colour));
    const free = Array.from({ length: colours }, (_, colour) => colour).find((colour) => !taken.has(colour));
    return free ?? taken.size % colours;
  }

  /** Also deletes the store's catalogue, batches and outbox. */
  remove(id: string): void {
    this.#db.run('DELETE FROM stores WHERE id = ?', id);
  }

  /** How many uploads at once the store was last seen to take; null if not known. */
  level(id: string): number | null {
    const level = this.#db.get('SELECT parallel FROM stores WHERE id = ?', id)?.['parallel'];
    return level == null ? null : Number(level);
  }

  saveLevel(id: string, level: number): void {
    this.#db.run('UPDATE stores SET parallel = ? WHERE id = ?', level, id);
  }

  get currentId(): string | null {
    const row = this.#db.get(`SELECT value FROM settings WHERE name = 'current-store'`);
    const id = row ? String(row['value']) : null;
    return id !== null && this.get(id) ? id : (this.all()[0]?.id ?? null);
  }

  set currentId(id: string) {
    this.#db.run(
      `INSERT INTO settings (name, value) VALUES ('current-store', ?)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      id,
    );
  }
}

function toStore(row: Row): SavedStore {
  return {
    id: String(row['id']),
    hash: String(row['hash']),
    name: String(row['name']),
    kind: row['kind'] === 'practice' ? 'practice' : 'bigcommerce',
    apiOrigin: String(row['api_origin']),
    secretBackend: row['secret_backend'] as SecretBackend,
    paused: row['paused'] === 1,
    api: row['api'] === 'v2' ? 'v2' : 'v3',
    webdav:
      row['webdav_url'] === null
        ? null
        : { url: String(row['webdav_url']), username: String(row['webdav_username']) },
    imageCount: row['image_count'] === null ? null : Number(row['image_count']),
    colour: Number(row['colour']),
  };
}
