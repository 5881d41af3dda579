// First, as in the app.
import '../../electron/lean-heap.ts';
import type { AppEvent } from '../../electron/app/connect-events.ts';

/** What one step of a start took. */
export interface Step {
  what: string;
  ms: number;
  /** Processor time. */
  cpuMs: number;
  /** Resident memory after it. */
  mb: number;
}

const steps: Step[] = [];
let last = { ms: 0, cpuMs: 0 };

/** Ends a step. The first began with the process. */
function ended(what: string): void {
  const { user, system } = process.cpuUsage();
  const now = { ms: performance.now(), cpuMs: (user + system) / 1000 };
  const mb = process.memoryUsage.rss() / 1e6;
  steps.push({ what, ms: now.ms - last.ms, cpuMs: now.cpuMs - last.cpuMs, mb });
  last = now;
}

/** Takes the steps of a start one by one, in the order of `electron/app.ts`, and prints them as JSON. */
const [dataDir = ''] = process.argv.slice(2);
ended('Node.js');
await import('../../electron/cli/run-command.ts');
ended('load the command line');
const { openStorage } = await import('../../electron/app/storage.ts');
ended('load SQLite, the data folder and staging');
const { openServices } = await import('../../electron/app/services.ts');
ended('load the services');
await import('../../electron/app.ts');
ended('load the calls of the window');
const { systemClock } = await import('../../electron/util/clock.ts');
const { createEvents } = await import('../../electron/util/events.ts');
const log = { info() {}, warn() {}, error() {} };
const options = { dataDir, version: 'bench', log, cipher: null };
const storage = await openStorage(options, () => systemClock.now());
if (!storage.ok) throw new Error(storage.reason.code);
ended('open the data folder');
const events = createEvents<AppEvent>(log);
const services = openServices(options, storage.value, systemClock, events.emit);
ended('create the services');
services.edits.start();
services.batches.start();
ended('resume what was open');
services.projection.snapshot();
ended('answer');
await import('../../electron/stores/store-client.ts');
ended('later: load HTTP and the client of a store');
await storage.value.secrets.opened();
ended('later: ask the keychain');
process.stdout.write(`${JSON.stringify(steps)}\n`);
services.projection.close();
await storage.value.folder.close();
process.exit(0);
