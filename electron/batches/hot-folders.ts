import { basename } from 'node:path';
import type { Batches } from './batches.ts';
import { scan } from '../intake/scan.ts';
import { watchFolder, type FolderWatch, type StableFile, type WatchPace } from '../intake/watch.ts';
import type { Reviews } from '../review/reviews.ts';
import type { Database, Row } from '../storage/database.ts';
import type { ManagedFolder } from '../storage/managed-settings.ts';
import type { HotFolder } from '../../shared/review.ts';
import { no, ok, type Outcome, type Reason } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

interface HotFoldersPorts {
  db: Database;
  batches: Batches;
  reviews: Reviews;
  managed: readonly ManagedFolder[];
  storeWith: (hash: string) => string | null;
  pace?: Partial<WatchPace> | undefined;
  emit: (event: HotFoldersEvent) => void;
  log: (message: string, details?: Record<string, unknown>) => void;
}

export type HotFoldersEvent = { type: 'hot-folders-changed' };

interface FolderRow {
  id: number;
  storeId: string;
  path: string;
  enabled: boolean;
  sendsCertain: boolean;
  /** The batch that its last files were added to. */
  batchId: number | null;
}

interface FolderChange {
  enabled?: boolean | undefined;
  sendsCertain?: boolean | undefined;
}

interface Watched {
  watch: FolderWatch;
  /** False while the folder can't be found, for example on a drive that was removed. */
  isThere: boolean;
}

/**
 * Watched folders: new files are added to the folder's batch while that is under review, else they become a new one. If
 * the folder is set so, certain matches are queued at once.
 */
export class HotFolders {
  readonly #ports: HotFoldersPorts;
  readonly #watches = new Map<number, Watched>();
  /** Folders that are being added. Their files are listed first, and they are watched afterwards. */
  readonly #scans = new Map<number, AbortController>();
  #started = false;

  constructor(ports: HotFoldersPorts) {
    this.#ports = ports;
  }

  /** Watches every enabled folder. Files that came while Packshot was closed are taken in. */
  start(): void {
    this.#started = true;
    for (const folder of this.#rows()) if (folder.enabled) this.#watch(folder);
    this.watchManaged();
  }

  /** Adds the folders that the company sets, as far as their stores are connected. */
  watchManaged(): void {
    if (!this.#started || this.#ports.managed.length === 0) return;
    const rows = this.#rows();
    for (const { storeId, path, sendsCertain } of this.#managed()) {
      const row = rows.find((one) => one.storeId === storeId && one.path === path);
      if (row?.enabled && row.sendsCertain === sendsCertain) continue;
      const isAdded = row === undefined ? this.add(storeId, path) : Promise.resolve(row.id);
      isAdded
        .then((id) => this.#change(id, { enabled: true, sendsCertain }))
        .catch((error: unknown) =>
          this.#ports.log('a managed hot folder could not be watched', { path, error: String(error) }),
        );
    }
  }

  list(): HotFolder[] {
    const managed = this.#managed();
    return this.#rows().map(({ id, storeId, path, enabled, sendsCertain }) => ({
      id,
      isManaged: managed.some((one) => one.storeId === storeId && one.path === path),
      storeId,
      name: basename(path) || path,
      enabled,
      sendsCertain,
      state: !enabled ? 'off' : (this.#watches.get(id)?.isThere ?? true) ? 'watching' : 'missing',
    }));
  }

  /**
   * Watches a folder from now on. Files already in it are ignored. Returns its id. If the folder is added again,
   * switched off or removed meanwhile, this call doesn't watch it: with two watches, each photo would be taken in
   * twice.
   */
  async add(storeId: string, path: string): Promise<number> {
    const row = this.#ports.db.get(
      `INSERT INTO hot_folders (store_id, path) VALUES (?, ?)
         ON CONFLICT (store_id, path) DO UPDATE SET enabled = 1 RETURNING *`,
      storeId,
      path,
    );
    const folder = toFolder(row ?? {});
    const unwatched = this.#unwatch(folder.id);
    const scanning = new AbortController();
    this.#scans.set(folder.id, scanning);
    await unwatched;
    const { signal } = scanning;
    for await (const { files } of scan([path], { signal })) {
      if (signal.aborted) break;
      this.#record(folder.id, files);
    }
    if (signal.aborted) return folder.id;
    this.#scans.delete(folder.id);
    this.#watch(folder);
    this.#ports.emit({ type: 'hot-folders-changed' });
    return folder.id;
  }

  async change(id: number, change: FolderChange): Promise<Outcome<null>> {
    return this.#isManaged(id) ? no(reason('folder-managed')) : await this.#change(id, change);
  }

