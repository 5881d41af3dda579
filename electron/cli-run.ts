import { resolve } from 'node:path';
import { createApp, type App, type AppOptions } from './app.ts';
import { readCommand, readGivenStore, usage, type Command, type GivenStore } from './cli-arguments.ts';
import { createReporter, words, type Reporter } from './cli-report.ts';
import type { Log } from './log.ts';
import { notQueued, satisfiedCodes } from './reasons.ts';
import type { Entry } from '../shared/model.ts';
import type { Reason } from '../shared/outcome.ts';

const exit = { arrived: 0, failed: 1, usage: 2, waiting: 3 } as const;
type Exit = (typeof exit)[keyof typeof exit];

/** How long a store may be out of reach before the command ends and leaves the rest to the next run. */
const offlinePatienceMs = 20_000;

/** What of the world a command may be given in place of the real thing. */
export type CommandWorld = Partial<Pick<AppOptions, 'clock' | 'effects' | 'keychain' | 'random'>>;

/** Carries one command out, from its arguments to its exit code; tells what happens on stdout. */
export async function runCommandLine(args: string[], world: CommandWorld = {}): Promise<Exit> {
  const command = readCommand(args);
  if (!command.ok) {
    process.stderr.write(`${command.reason.sentence}\n\n${usage}`);
    return exit.usage;
  }
  const reporter = createReporter(command.value.json);
  const given = readGivenStore();
  if (!given.ok) {
    reporter.problem(given.reason);
    return exit.usage;
  }
  try {
    return await carryOut(command.value, given.value, reporter, world);
  } catch (error) {
    quietLog.error('the command ended early', String(error));
    reporter.problem(endedEarly);
    return exit.waiting;
  }
}

async function carryOut(
  command: Command,
  given: GivenStore | null,
  reporter: Reporter,
  world: CommandWorld,
): Promise<Exit> {
  const opened = await createApp({
    dataDir: command.dataDir,
    version: 'command line',
    log: quietLog,
    cipher: null,
    openStores: given === null && command.verb !== 'status',
    ...world,
  });
  if (!opened.ok) {
    reporter.problem(opened.reason);
    return exit.usage;
  }
  const app = opened.value;
  const interrupted = new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  try {
    return await run(app, command, given, reporter, interrupted);
  } finally {
    await app.close();
  }
}

async function run(
  app: App,
  command: Command,
  given: GivenStore | null,
  reporter: Reporter,
  interrupted: Promise<void>,
): Promise<Exit> {
  if (command.verb === 'status') return status(app, given?.hash.toLowerCase() ?? null, reporter);
  const storeId = given
    ? await app.stores.useGiven(given.hash, given.apiOrigin, given.token)
    : app.stores.currentId;
  if (storeId === null) {
    reporter.problem(noStore);
    return exit.usage;
  }
  const told = new Set<number>();
  const retriesTold = new Map<number, number>();
  const tell = (): void => tellOutcomes(app, storeId, told, retriesTold, reporter);
  // What ended in an earlier run was told then.
  for (const id of app.outbox.entries.idsIn(storeId, ['done', 'failed', 'cancelled'])) told.add(id);
  const before = new Set(told);

  let refused = 0;
  const stopListening = app.onDelta(tell);
  if (command.verb === 'upload' && command.productId !== null) {
    refused = await queue(app, command, { storeId, productId: command.productId }, reporter, interrupted);
  }
  await Promise.race([app.outbox.drained(), outOfReach(app, storeId), interrupted]);
  stopListening();
  tell();
  return summarise(app, storeId, before, refused, reporter);
}

