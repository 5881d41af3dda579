/**
 * Columns of an intent. The outbox and its history share them, so that finished entries are moved unchanged.
 */
const entryColumns = `
    store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
    product_id INTEGER NOT NULL,
    -- NULL for what no batch brought in.
    batch_id INTEGER,
    kind TEXT NOT NULL CHECK (kind IN ('upload', 'import', 'clear', 'variant-image', 'remove', 'update', 'arrange')),
    -- Of an upload: the photo, under its fingerprint in staging.
    file_name TEXT,
    type TEXT,
    bytes INTEGER NOT NULL DEFAULT 0,
    sha256 TEXT,
    mark TEXT,
    -- Of an import: the address, and the product's image ids before the attempt.
    url TEXT,
    known_ids TEXT,
    -- Of an edit: what it wants, as JSON.
    intent TEXT,
    -- NULL until the product's images are known.
    sort_order INTEGER,
    as_thumbnail INTEGER NOT NULL DEFAULT 0,
    alt TEXT NOT NULL DEFAULT '',
    attempts INTEGER NOT NULL DEFAULT 0,
    -- 1 when a request for it may have reached the store: look before sending again.
    may_have_arrived INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL,
    -- The rest of the state as JSON: reason, time of the next try, image id.
    detail TEXT NOT NULL DEFAULT '{}',
    changed_at INTEGER NOT NULL,
    -- Among what waits, higher goes first; 0 unless the user said "send first".
    priority INTEGER NOT NULL DEFAULT 0,
    queued_at INTEGER NOT NULL,
    -- When it was first sent, and when it came to its end; NULL before.
    sent_at INTEGER,
    finished_at INTEGER
`;