  async #change(id: number, change: FolderChange): Promise<Outcome<null>> {
    const folder = this.#rows().find((one) => one.id === id);
    if (!folder) return no(unknownFolder);
    const after = {
      ...folder,
      enabled: change.enabled ?? folder.enabled,
      sendsCertain: change.sendsCertain ?? folder.sendsCertain,
    };
    this.#ports.db.run(
      'UPDATE hot_folders SET enabled = ?, sends_certain = ? WHERE id = ?',
      after.enabled ? 1 : 0,
      after.sendsCertain ? 1 : 0,
      id,
    );
    if (!after.enabled) await this.#unwatch(id);
    else if (!this.#watches.has(id) && !this.#scans.has(id)) this.#watch(after);
    this.#ports.emit({ type: 'hot-folders-changed' });
    return ok(null);
  }

  async remove(id: number): Promise<Outcome<null>> {
    if (this.#isManaged(id)) return no(reason('folder-managed'));
    await this.#unwatch(id);
    this.#ports.db.run('DELETE FROM hot_folders WHERE id = ?', id);
    this.#ports.emit({ type: 'hot-folders-changed' });
    return ok(null);
  }

  #isManaged(id: number): boolean {
    return this.list().some((folder) => folder.id === id && folder.isManaged);
  }

  #managed(): (ManagedFolder & { storeId: string })[] {
    return this.#ports.managed.flatMap((folder) => {
      const storeId = this.#ports.storeWith(folder.store);
      return storeId === null ? [] : [{ ...folder, storeId }];
    });
  }

  async close(): Promise<void> {
    const ids = new Set([...this.#watches.keys(), ...this.#scans.keys()]);
    await Promise.all([...ids].map((id) => this.#unwatch(id)));
  }

  #watch(folder: FolderRow): void {
    const { db, emit, pace } = this.#ports;
    const watched: Watched = {
      isThere: true,
      watch: watchFolder({
        folder: folder.path,
        ...(pace ? { pace } : {}),
        // Files that were there before are recorded as known.
        withExisting: true,
        isKnown: (path, bytes, mtimeMs) =>
          db.get(
            'SELECT 1 FROM hot_files WHERE folder_id = ? AND path = ? AND bytes = ? AND mtime_ms = ?',
            folder.id,
            path,
            bytes,
            mtimeMs,
          ) !== undefined,
        onFiles: (files) => void this.#take(folder.id, watched, files),
        onPresence: (isThere) => {
          watched.isThere = isThere;
          emit({ type: 'hot-folders-changed' });
        },
      }),
    };
    this.#watches.set(folder.id, watched);
  }

  /**
   * Queues those of the photos that were matched without doubt, if their folder is set to do so. The batch's other
   * photos are left to the user.
   */
  queueCertain(
    { id, storeId, source }: { id: number; storeId: string; source: string },
    paths: readonly string[],
    itemIds: readonly number[],
  ): void {
    if (source !== 'hot-folder') return;
    // The user may have changed the setting while the batch was read.
    const row = this.#ports.db.get(
      `SELECT 1 FROM hot_files JOIN hot_folders ON hot_folders.id = folder_id
         WHERE store_id = ? AND enabled = 1 AND sends_certain = 1
           AND hot_files.path IN (SELECT value FROM json_each(?)) LIMIT 1`,
      storeId,
      JSON.stringify(paths),
    );
    if (row) this.#ports.reviews.queueCertain(id, itemIds);
  }

  async abandonStore(storeId: string): Promise<void> {
    const own = this.#rows().filter((folder) => folder.storeId === storeId);
    await Promise.all(own.map(({ id }) => this.#unwatch(id)));
    this.#ports.emit({ type: 'hot-folders-changed' });
  }

  /** Records the files as taken in the same transaction that adds them to a batch. Never rejects. */
  async #take(folderId: number, watched: Watched, files: readonly StableFile[]): Promise<void> {
    const { batches, db, log } = this.#ports;
    const paths = files.map((file) => file.path);
    try {
      const folder = await this.#whenRead(folderId, watched);
      if (folder === null) return;
      const added = db.transaction(() => {
        if (folder.batchId !== null && batches.extend(folder.batchId, paths)) {
          this.#record(folderId, files);
          return ok(null);
        }
        const batch = batches.add({ storeId: folder.storeId, productId: null, source: 'hot-folder' }, paths);
        if (!batch.ok) return batch;
        db.run('UPDATE hot_folders SET batch_id = ? WHERE id = ?', batch.value.batchId, folderId);
        this.#record(folderId, files);
        return ok(null);
      });
      if (!added.ok) log('files of a watched folder could not be taken', { reason: added.reason.code });
    } catch (error) {
      log('files of a watched folder could not be taken', { error: String(error) });
    }
  }

  /**
   * The folder, once its batch is read: no files can be added to it before, and photos that come in quick succession
   * would make many batches. Null if the folder is no longer watched; files that were not recorded are found again.
   */
  async #whenRead(folderId: number, watched: Watched): Promise<FolderRow | null> {
    for (;;) {
      const folder = this.#rows().find(({ id }) => id === folderId);
      if (folder === undefined || this.#watches.get(folderId) !== watched) return null;
      const reading = folder.batchId === null ? undefined : this.#ports.batches.reading(folder.batchId);
      if (reading === undefined) return folder;
      await reading;
    }
  }

  #record(folderId: number, files: readonly StableFile[]): void {
    const { db } = this.#ports;
    db.transaction(() => {
      for (const { path, bytes, mtimeMs } of files) {
        db.run(
          `INSERT INTO hot_files (folder_id, path, bytes, mtime_ms) VALUES (?, ?, ?, ?)
             ON CONFLICT (folder_id, path) DO UPDATE SET bytes = excluded.bytes, mtime_ms = excluded.mtime_ms`,
          folderId,
          path,
          bytes,
          mtimeMs,
        );
      }
    });
  }

  async #unwatch(id: number): Promise<void> {
    this.#scans.get(id)?.abort();
    this.#scans.delete(id);
    const watched = this.#watches.get(id);
    this.#watches.delete(id);
    await watched?.watch.close();
  }

  #rows(): FolderRow[] {
    return this.#ports.db.all('SELECT * FROM hot_folders ORDER BY id').map(toFolder);
  }
}

function toFolder(row: Row): FolderRow {
  return {
    id: Number(row['id']),
    storeId: String(row['store_id']),
    path: String(row['path']),
    enabled: row['enabled'] === 1,
    sendsCertain: row['sends_certain'] === 1,
    batchId: row['batch_id'] === null ? null : Number(row['batch_id']),
  };
}

const unknownFolder: Reason = reason('unknown-folder');