/** Queues what the command names; answers how many of it can't go. */
async function queue(
  app: App,
  command: Command,
  target: { storeId: string; productId: number },
  reporter: Reporter,
  interrupted: Promise<void>,
): Promise<number> {
  let refused = 0;
  if (command.urls.length > 0) refused += queueAddresses(app, target, command.urls, reporter);
  if (command.paths.length === 0) return refused;
  const paths = command.paths.map((path) => resolve(path));
  const added = app.addFiles({ ...target, source: 'cli' }, paths);
  if (!added.ok) {
    reporter.problem(added.reason);
    return refused + paths.length;
  }
  await Promise.race([added.value.finished, interrupted]);
  refused += tellBatch(app, added.value.batchId, reporter);
  // It only stays listed in the window.
  await app.batches.dismiss(added.value.batchId).catch(() => undefined);
  return refused;
}

function queueAddresses(
  app: App,
  target: { storeId: string; productId: number },
  urls: readonly string[],
  reporter: Reporter,
): number {
  let verdicts: ReturnType<App['addUrls']>;
  try {
    verdicts = app.addUrls(target, urls);
  } catch {
    reporter.problem(notQueued);
    return urls.length;
  }
  for (const { url, reason } of verdicts) {
    if (reason) reporter.event({ event: 'refused', url, reason }, `refused        ${url}: ${words(reason)}`);
    else reporter.event({ event: 'queued', url }, `queued         ${url}`);
  }
  return verdicts.filter(({ reason }) => reason !== null).length;
}

/** Resolves when store or disk have been out of reach for long enough to leave the rest for later. */
async function outOfReach(app: App, storeId: string): Promise<void> {
  const { promise, resolve: giveUp } = Promise.withResolvers<void>();
  const check = (): void => {
    const state = app.outbox.state(storeId);
    const since = state.is === 'offline' ? state.since : (app.outbox.lane(storeId)?.stuckSince ?? null);
    if (since !== null && Date.now() - since >= offlinePatienceMs) giveUp();
  };
  const timer = setInterval(check, 500);
  timer.unref();
  await promise;
  clearInterval(timer);
}

function tellOutcomes(
  app: App,
  storeId: string,
  told: Set<number>,
  retriesTold: Map<number, number>,
  reporter: Reporter,
): void {
  for (const id of app.outbox.entries.idsIn(storeId, ['done', 'failed', 'cancelled'])) {
    if (told.has(id)) continue;
    told.add(id);
    const entry = app.outbox.view(storeId, id);
    if (entry) tellEntry(entry, reporter);
  }
  for (const id of app.outbox.entries.idsIn(storeId, ['retrying']))
    tellRetry(app, storeId, id, retriesTold, reporter);
}

/** Says once for each attempt why it will be tried again: a store in trouble must not look like a command that hangs. */
function tellRetry(
  app: App,
  storeId: string,
  id: number,
  toldOf: Map<number, number>,
  reporter: Reporter,
): void {
  const entry = app.outbox.view(storeId, id);
  if (entry?.state.is !== 'retrying' || toldOf.get(id) === entry.attempts) return;
  toldOf.set(id, entry.attempts);
  const { productId, fileName: file, state } = entry;
  reporter.event(
    { event: 'retrying', entryId: id, productId, file, reason: state.reason },
    `trying again   ${file}: ${words(state.reason)}`,
  );
}

function tellEntry(entry: Entry, reporter: Reporter): void {
  const { id, productId, fileName: file, state } = entry;
  switch (state.is) {
    case 'done':
      reporter.event(
        { event: 'done', entryId: id, productId, file, imageId: state.imageId },
        `in the store   ${file}`,
      );
      return;
    case 'failed':
      reporter.event(
        { event: 'failed', entryId: id, productId, file, reason: state.reason },
        `failed         ${file}: ${words(state.reason)}`,
      );
      return;
    case 'cancelled':
      reporter.event({ event: 'cancelled', entryId: id, productId, file }, `cancelled      ${file}`);
      return;
    default:
      return;
  }
}