/** Migration steps. A released step is never edited: add another. `PRAGMA user_version` counts those done. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT;

  CREATE TABLE stores (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('bigcommerce', 'practice')),
    api_origin TEXT NOT NULL,
    secret_backend TEXT NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    api TEXT NOT NULL DEFAULT 'v3' CHECK (api IN ('v3', 'v2')),
    -- The store's files, which V2 needs; the password is with the token, never here.
    webdav_url TEXT,
    webdav_username TEXT,
    -- Images of the whole store when they were last counted.
    image_count INTEGER,
    catalog_version INTEGER NOT NULL DEFAULT 0,
    synced_at INTEGER,
    -- Progress is told since the outbox was last empty: the first entry of the current run.
    run_start INTEGER NOT NULL DEFAULT 0,
    connected_at INTEGER NOT NULL
  ) STRICT;

  -- Secrets encrypted by the system, where it has no keychain. Never plaintext.
  CREATE TABLE ciphertexts (
    account TEXT PRIMARY KEY,
    bytes BLOB NOT NULL
  ) STRICT;

  CREATE TABLE products (
    store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    sku TEXT NOT NULL,
    date_modified TEXT NOT NULL,
    image_count INTEGER NOT NULL,
    -- Name, SKU and variants' SKUs as searched: folded, because SQLite compares only ASCII without regard to case.
    folded TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    -- When the store was last asked for all images of this product; NULL when it never was.
    images_at INTEGER,
    -- The catalogue run that last saw the product: what a whole run did not see is gone.
    seen INTEGER NOT NULL,
    PRIMARY KEY (store_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX products_by_name ON products (store_id, folded_name, id);

  -- How far the catalogue of a store has been read.
  CREATE TABLE catalog_readings (
    store_id TEXT PRIMARY KEY REFERENCES stores (id) ON DELETE CASCADE,
    -- When the last finished reading of everything began; NULL before there was one.
    whole_at INTEGER,
    -- The newest modification in the store when the last finished reading began: the next one needs only what came since.
    newest TEXT,
    -- A reading that was broken off and goes on where it was, as JSON; NULL when there is none.
    unfinished TEXT
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE variants (
    store_id TEXT NOT NULL,
    product_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    sku TEXT NOT NULL,
    PRIMARY KEY (store_id, product_id, id),
    FOREIGN KEY (store_id, product_id) REFERENCES products (store_id, id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE images (
    store_id TEXT NOT NULL,
    product_id INTEGER NOT NULL,
    id INTEGER NOT NULL,
    sort_order INTEGER NOT NULL,
    is_thumbnail INTEGER NOT NULL,
    description TEXT NOT NULL,
    image_file TEXT NOT NULL,
    url_zoom TEXT NOT NULL,
    url_standard TEXT NOT NULL,
    url_thumbnail TEXT NOT NULL,
    url_tiny TEXT NOT NULL,
    date_modified TEXT NOT NULL,
    PRIMARY KEY (store_id, product_id, id),
    FOREIGN KEY (store_id, product_id) REFERENCES products (store_id, id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE batches (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
    -- NULL for a batch whose photos find their products by their names.
    product_id INTEGER,
    source TEXT NOT NULL,
    at INTEGER NOT NULL,
    phase TEXT NOT NULL,
    found INTEGER NOT NULL DEFAULT 0,
    inspected INTEGER NOT NULL DEFAULT 0,
    queued INTEGER NOT NULL DEFAULT 0,
    junk INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    -- What was given, and of a batch for one product where its photos go, as JSON: reading may have to be taken up again.
    paths TEXT NOT NULL DEFAULT '[]',
    place TEXT NOT NULL DEFAULT '{}',
    -- Of a batch that is reviewed: what was chosen for all of it.
    review TEXT,
    dismissed INTEGER NOT NULL DEFAULT 0
  ) STRICT;

  -- Photos under review. What is decided on each is JSON; fingerprints stand apart, as staging asks for them.
  CREATE TABLE items (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    sha256 TEXT,
    prepared_sha256 TEXT,
    variant_sha256 TEXT,
    item TEXT NOT NULL
  ) STRICT;
  CREATE INDEX items_by_batch ON items (batch_id, ordinal);
  CREATE INDEX items_by_photo ON items (sha256);
  CREATE INDEX items_by_copy ON items (prepared_sha256);
  CREATE INDEX items_by_variant_copy ON items (variant_sha256);

  -- Those that the user wants queued: ten thousand at one press, so apart from all that is known of them.
  CREATE TABLE accepted_items (
    id INTEGER PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE
  ) STRICT;

  -- Watched folders, and what of them was taken already.
  CREATE TABLE hot_folders (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    enabled INTEGER NOT NULL DEFAULT 1,
    sends_certain INTEGER NOT NULL DEFAULT 0,
    UNIQUE (store_id, path)
  ) STRICT;
  CREATE TABLE hot_files (
    folder_id INTEGER NOT NULL REFERENCES hot_folders (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    mtime_ms REAL NOT NULL,
    PRIMARY KEY (folder_id, path)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE refusals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    batch_id INTEGER NOT NULL REFERENCES batches (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    folder TEXT NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE INDEX refusals_by_batch ON refusals (batch_id, id);

  CREATE TABLE entries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ${entryColumns}
  ) STRICT;
  CREATE INDEX entries_by_state ON entries (store_id, state, priority DESC, id);
  CREATE INDEX entries_by_batch ON entries (batch_id, state);
  -- With the bytes, so that counting what waits reads nothing else.
  CREATE INDEX entries_by_product ON entries (store_id, product_id, state, bytes);
  CREATE INDEX entries_by_photo ON entries (sha256, state);
  -- Few among thousands, and asked for at every turn.
  CREATE INDEX entries_to_clear ON entries (store_id, id) WHERE kind = 'clear';
  -- What waits for a moment: thousands may, while a store is down, and the next is asked for at every turn.
  CREATE INDEX entries_by_moment ON entries (store_id, state, json_extract(detail, '$.at'));

  -- What arrived in earlier runs, kept for looking up and for reports until it is old: the outbox itself stays short.
  CREATE TABLE history (
    id INTEGER PRIMARY KEY, ${entryColumns}
  ) STRICT;
  CREATE INDEX history_by_store ON history (store_id, id, product_id, bytes);
  CREATE INDEX history_by_batch ON history (batch_id);
  CREATE INDEX history_by_age ON history (finished_at);
  CREATE INDEX history_of_imports ON history (store_id, product_id) WHERE kind = 'import';

  -- Products whose order and thumbnail are still to be checked once their uploads are in.
  CREATE TABLE settles (
    store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
    product_id INTEGER NOT NULL,
    -- The first entry of the group that is being settled.
    from_entry INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    -- Until when a store that commits late may still bring what was sent again or cancelled; 0 for nothing of the kind.
    doubt_until INTEGER NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    -- 1 once order and thumbnail were right: later looks only remove doubles, and leave what a person changed since.
    arranged INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (store_id, product_id)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What variants are told apart by that have no SKU of their own. What is known is read again to learn it.
  ALTER TABLE variants ADD COLUMN label TEXT NOT NULL DEFAULT '';
  UPDATE catalog_readings SET whole_at = NULL, unfinished = NULL;
  `,
  `
  -- What file names call products by, besides SKUs. What is known is read again to learn it.
  ALTER TABLE products ADD COLUMN upc TEXT NOT NULL DEFAULT '';
  ALTER TABLE products ADD COLUMN gtin TEXT NOT NULL DEFAULT '';
  ALTER TABLE products ADD COLUMN mpn TEXT NOT NULL DEFAULT '';
  -- Path of its page in the shop.
  ALTER TABLE products ADD COLUMN address TEXT NOT NULL DEFAULT '';
  ALTER TABLE products ADD COLUMN brand_id INTEGER NOT NULL DEFAULT 0;
  -- Ids as JSON.
  ALTER TABLE products ADD COLUMN categories TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE products ADD COLUMN is_visible INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE variants ADD COLUMN upc TEXT NOT NULL DEFAULT '';
  ALTER TABLE variants ADD COLUMN gtin TEXT NOT NULL DEFAULT '';
  ALTER TABLE variants ADD COLUMN mpn TEXT NOT NULL DEFAULT '';
  -- Names and values of its options as JSON.
  ALTER TABLE variants ADD COLUMN options TEXT NOT NULL DEFAULT '[]';
  CREATE TABLE brands (
    store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (store_id, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE categories (
    store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (store_id, id)
  ) STRICT, WITHOUT ROWID;
  UPDATE catalog_readings SET whole_at = NULL, unfinished = NULL;
  `,
  `
  -- How many uploads at once the store was last seen to take.
  ALTER TABLE stores ADD COLUMN parallel INTEGER;
  `,
  `
  -- A fraction orders photos that share a number in the store.
  ALTER TABLE entries ADD COLUMN position REAL;
  UPDATE entries SET position = sort_order;
  ALTER TABLE entries DROP COLUMN sort_order;
  ALTER TABLE entries RENAME COLUMN position TO sort_order;
  ALTER TABLE history ADD COLUMN position REAL;
  UPDATE history SET position = sort_order;
  ALTER TABLE history DROP COLUMN sort_order;
  ALTER TABLE history RENAME COLUMN position TO sort_order;
  `,
  `
  -- 1 when the user took the entry back: its image is removed if it arrives.
  ALTER TABLE entries ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE history ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- 1 while the answers to all uploads showed the sort order and thumbnail that were asked for.
  ALTER TABLE settles ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 0;
  CREATE INDEX products_by_images ON products (store_id, image_count);
  `,
  `
  -- The folder or file that was given.
  ALTER TABLE batches ADD COLUMN name TEXT NOT NULL DEFAULT '';
  `,
  `
  CREATE INDEX images_without_alt ON images (store_id, product_id) WHERE description = '';
  CREATE INDEX images_by_id ON images (store_id, id, product_id, date_modified);
  CREATE INDEX products_without_images ON products (store_id, folded_name, id) WHERE image_count = 0;
  `,
  `
  -- Number of the colour that tells the store from others.
  ALTER TABLE stores ADD COLUMN colour INTEGER NOT NULL DEFAULT 0;
  UPDATE stores SET colour = (SELECT count(*) FROM stores o
    WHERE o.connected_at < stores.connected_at OR (o.connected_at = stores.connected_at AND o.id < stores.id)) % 6;
  `,
  `
  -- Address of the variant's own image; '' without one, NULL until the catalogue is read again.
  ALTER TABLE variants ADD COLUMN image_url TEXT;
  CREATE INDEX variants_with_images ON variants (store_id, product_id) WHERE image_url <> '';
  UPDATE catalog_readings SET whole_at = NULL, unfinished = NULL;
  `,
  `
  -- Recipes as JSON. The key is that of a photo's mark.
  CREATE TABLE saved_recipes (
    store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    recipe TEXT NOT NULL,
    PRIMARY KEY (store_id, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE used_recipes (
    store_id TEXT NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
    key TEXT NOT NULL,
    recipe TEXT NOT NULL,
    used_for TEXT NOT NULL,
    used_at INTEGER NOT NULL,
    PRIMARY KEY (store_id, key, used_for)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Which products a category has: the ids in \`products.categories\`, apart for filtering.
  CREATE TABLE product_categories (
    store_id TEXT NOT NULL,
    category_id INTEGER NOT NULL,
    product_id INTEGER NOT NULL,
    PRIMARY KEY (store_id, category_id, product_id),
    FOREIGN KEY (store_id, product_id) REFERENCES products (store_id, id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX categories_of_products ON product_categories (store_id, product_id);
  INSERT INTO product_categories
    SELECT DISTINCT p.store_id, j.value, p.id FROM products p, json_each(p.categories) j;
  CREATE INDEX products_by_sku ON products (store_id, sku = '', sku COLLATE NOCASE, id);
  CREATE INDEX products_by_brand ON products (store_id, brand_id, folded_name, id);
  CREATE INDEX products_by_visibility ON products (store_id, is_visible, folded_name, id);
  DROP INDEX products_by_images;
  CREATE INDEX products_by_images ON products (store_id, image_count, folded_name, id);
  CREATE INDEX products_by_change ON products (store_id, date_modified);
  CREATE INDEX images_by_change ON images (store_id, date_modified, product_id);
  -- Products are searched without the separators of their codes. What is known is read again to learn the others.
  UPDATE products SET folded = folded || char(10)
    || replace(replace(replace(replace(folded, '-', ''), '_', ''), '.', ''), '/', '');
  UPDATE catalog_readings SET whole_at = NULL, unfinished = NULL;
  `,
  `
  -- 1 for the recipe that every upload of the store is prepared by.
  ALTER TABLE saved_recipes ADD COLUMN is_standard INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- Of what a batch queued: images of variants. Earlier, a photo for a gallery and four variants counted as one.
  ALTER TABLE batches ADD COLUMN variant_images INTEGER NOT NULL DEFAULT 0;
  UPDATE batches SET variant_images = (SELECT count(*) FROM entries WHERE batch_id = batches.id AND kind = 'variant-image')
    + (SELECT count(*) FROM history WHERE batch_id = batches.id AND kind = 'variant-image');
  UPDATE batches SET queued = variant_images
    + (SELECT count(*) FROM entries WHERE batch_id = batches.id AND kind IN ('upload', 'import'))
    + (SELECT count(*) FROM history WHERE batch_id = batches.id AND kind IN ('upload', 'import'))
    WHERE variant_images > 0;
  `,
  `
  -- The batch that new files of the folder were last added to.
  ALTER TABLE hot_folders ADD COLUMN batch_id INTEGER;
  `,
];
