import { randomInt } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * The state of a practice store: a folder with a database, the original pictures, and renditions. Everything
 * is on disk before it is answered, so the store survives a kill.
 */
export interface PracticeState {
  db: DatabaseSync;
  storeHash: string;
  accessToken: string;
  webdav: { username: string; password: string };
  /** Root of WebDAV: a plain folder with `product_images/import` in it. */
  davRoot: string;
  /** Uploaded files, one per image. */
  originals: string;
  /** Running uploads; emptied on open. */
  incoming: string;
  /** Renditions; may be deleted at any time. */
  renditions: string;
  /** The folder is new and has no catalogue yet. */
  isNew: boolean;
  close(): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS identity (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS products (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sku TEXT NOT NULL,
    description TEXT NOT NULL,
    price REAL NOT NULL,
    category_id INTEGER NOT NULL REFERENCES categories (id),
    created_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    upc TEXT NOT NULL DEFAULT '',
    gtin TEXT NOT NULL DEFAULT '',
    mpn TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    brand_id INTEGER NOT NULL DEFAULT 0,
    is_visible INTEGER NOT NULL DEFAULT 1,
    -- Ids as JSON, besides that of the first category.
    other_categories TEXT NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE TABLE IF NOT EXISTS brands (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS variants (
    id INTEGER PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (id),
    sku TEXT NOT NULL,
    label TEXT NOT NULL,
    price REAL NOT NULL,
    inventory INTEGER NOT NULL,
    upc TEXT NOT NULL DEFAULT '',
    gtin TEXT NOT NULL DEFAULT '',
    mpn TEXT NOT NULL DEFAULT '',
    -- Names and values as JSON.
    options TEXT NOT NULL DEFAULT '[]'
  ) STRICT;
  CREATE INDEX IF NOT EXISTS variants_by_product ON variants (product_id);
  CREATE INDEX IF NOT EXISTS variants_by_code ON variants (sku) WHERE sku <> '';
  CREATE TABLE IF NOT EXISTS images (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id INTEGER NOT NULL REFERENCES products (id),
    is_thumbnail INTEGER NOT NULL,
    sort_order INTEGER NOT NULL,
    description TEXT NOT NULL,
    image_file TEXT NOT NULL,
    stamped_at INTEGER NOT NULL,
    modified_at INTEGER NOT NULL,
    type TEXT NOT NULL,
    sha256 TEXT,
    file TEXT,
    recipe TEXT,
    CHECK ((file IS NULL) <> (recipe IS NULL))
  ) STRICT;
  CREATE INDEX IF NOT EXISTS images_by_product ON images (product_id);
  CREATE TABLE IF NOT EXISTS variant_images (
    variant_id INTEGER PRIMARY KEY REFERENCES variants (id),
    file TEXT NOT NULL,
    type TEXT NOT NULL,
    stamped_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS past_variant_images (
    variant_id INTEGER NOT NULL,
    file TEXT NOT NULL,
    type TEXT NOT NULL,
    stamped_at INTEGER NOT NULL,
    PRIMARY KEY (variant_id, stamped_at)
  ) STRICT;
`;

/** Where V2 looks for files, below the root of WebDAV. */
export const importFolder = ['product_images', 'import'] as const;

/** Opens or creates a practice store's folder. Throws if it can't be used. */
export async function openState(dataDir: string): Promise<PracticeState> {
  const folders = {
    originals: join(dataDir, 'originals'),
    incoming: join(dataDir, 'incoming'),
    renditions: join(dataDir, 'renditions'),
  };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true });
  const davRoot = join(dataDir, 'dav');
  await mkdir(join(davRoot, ...importFolder), { recursive: true });
  for (const name of await readdir(folders.incoming)) await rm(join(folders.incoming, name), { force: true });

  const db = new DatabaseSync(join(dataDir, 'practice-store.db'));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
  db.exec(schema);
  addCreationTimes(db);
  addIdentifiers(db);
  addOtherCategories(db);
  const isNew = db.prepare('SELECT count(*) AS count FROM products').get()?.['count'] === 0;
  const identity = (key: string, make: () => string): string => {
    db.prepare('INSERT OR IGNORE INTO identity (key, value) VALUES (?, ?)').run(key, make());
    return String(db.prepare('SELECT value FROM identity WHERE key = ?').get(key)?.['value']);
  };
  return {
    db,
    storeHash: identity('storeHash', () => randomLetters(10)),
    accessToken: identity('accessToken', () => randomLetters(31)),
    webdav: {
      username: identity('webdavUsername', () => `practice-${randomLetters(6)}@example.com`),
      password: identity('webdavPassword', () => randomLetters(32)),
    },
    davRoot,
    ...folders,
    isNew,
    close: () => db.close(),
  };
}

/** Folders of earlier versions lack the column. Null: the picture was never replaced. */
function addCreationTimes(db: DatabaseSync): void {
  const columns = db.prepare("SELECT name FROM pragma_table_info('images')").all();
  if (columns.some((column) => column['name'] === 'created_at')) return;
  db.exec('ALTER TABLE images ADD COLUMN created_at INTEGER');
}

/** Folders of earlier versions have no identifiers other than SKUs. */
function addIdentifiers(db: DatabaseSync): void {
  const columns = db.prepare("SELECT name FROM pragma_table_info('products')").all();
  if (columns.some((column) => column['name'] === 'upc')) return;
  for (const table of ['products', 'variants'])
    for (const column of ['upc', 'gtin', 'mpn'])
      db.exec(`ALTER TABLE ${table} ADD COLUMN ${column} TEXT NOT NULL DEFAULT ''`);
  db.exec(`
    ALTER TABLE products ADD COLUMN address TEXT NOT NULL DEFAULT '';
    ALTER TABLE products ADD COLUMN brand_id INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE products ADD COLUMN is_visible INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE variants ADD COLUMN options TEXT NOT NULL DEFAULT '[]';
    UPDATE variants SET options = json_array(json_object('name', 'Style', 'value', label)) WHERE label <> '';
  `);
}

/** Folders of earlier versions lack the column; there each product has one category. */
function addOtherCategories(db: DatabaseSync): void {
  const columns = db.prepare("SELECT name FROM pragma_table_info('products')").all();
  if (columns.some((column) => column['name'] === 'other_categories')) return;
  db.exec("ALTER TABLE products ADD COLUMN other_categories TEXT NOT NULL DEFAULT '[]'");
}

/** Runs `work` in one transaction: all of it is kept, or none. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** Store hashes and tokens consist of lower-case letters and digits. */
function randomLetters(length: number): string {
  return Array.from({ length }, () => randomInt(36).toString(36)).join('');
}