/** Tells what could not be queued; answers how many of those the user did not get what they wanted for. */
function tellBatch(app: App, batchId: number, reporter: Reporter): number {
  const batch = app.batches.view(batchId);
  if (!batch) return 0;
  reporter.event(
    { event: 'queued', queued: batch.queued, refused: batch.refused.length, junk: batch.junk },
    `queued ${batch.queued} of ${batch.found}`,
  );
  let refused = 0;
  for (const { fileName: file, folder, reason } of batch.refused) {
    const satisfied = satisfiedCodes.has(reason.code);
    if (!satisfied) refused++;
    reporter.event(
      { event: satisfied ? 'skipped' : 'refused', file, folder, reason },
      `${satisfied ? 'skipped' : 'refused'}        ${folder ? `${folder}/` : ''}${file}: ${words(reason)}`,
    );
  }
  if (batch.problem) {
    refused++;
    reporter.problem(batch.problem);
  }
  return refused;
}

function summarise(
  app: App,
  storeId: string,
  before: ReadonlySet<number>,
  refused: number,
  reporter: Reporter,
): Exit {
  const { entries, settles } = app.outbox;
  const isNew = (id: number): boolean => !before.has(id);
  const done = entries.idsIn(storeId, ['done']).filter(isNew).length;
  const failed = entries.idsIn(storeId, ['failed', 'cancelled']).filter(isNew).length + refused;
  const waiting = entries.countOpen(storeId);
  const state = app.outbox.state(storeId);
  if (waiting > 0 && state.is === 'needs-sign-in') reporter.problem(state.reason);
  if (waiting > 0 && state.is === 'offline') reporter.problem(outOfReachReason);
  if (waiting > 0 && app.outbox.lane(storeId)?.stuckSince != null) reporter.problem(endedEarly);
  if (waiting > 0 && state.is === 'paused') reporter.problem(pausedReason);
  reporter.event(
    { event: 'summary', done, failed, waiting },
    `${done} in the store, ${failed} failed, ${waiting} waiting`,
  );
  if (waiting > 0 || settles.countPressing(storeId) > 0) return exit.waiting;
  return failed > 0 ? exit.failed : exit.arrived;
}

function status(app: App, givenId: string | null, reporter: Reporter): Exit {
  const storeId = givenId ?? app.stores.currentId;
  const known = storeId !== null && app.stores.list().some((store) => store.id === storeId);
  const count = (...states: Parameters<typeof app.outbox.entries.idsIn>[1][number][]): number =>
    known && storeId ? app.outbox.entries.idsIn(storeId, states).length : 0;
  const waiting = count('waiting', 'sending', 'verifying', 'retrying');
  const done = count('done');
  const failed = count('failed', 'cancelled');
  reporter.event(
    { event: 'summary', store: known ? storeId : null, done, failed, waiting },
    known
      ? `${storeId}: ${done} in the store, ${failed} failed, ${waiting} waiting`
      : 'No store is connected.',
  );
  if (waiting > 0) return exit.waiting;
  return failed > 0 ? exit.failed : exit.arrived;
}

const quietLog: Log = {
  info() {},
  warn: (message, ...details) =>
    process.env['PACKSHOT_VERBOSE'] ? process.stderr.write(`${message} ${JSON.stringify(details)}\n`) : null,
  error: (message, ...details) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
};

const noStore: Reason = {
  code: 'no-store',
  sentence: 'No store is connected.',
  next: 'Connect one in the app, or set PACKSHOT_STORE_HASH and PACKSHOT_ACCESS_TOKEN.',
};

const endedEarly: Reason = {
  code: 'data-folder-trouble',
  sentence: 'Packshot could not read or write its data folder.',
  next: 'Check that the disk has room, then run "packshot run": what is queued is kept.',
};

const outOfReachReason: Reason = {
  code: 'offline',
  sentence: 'The store can’t be reached.',
  next: 'What waits is kept; run "packshot run" when you are online again.',
};

const pausedReason: Reason = {
  code: 'paused',
  sentence: 'This store is paused.',
  next: 'Resume it in the app.',
};
