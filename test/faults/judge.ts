import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { ProcessEvent } from './faulty-process.ts';
import type { ListedImage, StoreProcess } from './store-process.ts';

export interface Wanted {
  productId: number;
  /** Fingerprints, in order. */
  photos: readonly string[];
  imports: readonly string[];
}

export interface Verdict {
  lost: number;
  doubled: number;
  problems: string[];
}

/** Compares the store with the expectation: every photo once, in order, byte for byte, and one thumbnail. */
export async function judgeStore(store: StoreProcess, wanted: readonly Wanted[]): Promise<Verdict> {
  const verdict: Verdict = { lost: 0, doubled: 0, problems: [] };
  for (const want of wanted) {
    const gallery = await store.gallery(want.productId);
    const isImport = (image: ListedImage): boolean =>
      want.imports.some((stem) => image.image_file.includes(`/${stem}__`));
    const held: string[] = [];
    for (const image of gallery.filter((one) => !isImport(one))) held.push(await store.fingerprint(image.id));
    const count = (name: string, times: number): void => {
      if (times === 0) {
        verdict.lost += 1;
        verdict.problems.push(`product ${want.productId}: ${name} is lost`);
      }
      if (times > 1) {
        verdict.doubled += times - 1;
        verdict.problems.push(`product ${want.productId}: ${name} is there ${times} times`);
      }
    };
    want.photos.forEach((sha256, at) =>
      count(`photo ${at + 1}`, held.filter((one) => one === sha256).length),
    );
    for (const stem of want.imports) {
      count(stem, gallery.filter((image) => image.image_file.includes(`/${stem}__`)).length);
    }
    const strangers = held.filter((sha256) => !want.photos.includes(sha256)).length;
    if (strangers > 0) verdict.problems.push(`product ${want.productId}: ${strangers} images nobody wanted`);
    const order = held.map((sha256) => want.photos.indexOf(sha256) + 1);
    if (order.some((place, at) => at > 0 && place < (order[at - 1] ?? 0))) {
      verdict.problems.push(`product ${want.productId}: in the order ${order.join(' ')}`);
    }
    const thumbnails = gallery.filter((image) => image.is_thumbnail);
    const first = thumbnails[0];
    if (thumbnails.length !== (gallery.length > 0 ? 1 : 0)) {
      verdict.problems.push(`product ${want.productId}: ${thumbnails.length} thumbnails`);
    } else if (first && !isImport(first) && (await store.fingerprint(first.id)) !== want.photos[0]) {
      verdict.problems.push(`product ${want.productId}: the wrong thumbnail`);
    }
    if (gallery.some((image) => image.description !== '')) {
      verdict.problems.push(`product ${want.productId}: an alt text nobody gave`);
    }
  }
  return verdict;
}

/** Checks a data folder after everything is done: sound, nothing open, to reconcile, or staged. */
export function judgeFolder(dataDir: string): string[] {
  const problems: string[] = [];
  withDatabase(dataDir, (db) => {
    const sound = db.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    if (sound !== 'ok') problems.push(`the database is damaged: ${String(sound)}`);
    for (const row of db.prepare(`SELECT id, kind, state, detail FROM entries WHERE state <> 'done'`).all()) {
      problems.push(
        `entry ${String(row['id'])} (${String(row['kind'])}) ended as ${String(row['state'])} ${String(row['detail'])}`,
      );
    }
    const doubles = db
      .prepare(
        `SELECT count(*) - count(DISTINCT product_id || mark) AS n
           FROM (SELECT * FROM entries UNION ALL SELECT * FROM history) WHERE kind = 'upload'`,
      )
      .get()?.['n'];
    if (Number(doubles) > 0) problems.push(`${String(doubles)} photos were queued twice`);
    const unreconciled = Number(db.prepare('SELECT count(*) AS n FROM settles').get()?.['n']);
    if (unreconciled > 0) problems.push(`${unreconciled} products are not reconciled`);
    const adrift = db
      .prepare(
        `SELECT count(*) AS n FROM batches WHERE dismissed = 0 AND phase NOT IN ('queued', 'cancelled')`,
      )
      .get();
    if (Number(adrift?.['n']) > 0) problems.push('a batch is still being taken in');
  });
  const staging = join(dataDir, 'staging');
  const staged = readdirSync(staging).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const incoming = existsSync(join(staging, 'incoming')) ? readdirSync(join(staging, 'incoming')) : [];
  if (staged.length + incoming.length > 0) {
    problems.push(`${staged.length} photos and ${incoming.length} halves are left in staging`);
  }
  const preparing = readdirSync(join(dataDir, 'preparing'));
  if (preparing.length > 0) problems.push(`${preparing.length} copies are left where they were prepared`);
  return problems;
}

/**
 * Right after a process ended, before another starts: what it reported must be on disk. `photos`: the number
 * of different photos. A copy that replaces a failed photo is reported as queued too.
 */
export function judgeWords(dataDir: string, output: readonly ProcessEvent[], photos: number): string[] {
  // A problem claims nothing: where the very first write failed, it is all there is to tell.
  const events = output.filter(({ event }) => event !== 'problem');
  if (!existsSync(join(dataDir, 'packshot.db'))) return events.length > 0 ? ['no database'] : [];
  const problems: string[] = [];
  withDatabase(dataDir, (db) => {
    const tables = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'entries'`).all();
    if (tables.length === 0) {
      problems.push(
        ...events.slice(0, 1).map(({ event }) => `told that something is ${event}; on disk is nothing`),
      );
      return;
    }
    const state = db.prepare(
      'SELECT state FROM entries WHERE id = ?1 UNION ALL SELECT state FROM history WHERE id = ?1',
    );
    for (const { event, entryId } of events) {
      if (event !== 'done') continue;
      const found = state.get(Number(entryId))?.['state'];
      if (found !== 'done')
        problems.push(`told that entry ${String(entryId)} is done; on disk it is ${String(found)}`);
    }
    const queued = events.filter(({ event, queued }) => event === 'queued' && typeof queued === 'number');
    const reported = queued.reduce((sum, event) => sum + Number(event['queued']), 0);
    const uploads = Number(
      db
        .prepare(
          `SELECT count(*) AS n FROM (SELECT kind FROM entries UNION ALL SELECT kind FROM history) WHERE kind = 'upload'`,
        )
        .get()?.['n'],
    );
    if (uploads < Math.min(reported, photos))
      problems.push(`told that ${reported} photos are queued; on disk are ${uploads}`);
  });
  return problems;
}

/** The summary of a process that ended by itself must agree with its earlier events. */
export function judgeSummary(events: readonly ProcessEvent[], code: number | null): string[] {
  const last = events.at(-1);
  if (last?.event !== 'summary') return [`ended with exit code ${code} and no summary`];
  const done = events.filter(({ event }) => event === 'done').length;
  const problems: string[] = [];
  if (last['done'] !== done)
    problems.push(`summed up ${String(last['done'])} as done after telling of ${done}`);
  if (code === 0 && (last['failed'] !== 0 || last['waiting'] !== 0))
    problems.push('exit code 0 with work left');
  return problems;
}

function withDatabase(dataDir: string, look: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(join(dataDir, 'packshot.db'));
  try {
    look(db);
  } finally {
    db.close();
  }
}
