import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { damagedTables } from '../storage/damaged-tables.ts';
import { reason } from '../../shared/messages/reason.ts';
import type { Finding } from '../../shared/model.ts';
import { good, problem } from './finding.ts';

/** What the worker found: the version of the schema, and whether all tables are whole. */
interface DatabaseState {
  version: number;
  isSound: boolean;
}

/**
 * What runs in the worker: a text, because it must work from the sources and from the bundle. A database that
 * another process writes is busy for a moment only.
 */
const work = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(workerData.path, { readOnly: true, timeout: 10_000 });
const isSound = database.prepare(workerData.damagedTables).get('') === undefined;
const { user_version: version } = database.prepare('PRAGMA user_version').get();
database.close();
parentPort.postMessage({ version, isSound });
`;

/** Reads the whole database once, in a worker, beside a Packshot that may be running. */
export async function checkDatabase(dataDir: string): Promise<Finding> {
  const path = join(dataDir, 'packshot.db');
  try {
    await stat(path);
  } catch {
    return good('database', reason('check-no-database'));
  }
  const state = await readState(path);
  return state?.isSound
    ? good('database', reason('check-database', { version: state.version }))
    : problem('database', reason('check-database-damaged', { path }));
}

/** Null if the database can't be read. */
function readState(path: string): Promise<DatabaseState | null> {
  return new Promise((resolve) => {
    const worker = new Worker(work, { eval: true, workerData: { path, damagedTables } });
    worker.once('message', resolve);
    worker.once('error', () => resolve(null));
  });
}
